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
