import pg from 'pg'
import { seeded } from '../../demo/people/random.ts'
import { Cast } from '../../demo/play/cast.ts'
import { staffOf } from '../../demo/play/staff.ts'
import { staffProvince } from '../../demo/province.ts'
import { agencyTree, workingCalendar } from '../../src/blocks/organisation/index.ts'
import { catalogue, competentAgencies, definitionFor } from '../../src/blocks/procedure/index.ts'
import type { Definition } from '../../src/blocks/procedure/model/definition.ts'
import { DAY, dayOf, formatDate, instantAt, parseDate } from '../../src/kernel/local-time.ts'
import { nextWorkingMoment } from '../../src/kernel/working-time.ts'
import type { House } from '../../src/platform/command/run.ts'
import { say } from '../line.ts'
import { copyRows, line, type Table } from './copy.ts'
import { suspendIndexes } from './load-indexes.ts'
import { filledForms, peopleOf } from './people.ts'
import { RowMaker, type Stage } from './rows.ts'
import { walk } from './walks.ts'

/** The two-tier province began on this day: every dossier of the set lies after it. */
const FROM = '2025-07-01'
const WALKS = 60
const FORMS = 300
const HOUR_MS = 3_600_000
const BATCH = 20_000
/** A commune's own procedures are asked for far more often than a department's. */
const COMMUNE_WEIGHT = 4
const OTHER_DESK = 0.06

export type Filling = { dossiers: number; moves: number; open: number; seconds: number }
type Offered = { stage: Stage; agencies: string[] }

/** Fills an empty house with `count` dossiers from 2025-07-01 to now, their histories folded by the real models. */
export async function fill(house: House, ownerUrl: string, count: number): Promise<Filling> {
  const begun = performance.now()
  const now = house.clock()
  const today = formatDate(dayOf(now.getTime()))
  const tree = await agencyTree(house)
  const seats = staffOf(
    tree.all().filter((agency) => tree.inForce(agency.code, today)),
    '2021-01-01',
  )
  await staffProvince(house, seats)
  const random = seeded('bench:fill')
  const offered = await offeredOn(house, today)
  const calendar = await workingCalendar(house)
  const maker = new RowMaker(new Cast(seats), calendar, now)
  const communes = tree
    .all()
    .filter((agency) => agency.kind === 'commune' && tree.inForce(agency.code, today))
    .map((agency) => agency.code)
  const weighted = offered.map((each) => [each, each.agencies.length > 20 ? COMMUNE_WEIGHT : 1] as const)
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    await client.query('begin')
    const restore = await suspendIndexes(client)
    // A table emptied in the transaction that loads it is not written to the log twice.
    await client.query(
      'truncate dossier.dossier, dossier.dossier_move, dossier.dossier_answer, dossier.dossier_document, dossier.dossier_number',
    )
    const writer = new Writer(client)
    const days = workingDays(now)
    const filling = { dossiers: 0, moves: 0, open: 0, seconds: 0 }
    for (const [index, day] of days.entries()) {
      const upTo = Math.round(((index + 1) * count) / days.length)
      const opened = Array.from({ length: upTo - filling.dossiers }, () => openingOf(day, random.next()))
        .map((at) => nextWorkingMoment(at, calendar, { provisional: true }))
        .filter((at) => at < now)
        .sort((a, b) => a.getTime() - b.getTime())
      const numbers = new Map<string, number>()
      for (const openedAt of opened) {
        const { stage, agencies } = random.weighted(weighted)
        const agency = random.pick(agencies)
        const desk = random.chance(OTHER_DESK) ? random.pick(communes) : agency
        const rows = maker.make({ stage, agency, desk, openedAt, turn: filling.dossiers, random }, (unit) => {
          const next = (numbers.get(unit) ?? 0) + 1
          numbers.set(unit, next)
          return `${unit}-${day.slice(2).replaceAll('-', '')}-${String(next).padStart(4, '0')}`
        })
        filling.dossiers += 1
        filling.moves += rows.moves.length
        if (rows.open) filling.open += 1
        await writer.add(rows, openedAt.getTime())
      }
      for (const [unit, last] of numbers) writer.number(line([unit, day, last]))
      if (index % 25 === 24)
        say(`  ${filling.dossiers} of ${count} dossiers, ${Math.round((performance.now() - begun) / 1000)} s`)
    }
    await writer.end()
    say('  indexes and keys')
    await restore()
    await client.query('commit')
    say('  statistics')
    await client.query('vacuum analyze')
    await client.query('checkpoint').catch(() => undefined)
    return { ...filling, seconds: (performance.now() - begun) / 1000 }
  } finally {
    await client.end()
  }
}

