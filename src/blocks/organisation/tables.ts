import type { Generated } from 'kysely'

/** This block's own schema. Dates are `YYYY-MM-DD`. */
export type OrganisationTables = {
  'organisation.agency': {
    code: string
    name: string
    short_name: string
    name_en: string | null
    kind: 'province' | 'centre' | 'department' | 'central-branch' | 'district' | 'commune' | 'desk'
    parent: string | null
    valid_from: string
    valid_to: string | null
    successor: string | null
    address: string | null
    gso: string | null
    place: string | null
  }
  'organisation.succession': { from_code: string; to_code: string; at: string; partial: boolean }
  'organisation.place': {
    gso: string
    name: string
    type: string
    district: string | null
    province: string
    valid_from: string | null
    valid_to: string | null
    now: string[]
  }
  'organisation.position': {
    id: string
    agency: string
    title: string
    roles: string[]
    valid_from: string
    valid_to: string | null
    predecessor: Generated<string | null>
  }
  'organisation.merger': {
    from_code: string
    into_code: string
    at: string
    decision: string
    seats: 'move' | 'end'
    decided_at: Date
    decided_by: string | null
  }
  'organisation.holding': {
    position: string
    account: string
    person_name: string
    valid_from: string
    valid_to: string | null
  }
  'organisation.seat_grant': {
    position: string
    permission: string
    scope: 'own' | 'assigned' | 'agency' | 'subtree' | 'all'
    valid_from: string
    valid_to: string | null
  }
  'organisation.equipment': {
    position: string
    kind: 'computer' | 'internet'
    valid_from: string
    valid_to: string | null
  }
  'organisation.staff_account': { account: string; valid_from: string; valid_to: string | null }
  'organisation.delegation': {
    id: string
    position: string
    from_account: string
    to_account: string
    permissions: string[] | null
    valid_from: string
    valid_to: string
    reason: string
    made_at: Date
    revoked_at: Date | null
    revoked_by: string | null
  }
  'organisation.opening': {
    id: string
    account: string
    position: string | null
    acting_for: string | null
    permission: string
    subject: string
    agency: string
    reason: string
    opened_at: Date
    ends_at: Date
  }
  'organisation.delegation_rule': { only_one: Generated<boolean>; max_days: number }
  'organisation.calendar': { code: string; name: string }
  'organisation.calendar_year': { calendar: string; year: number; status: 'published' | 'provisional' }
  'organisation.calendar_day': {
    calendar: string
    date: string
    kind: 'off' | 'working'
    day_kind: string
    name: string
  }
  'organisation.calendar_hours': {
    calendar: string
    ordinal: number
    valid_from: string | null
    valid_to: string | null
    intervals: unknown
  }
}
