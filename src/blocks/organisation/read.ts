import type { Kysely } from 'kysely'
import { type Calendar, type CalendarData, compileCalendar } from '../../kernel/calendar.ts'
import { Problem } from '../../kernel/problem.ts'
import type { Memory } from '../../platform/command/memory.ts'
import { AgencyTree } from './model/tree.ts'
import type { OrganisationTables } from './tables.ts'

type Reading = { db: Kysely<any>; memory: Memory }

/** Every agency that is or was. */
export function agencyTree({ db, memory }: Reading): Promise<AgencyTree> {
  return memory.get('organisation.tree', async () => {
    const rows = await (db as Kysely<OrganisationTables>)
      .selectFrom('organisation.agency')
      .selectAll()
      .orderBy('code')
      .execute()
    return new AgencyTree(
      rows.map((row) => ({
        code: row.code,
        name: row.name,
        shortName: row.short_name,
        nameEn: row.name_en,
        kind: row.kind,
        parent: row.parent,
        validFrom: row.valid_from,
        validTo: row.valid_to,
        successor: row.successor,
        address: row.address,
      })),
    )
  })
}

/** A seat with its holder of today. */
export type Seat = {
  id: string
  agency: string
  title: string
  roles: string[]
  holder: string | null
  account: string | null
}

export function seats({ db, memory }: Reading, day: string): Promise<Map<string, Seat>> {
  return memory.get(`organisation.seats:${day}`, async () => {
    const rows = await (db as Kysely<OrganisationTables>)
      .selectFrom('organisation.position as p')
      .leftJoin('organisation.holding as h', (join) =>
        join
          .onRef('h.position', '=', 'p.id')
          .on('h.valid_from', '<=', day)
          .on((on) => on.or([on('h.valid_to', 'is', null), on('h.valid_to', '>', day)])),
      )
      .select(['p.id', 'p.agency', 'p.title', 'p.roles', 'h.person_name as holder', 'h.account'])
      .where('p.valid_from', '<=', day)
      .where((where) => where.or([where('p.valid_to', 'is', null), where('p.valid_to', '>', day)]))
      .orderBy('p.id')
      .execute()
    return new Map(rows.map((row) => [row.id, row]))
  })
}

/** Seats that have ended by `day`, each with its last holder: what an old move's line still names. */
export function formerSeats({ db, memory }: Reading, day: string): Promise<Map<string, Seat>> {
  return memory.get(`organisation.seats:former:${day}`, async () => {
    const rows = await (db as Kysely<OrganisationTables>)
      .selectFrom('organisation.position as p')
      .leftJoin('organisation.holding as h', 'h.position', 'p.id')
      .select(['p.id', 'p.agency', 'p.title', 'p.roles', 'h.person_name as holder', 'h.account'])
      .where('p.valid_to', '<=', day)
      .orderBy('p.id')
      .orderBy('h.valid_from')
      .execute()
    return new Map(rows.map((row) => [row.id, row]))
  })
}

/** Who held each of these seats on the day they are asked about: for papers that name whoever acted then. */
export async function holdersOf(
  db: Kysely<any>,
  positions: readonly string[],
): Promise<(position: string, day: string) => { name: string; title: string } | null> {
  if (positions.length === 0) return () => null
  const rows = await (db as Kysely<OrganisationTables>)
    .selectFrom('organisation.position as p')
    .innerJoin('organisation.holding as h', 'h.position', 'p.id')
    .select(['p.id', 'p.title', 'h.person_name as name', 'h.valid_from', 'h.valid_to'])
    .where('p.id', 'in', [...new Set(positions)])
    .execute()
  return (position, day) => {
    const held = rows.find(
      (row) => row.id === position && row.valid_from <= day && (row.valid_to === null || day < row.valid_to),
    )
    return held ? { name: held.name, title: held.title } : null
  }
}

/** Which seat goes on with the work of which: old seat -> the one that stands in for it now, over all mergers since. */
export function seatHeirs({ db, memory }: Reading): Promise<Map<string, string>> {
  return memory.get('organisation.seatHeirs', async () => {
    const rows = await (db as Kysely<OrganisationTables>)
      .selectFrom('organisation.position')
      .select(['id', 'predecessor'])
      .where('predecessor', 'is not', null)
      .execute()
    const next = new Map(rows.map((row) => [row.predecessor as string, row.id]))
    const last = (seat: string): string => {
      const heir = next.get(seat)
      return heir === undefined ? seat : last(heir)
    }
    return new Map([...next.keys()].map((seat) => [seat, last(seat)]))
  })
}

/** The decision by which an agency ended; null while none was recorded. */
export async function mergerDecision(trx: Kysely<any>, code: string): Promise<string | null> {
  const row = await (trx as Kysely<OrganisationTables>)
    .selectFrom('organisation.merger')
    .select('decision')
    .where('from_code', '=', code)
    .executeTakeFirst()
  return row?.decision ?? null
}

export async function calendarData(db: Kysely<any>, code: string): Promise<CalendarData> {
  const tables = db as Kysely<OrganisationTables>
  const found = await tables
    .selectFrom('organisation.calendar')
    .select('code')
    .where('code', '=', code)
    .executeTakeFirst()
  if (!found)
    throw new Problem(
      'calendar.unknown',
      422,
      `Không có lịch làm việc “${code}”. Bỏ trống để dùng lịch của tỉnh.`,
      [{ path: 'calendar', message: 'Không có lịch này.' }],
    )
  const years = await tables
    .selectFrom('organisation.calendar_year')
    .select(['year', 'status'])
    .where('calendar', '=', code)
    .orderBy('year')
    .execute()
  const days = await tables
    .selectFrom('organisation.calendar_day')
    .selectAll()
    .where('calendar', '=', code)
    .orderBy('date')
    .execute()
  const hours = await tables
    .selectFrom('organisation.calendar_hours')
    .selectAll()
    .where('calendar', '=', code)
    .orderBy('ordinal')
    .execute()
  return {
    code,
    years,
    daysOff: days
      .filter((day) => day.kind === 'off')
      .map((day) => ({ date: day.date, name: day.name, kind: day.day_kind })),
    workingWeekends: days
      .filter((day) => day.kind === 'working')
      .map((day) => ({ date: day.date, name: day.name })),
    hours: hours.map((row) => ({
      ...(row.valid_from ? { from: row.valid_from } : {}),
      ...(row.valid_to ? { to: row.valid_to } : {}),
      intervals: row.intervals as [string, string][],
    })),
  }
}

/** A calendar ready for counting. Errors: calendar.unknown 422. */
export function workingCalendar({ db, memory }: Reading, code = 'default'): Promise<Calendar> {
  return memory.get(`organisation.calendar:${code}`, async () =>
    compileCalendar(await calendarData(db, code)),
  )
}
