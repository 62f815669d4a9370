import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { type Kysely, sql } from 'kysely'
import pino from 'pino'
import { settingsOf } from '../demo/replay/replay.ts'
import type { ClockEntry } from '../src/blocks/dossier/model/clock.ts'
import {
  addStay,
  clockTime,
  emptyHistory,
  fitScale,
  type Known,
  LIKELY,
  riskOf,
  scaled,
  standingAt,
  staysOf,
} from '../src/blocks/dossier/model/risk.ts'
import { agencyTree, workingCalendar } from '../src/blocks/organisation/index.ts'
import { openHouse } from '../src/house.ts'
import { formatDate, instantAt, parseDate } from '../src/kernel/local-time.ts'
import { type Calendar, isWorkingDay } from '../src/kernel/working-time.ts'
import { print, say } from './line.ts'

const MORNING = 8 * 3_600_000
const LEARN_FROM = '2022-01-01'
const SCALE_FROM = '2022-04-01'
const FORECAST_FROM = '2022-06-01'
const FORECAST_TO = '2022-08-01'
const MONTHS = [1, 2, 3, 4, 5, 6, 7, 8].map((month) => `2022-0${month}-01`)
const BINS = [0, 0.001, 0.01, 0.05, 0.1, 0.2, 0.35, 0.5, 0.75, 1.0001]

type Past = {
  code: string
  agency: string
  procedure: string
  clock: ClockEntry[]
  due: Date
  accepted: Date
  finished: Date | null
  late: boolean
  term: number
  moves: { to: string; at: Date }[]
}
type Forecast = { of: Past; day: number; probability: number; late: boolean }

/**
 * How good the risk of being late is: learnt from what ended before June 2022 in a replay's database, asked each working
 * morning of June and July of every open dossier, compared with what became of it. Nothing learnt lies after the asking.
 */
export async function risk(dataDir: string): Promise<void> {
  if (!existsSync(join(dataDir, 'replay.json'))) {
    say('risk: cần --replay <thư mục> do “npm run replay -- --keep” để lại; bỏ qua phép đo này.')
    return
  }
  const { house, close } = await openHouse({
    settings: settingsOf(dataDir),
    log: pino({ level: 'silent' }),
    clock: () => new Date('2022-08-07T08:00:00+07:00'),
    publish: true,
  })
  try {
    const calendar = await workingCalendar(house)
    const past = await readPast(house.db, calendar)
    const end = new Date(past.reduce((last, { moves }) => Math.max(last, moves.at(-1)!.at.getTime()), 0))
    const start = new Date(`${FORECAST_FROM}T00:00:00+07:00`)
    // The scale comes from April and May alone, foretold from the months before and looked at on the last of May.
    const scale = fitScale(forecast(past, calendar, SCALE_FROM, FORECAST_FROM, start))
    const forecasts = forecast(past, calendar, FORECAST_FROM, FORECAST_TO, end).map((each) => ({
      ...each,
      probability: scaled(each.probability, scale),
    }))
    say(`risk: scale of April and May: slope ${scale.slope.toFixed(3)}, shift ${scale.shift.toFixed(3)}`)
    tellCalibration(forecasts, past.filter(({ finished }) => finished && finished < start).length)
    tellRanks(past, calendar, new Set((await agencyTree(house)).atCentre()), end)
  } finally {
    await close()
  }
}

async function readPast(db: Kysely<any>, calendar: Calendar): Promise<Past[]> {
  const { rows } = await sql<any>`
    select d.code, d.agency, d.procedure, d.folded -> 'clock' as clock, d.first_due_at as due, d.accepted_at as accepted,
      d.finished_at as finished, coalesce(d.timeliness = 'late', false) as late,
      (select jsonb_agg(jsonb_build_object('to', m.to_state, 'at', m.at) order by m.seq)
        from dossier.dossier_move m where m.dossier_id = d.id) as moves
    from dossier.dossier d
    where d.accepted_at >= ${`${LEARN_FROM}T00:00:00+07:00`}::timestamptz and d.first_due_at is not null and not d.is_part`.execute(
    db,
  )
  return rows.map((row) => ({
    ...row,
    term: clockTime(row.clock, row.due, calendar),
    moves: row.moves.map(({ to, at }: { to: string; at: string }) => ({ to, at: new Date(at) })),
  }))
}

type KnownOf = (agency: string, procedure: string, state: string) => Known

