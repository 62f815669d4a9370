import type { Kysely } from 'kysely'
import type { CalendarData } from '../../kernel/calendar.ts'
import { ROLE_GRANTS } from './model/role-grants.ts'
import type { Agency } from './model/tree.ts'
import type { OrganisationTables } from './tables.ts'

export type ShippedAgency = Omit<Agency, 'nameEn' | 'successor' | 'address'> &
  Partial<Pick<Agency, 'nameEn' | 'successor' | 'address'>> & { gso?: string; place?: string }
export type ShippedSuccession = { from: string; to: string; at: string; partial: boolean }

/** Puts the release's agencies down where they are missing; what an official has changed since stays. */
export async function loadAgencies(
  sql: Kysely<any>,
  agencies: readonly ShippedAgency[],
  successions: readonly ShippedSuccession[],
) {
  const tables = sql as Kysely<OrganisationTables>
  await tables
    .insertInto('organisation.agency')
    .values(
      agencies.map((each) => ({
        code: each.code,
        name: each.name,
        short_name: each.shortName,
        name_en: each.nameEn ?? null,
        kind: each.kind,
        parent: each.parent,
        valid_from: each.validFrom,
        valid_to: each.validTo,
        successor: each.successor ?? null,
        address: each.address ?? null,
        gso: each.gso ?? null,
        place: each.place ?? null,
      })),
    )
    .onConflict((conflict) => conflict.column('code').doNothing())
    .execute()
  await tables
    .insertInto('organisation.succession')
    .values(successions.map(({ from, to, at, partial }) => ({ from_code: from, to_code: to, at, partial })))
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** Puts a calendar down as a whole, once. */
export async function loadCalendar(sql: Kysely<any>, data: CalendarData, name: string): Promise<void> {
  const tables = sql as Kysely<OrganisationTables>
  const made = await tables
    .insertInto('organisation.calendar')
    .values({ code: data.code, name })
    .onConflict((conflict) => conflict.doNothing())
    .returning('code')
    .executeTakeFirst()
  if (!made) return
  const calendar = data.code
  await tables
    .insertInto('organisation.calendar_year')
    .values(data.years.map((each) => ({ calendar, ...each })))
    .execute()
  const off = data.daysOff.map((day) => ({
    calendar,
    date: day.date,
    kind: 'off' as const,
    day_kind: day.kind,
    name: day.name,
  }))
  const working = data.workingWeekends.map((day) => ({
    calendar,
    date: day.date,
    kind: 'working' as const,
    day_kind: 'compensating',
    name: day.name,
  }))
  await tables
    .insertInto('organisation.calendar_day')
    .values([...off, ...working])
    .execute()
  await tables
    .insertInto('organisation.calendar_hours')
    .values(
      data.hours.map((rule, ordinal) => ({
        calendar,
        ordinal,
        valid_from: rule.from ?? null,
        valid_to: rule.to ?? null,
        intervals: JSON.stringify(rule.intervals),
      })),
    )
    .execute()
}

export type NewSeat = {
  id: string
  agency: string
  title: string
  roles: string[]
  account: string
  personName: string
  from: string
}

/** Seats with their holders and the grants their roles start with. */
export async function loadSeats(sql: Kysely<any>, all: readonly NewSeat[]): Promise<void> {
  if (all.length === 0) return
  const tables = sql as Kysely<OrganisationTables>
  await tables
    .insertInto('organisation.position')
    .values(
      all.map((seat) => ({
        id: seat.id,
        agency: seat.agency,
        title: seat.title,
        roles: seat.roles,
        valid_from: seat.from,
        valid_to: null,
      })),
    )
    .execute()
  await tables
    .insertInto('organisation.holding')
    .values(
      all.map((seat) => ({
        position: seat.id,
        account: seat.account,
        person_name: seat.personName,
        valid_from: seat.from,
        valid_to: null,
      })),
    )
    .execute()
  const grants = all.flatMap((seat) =>
    seat.roles.flatMap((role) =>
      (ROLE_GRANTS[role] ?? []).map(([permission, scope]) => ({
        position: seat.id,
        permission,
        scope,
        valid_from: seat.from,
        valid_to: null,
      })),
    ),
  )
  if (grants.length > 0)
    await tables
      .insertInto('organisation.seat_grant')
      .values(grants)
      .onConflict((conflict) => conflict.doNothing())
      .execute()
}
