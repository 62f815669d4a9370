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

export const PERMISSIONS = { change: 'organisation.change' } as const
export const PositionId = z.string('Chọn vị trí.').min(1, 'Chọn vị trí.').max(200)
export const AccountId = z.string('Chọn người.').min(1, 'Chọn người.').max(200)
export const PermissionName = z.string('Chọn quyền.').min(1, 'Chọn quyền.').max(100)
export const GrantScope = z.enum(['own', 'assigned', 'agency', 'subtree', 'all'], 'Chọn phạm vi của quyền.')
export const PositionTitle = z
  .string('Ghi chức danh.')
  .trim()
  .min(2, 'Ghi chức danh, ít nhất 2 ký tự.')
  .max(200, 'Chức danh dài nhất 200 ký tự.')
export const Roles = z
  .array(z.string().max(50), 'Chọn vai trò.')
  .min(1, 'Chọn ít nhất một vai trò.')
  .max(10, 'Nhiều nhất 10 vai trò.')

/** A seat as its administrator sees it. `to` is the first day without; null while there is no end. */
export const SeatView = z.object({
  id: z.string(),
  title: z.string(),
  agency: z.string(),
  agencyName: z.string(),
  roles: z.array(z.string()),
  from: z.iso.date(),
  to: z.iso.date().nullable(),
  /** Newest first, former ones too. */
  holders: z.array(
    z.object({ account: z.string(), name: z.string(), from: z.iso.date(), to: z.iso.date().nullable() }),
  ),
  /** In force or still to come. */
  grants: z.array(
    z.object({ permission: z.string(), scope: GrantScope, from: z.iso.date(), to: z.iso.date().nullable() }),
  ),
  equipment: z.array(z.enum(['computer', 'internet'])),
})
export type SeatView = z.infer<typeof SeatView>

/** A line of the officers' directory. */
export const DirectoryEntry = z.object({
  account: z.string(),
  name: z.string(),
  position: z.string(),
  title: z.string(),
  agency: z.string(),
  agencyName: z.string(),
})
export type DirectoryEntry = z.infer<typeof DirectoryEntry>

/**
 * organisation.delegate: the holder of `position` lets the holder of `delegate` (a position's id) act for them, from the
 * start of `from` to the end of `to`.
 */
export const DelegateInput = z.strictObject({
  position: z.string().max(300),
  delegate: z.string('Chọn người được ủy quyền.').max(300),
  /** What is lent; all that the seat may do when absent. */
  permissions: z.array(z.string().max(100)).min(1, 'Chọn ít nhất một quyền').max(100).optional(),
  from: z.iso.date('Ngày bắt đầu viết dạng 2026-09-01.'),
  to: z.iso.date('Ngày kết thúc viết dạng 2026-09-07.'),
  reason: z
    .string()
    .trim()
    .min(5, 'Ghi lý do ủy quyền, ít nhất 5 ký tự.')
    .max(500, 'Lý do dài nhất 500 ký tự.'),
})
export type DelegateInput = z.infer<typeof DelegateInput>

export const DelegationView = z.object({
  id: z.uuid(),
  position: z.object({ id: z.string(), title: z.string(), agency: z.string() }),
  /** Names of officers at work. */
  giver: z.string(),
  taker: z.string(),
  permissions: z.array(z.string()).nullable(),
  from: z.iso.date(),
  /** The last day. */
  to: z.iso.date(),
  reason: z.string(),
  state: z.enum(['coming', 'running', 'over', 'revoked']),
  revokedAt: z.iso.datetime({ offset: true }).nullable(),
})
export type DelegationView = z.infer<typeof DelegationView>

/** What somebody lends and is lent, and from which seats they may lend. */
export const DelegationsView = z.object({
  given: z.array(DelegationView),
  taken: z.array(DelegationView),
  seats: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      agency: z.object({ code: z.string(), name: z.string() }),
      permissions: z.array(z.string()),
    }),
  ),
  maxDays: z.int(),
  today: z.iso.date(),
})
export type DelegationsView = z.infer<typeof DelegationsView>

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

/** A calendar as it is edited: years, days off, compensating days, hours by season. */
export const CalendarView = z.object({
  code: z.string(),
  years: z.array(z.object({ year: z.int(), status: z.enum(['published', 'provisional']) })),
  daysOff: z.array(z.object({ date: z.iso.date(), name: z.string(), kind: z.string() })),
  workingWeekends: z.array(z.object({ date: z.iso.date(), name: z.string() })),
  hours: z.array(
    z.object({
      from: z.iso.date().optional(),
      to: z.iso.date().optional(),
      intervals: z.array(z.tuple([z.string(), z.string()])),
    }),
  ),
})
