import { z } from 'zod'

export const AGENCY_KINDS = [
  'province',
  'centre',
  'department',
  'central-branch',
  'district',
  'commune',
  'desk',
] as const
export const AgencyView = z.object({
  code: z.string(),
  name: z.string(),
  shortName: z.string(),
  kind: z.enum(AGENCY_KINDS),
  parent: z.string().nullable(),
  validFrom: z.iso.date(),
  validTo: z.iso.date().nullable(),
  successor: z.string().nullable(),
  address: z.string().nullable(),
})
export type AgencyView = z.infer<typeof AgencyView>

export const FindAgenciesInput = z.strictObject({
  q: z.string().trim().max(200).optional(),
  kind: z.enum(AGENCY_KINDS).optional(),
  parent: z.string().optional(),
  /** Agencies in force on this day; today when absent. */
  on: z.iso.date().optional(),
  /** Only those that may decide this procedure. */
  limit: z.coerce.number().int().min(1).max(500).default(200),
  cursor: z.string().optional(),
})
export const FindAgenciesOutput = z.object({ items: z.array(AgencyView), nextCursor: z.string().nullable() })

/**
 * organisation.merge: `code` ends at the start of `at` and `into` goes on with its work. `partial` names agencies that
 * take over a part of its tasks besides; open dossiers all go to `into`.
 */
export const MergeInput = z.strictObject({
  code: z.string(),
  into: z.string('Chọn cơ quan kế thừa.'),
  partial: z.array(z.string()).max(20).default([]),
  at: z.iso.date('Ngày có hiệu lực viết dạng 2025-07-01.'),
  /** Number and date of the resolution or decision; it stands in every moved dossier's history. */
  decision: z
    .string()
    .trim()
    .min(5, 'Ghi số, ngày của nghị quyết hoặc quyết định sáp nhập.')
    .max(300, 'Số, ngày quyết định dài nhất 300 ký tự.'),
  /** `move`: every seat gets a twin in the successor with the same holder, parts and grants; `end`: none does. */
  seats: z.enum(['move', 'end']).default('move'),
})
export type MergeInput = z.infer<typeof MergeInput>
export const MergeOutput = z.object({
  code: z.string(),
  into: z.string(),
  at: z.iso.date(),
  /** Seats that go on in the successor. */
  seatsMoved: z.int(),
})

/** A seat, its present holder, and how much lies on it: what a head needs to assign. */
export const PositionView = z.object({
  id: z.string(),
  title: z.string(),
  agency: z.string(),
  agencyName: z.string(),
  roles: z.array(z.string()),
  holder: z.string().nullable(),
})
export type PositionView = z.infer<typeof PositionView>

/** Working minutes and days, as the clock reads them; the province's own is `default`. */
export const DueDateInput = z.strictObject({
  calendar: z.string().default('default'),
  receivedAt: z.iso.datetime({
    offset: true,
    message: 'Thời điểm nhận viết theo RFC 3339, ví dụ 2022-04-28T09:10:00+07:00',
  }),
  term: z.int('Thời hạn là số nguyên').min(1, 'Thời hạn ít nhất là 1').max(100_000, 'Thời hạn quá dài'),
  unit: z.enum(['workingHours', 'workingDays', 'calendarDays']),
  pauses: z
    .array(z.strictObject({ from: z.iso.datetime({ offset: true }), to: z.iso.datetime({ offset: true }) }))
    .max(1000)
    .default([]),
})
export const DueDateOutput = z.object({
  dueAt: z.iso.datetime({ offset: true }),
  trace: z.array(z.record(z.string(), z.unknown())),
})

/** organisation.findPlaces: every place when nothing is asked; else what a name may mean and where that lies today. */
export const FindPlacesOutput = z.object({
  province: z.string(),
  rows: z.array(
    z.object({
      gso: z.string(),
      name: z.string(),
      type: z.string(),
      district: z.string().nullable(),
      province: z.string(),
      validTo: z.iso.date().nullable(),
      now: z.array(z.string()),
    }),
  ),
  found: z.array(
    z.object({
      name: z.string(),
      former: z.boolean(),
      present: z.array(z.object({ code: z.string(), name: z.string() })),
    }),
  ),
})