/** Lines wait here until enough have come together; moves go down in order of time. */
class Writer {
  readonly #client: pg.Client
  readonly #waiting: Record<Table, string[]> = {
    'dossier.dossier': [],
    'dossier.dossier_move': [],
    'dossier.dossier_answer': [],
    'dossier.dossier_document': [],
    'dossier.dossier_number': [],
  }
  #moves: { at: number; line: string }[] = []
  constructor(client: pg.Client) {
    this.#client = client
  }

  async add(rows: ReturnType<RowMaker['make']>, openedAt: number): Promise<void> {
    this.#waiting['dossier.dossier'].push(rows.dossier)
    for (const move of rows.moves) this.#moves.push(move)
    this.#waiting['dossier.dossier_answer'].push(...rows.answers)
    this.#waiting['dossier.dossier_document'].push(...rows.documents)
    if (this.#waiting['dossier.dossier'].length >= BATCH) await this.#flush(openedAt)
  }

  number(text: string): void {
    this.#waiting['dossier.dossier_number'].push(text)
  }

  async end(): Promise<void> {
    await this.#flush(Number.POSITIVE_INFINITY)
  }

  /** What happened before `until` can have no earlier move still to come. */
  async #flush(until: number): Promise<void> {
    this.#moves.sort((a, b) => a.at - b.at)
    const split = this.#moves.findIndex((move) => move.at >= until)
    const past = this.#moves.splice(0, split < 0 ? this.#moves.length : split)
    for (const { line } of past) this.#waiting['dossier.dossier_move'].push(line)
    for (const table of Object.keys(this.#waiting) as Table[]) {
      await copyRows(this.#client, table, this.#waiting[table])
      this.#waiting[table] = []
    }
  }
}

async function offeredOn(house: House, today: string): Promise<Offered[]> {
  const offered: Offered[] = []
  for (const entry of (await catalogue(house, today)).values()) {
    const agencies = (await competentAgencies(house, entry, today)).map((agency) => agency.code)
    if (agencies.length === 0) continue
    const bound = new Map<string, Definition>()
    for (const agency of agencies)
      bound.set(agency, await definitionFor(house, entry.code, entry.edition, agency))
    const random = seeded(`bench:stage:${entry.code}`)
    const { clock } = entry.definition
    const termMs =
      clock.unit === 'sameDay' || clock.term === null
        ? 8 * HOUR_MS
        : clock.term * (clock.unit === 'workingHours' ? 1 : clock.unit === 'workingDays' ? 8 : 5.5) * HOUR_MS
    offered.push({
      agencies,
      stage: {
        code: entry.code,
        edition: entry.edition,
        definitionFor: (agency) => bound.get(agency)!,
        walks: Array.from({ length: WALKS }, (_, index) => walk(entry.definition, index % 2 === 0, random)),
        forms: filledForms(entry.definition, peopleOf(random, FORMS), random),
        stepMs: Math.max(5 * 60_000, termMs / 7),
      },
    })
  }
  return offered
}

/** Weekdays from FROM to now; what falls on a holiday moves to the next opening. */
function workingDays(now: Date): string[] {
  const last = dayOf(now.getTime())
  const days: string[] = []
  for (let day = parseDate(FROM)!; day <= last; day += 1) {
    const weekday = new Date(day * DAY).getUTCDay()
    if (weekday !== 0 && weekday !== 6) days.push(formatDate(day))
  }
  return days
}

/** A moment in the opening hours of that day. */
function openingOf(day: string, share: number): Date {
  return new Date(instantAt(parseDate(day)!, 0) + 7.5 * HOUR_MS + share * 9.4 * HOUR_MS)
}