/** The histories as the product's own job adds them up, of what ended before `until`. */
function learn(past: readonly Past[], calendar: Calendar, until: Date): KnownOf {
  const places = new Map<string, ReturnType<typeof emptyHistory>>()
  const placesOf = (agency: string, procedure: string, state: string) => [
    `${agency}|${procedure}|${state}`,
    `|${procedure}|${state}`,
    `||${state}`,
  ]
  for (const { agency, procedure, clock, due, finished, moves } of past) {
    if (!finished || finished >= until) continue
    for (const stay of staysOf({ clock, due, finished, moves }, calendar))
      for (const place of placesOf(agency, procedure, stay.state)) {
        const history = places.get(place) ?? emptyHistory()
        places.set(place, history)
        addStay(history, stay)
      }
  }
  return (agency, procedure, state) =>
    placesOf(agency, procedure, state).flatMap((place) => places.get(place) ?? [])
}

/** Every open dossier on every working morning of [from, to), as the histories alone say. */
function forecast(
  past: readonly Past[],
  calendar: Calendar,
  from: string,
  to: string,
  end: Date,
): Forecast[] {
  const known = learn(past, calendar, new Date(`${from}T00:00:00+07:00`))
  const forecasts: Forecast[] = []
  for (let day = parseDate(from)!; day < parseDate(to)!; day += 1) {
    const now = new Date(instantAt(day, MORNING))
    if (!isWorkingDay(now, calendar)) continue
    for (const each of past) {
      if (each.accepted > now || (each.finished && each.finished <= now)) continue
      // What has neither ended nor come due when the outcome is looked at tells nothing yet.
      const ended = each.finished !== null && each.finished < end
      if (!ended && each.due >= end) continue
      const asked = standingAt(each, now, calendar)
      if (!asked) continue
      const { probability } = riskOf(known(each.agency, each.procedure, asked.state), asked)
      forecasts.push({ of: each, day, probability, late: ended ? each.late : true })
    }
  }
  return forecasts
}

function tellCalibration(forecasts: readonly Forecast[], learnt: number): void {
  const late = forecasts.filter((each) => each.late)
  const base = late.length / forecasts.length
  const mean = (of: (each: Forecast) => number) =>
    forecasts.reduce((sum, each) => sum + of(each), 0) / forecasts.length
  print(
    'risk forecasts',
    forecasts.length,
    'dossier mornings',
    null,
    `June and July 2022, ${late.length} of them of ${new Set(late.map(({ of }) => of)).size} dossiers that became late; learnt from ${learnt} that ended before`,
  )
  print(
    'risk Brier score',
    mean(({ probability, late }) => (probability - Number(late)) ** 2),
    'squared error',
    mean(({ late }) => (base - Number(late)) ** 2),
    `against always saying these months' own base rate ${(100 * base).toFixed(2)} %; lower is better`,
  )
  for (const [at, from] of BINS.slice(0, -1).entries()) {
    const to = BINS[at + 1]!
    const inside = forecasts.filter(({ probability }) => probability >= from && probability < to)
    if (inside.length === 0) continue
    const predicted = inside.reduce((sum, { probability }) => sum + probability, 0) / inside.length
    const observed = inside.filter((each) => each.late).length / inside.length
    const note = `observed against predicted, of ${inside.length} mornings`
    print(`risk bin ${from}-${Math.min(1, to)}`, observed, 'share late', predicted, note)
  }
  const told = forecasts.filter(({ probability }) => probability >= LIKELY)
  const right = told.filter((each) => each.late)
  const reached = new Set(right.map(({ of }) => of)).size
  print(
    'risk told as likely',
    right.length / Math.max(1, told.length),
    'share late',
    base,
    `of ${told.length} mornings told as likely; ${reached} of ${new Set(late.map(({ of }) => of)).size} dossiers were told before they were late`,
  )
}

/** Where the centre's dossiers that ended late stood among all that were open, by what was known before their month. */
function tellRanks(past: readonly Past[], calendar: Calendar, centre: ReadonlySet<string>, end: Date): void {
  const ten = past.filter((each) => each.late && each.finished && centre.has(each.agency))
  const found: Forecast[][] = MONTHS.slice(1, -1).map((from, at) =>
    forecast(past, calendar, from, MONTHS[at + 2]!, end),
  )
  const byDay = Map.groupBy(found.flat(), ({ day }) => day)
  for (const each of ten) {
    const ranks = [...byDay.values()].flatMap((morning) => {
      const own = morning.find(({ of }) => of === each)
      if (!own) return []
      const rank = 1 + morning.filter(({ probability }) => probability > own.probability).length
      return [{ day: own.day, rank, of: morning.length, probability: own.probability }]
    })
    const last = ranks.at(-1)
    if (!last) {
      say(`risk: ${each.code} was late before anything could be learnt (January), or within its first day`)
      continue
    }
    const best = ranks.reduce((so, next) => (next.rank / next.of < so.rank / so.of ? next : so))
    print(
      `risk late ${each.code}`,
      last.rank,
      'rank',
      last.of,
      `among all open on ${formatDate(last.day)}, its last morning before it was late; best ${best.rank} of ${best.of} on ${formatDate(best.day)}`,
    )
  }
}
