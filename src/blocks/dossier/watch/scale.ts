import { type Kysely, sql } from 'kysely'
import { DAY, dayOf, instantAt } from '../../../kernel/local-time.ts'
import { type Calendar, isWorkingDay } from '../../../kernel/working-time.ts'
import type { House } from '../../../platform/command/run.ts'
import { workingCalendar } from '../../organisation/index.ts'
import { clockTime, fitScale, riskOf, type Scale, standingAt, UNSCALED } from '../model/risk.ts'
import type { DossierRecord } from '../tables.ts'
import { type KnownOf, knownHistories } from './histories.ts'

const DAYS = 60
/** Enough to see which forecasts came true; drawn by their random ids. */
const SAMPLE = 3000
const FRESH_MS = 20 * 3_600_000
const MORNING = 8 * 3_600_000

type Course = Pick<
  DossierRecord,
  'agency' | 'procedure' | 'accepted_at' | 'finished_at' | 'first_due_at' | 'timeliness' | 'folded'
> & { moves: { to: string; at: string }[] }

export async function riskScale(db: Kysely<any>): Promise<Scale> {
  const { rows } = await sql<Scale>`select slope, shift from dossier.risk_scale`.execute(db)
  return rows[0] ?? UNSCALED
}

/**
 * Once a day: forecasts of the last two months' mornings, made from what was known before them, against what became of
 * those dossiers.
 */
export async function fitRiskScale({ db, memory }: Pick<House, 'db' | 'memory'>, now: Date): Promise<void> {
  const { rows: before } = await sql<{ at: Date }>`select at from dossier.risk_scale`.execute(db)
  if (before[0] && now.getTime() - before[0].at.getTime() < FRESH_MS) return
  const calendar = await workingCalendar({ db, memory })
  const from = new Date(now.getTime() - DAYS * DAY)
  const known = await knownHistories(db, from, true)
  const { rows } = await sql<Course>`
    select d.agency, d.procedure, d.accepted_at, d.finished_at, d.first_due_at, d.timeliness, d.folded,
      (select jsonb_agg(jsonb_build_object('to', m.to_state, 'at', m.at) order by m.seq)
        from dossier.dossier_move m where m.dossier_id = d.id) as moves
    from (select * from dossier.dossier where accepted_at >= ${from} and first_due_at is not null and not is_part
      and (finished_at is not null or (clock_runs and first_due_at < ${now})) order by id limit ${SAMPLE}) d`.execute(
    db,
  )
  const { slope, shift } = fitScale(rows.flatMap((row) => forecastsOf(row, known, calendar, now)))
  await sql`
    insert into dossier.risk_scale (slope, shift, at) values (${slope}, ${shift}, ${now})
    on conflict (one) do update set slope = excluded.slope, shift = excluded.shift, at = excluded.at`.execute(
    db,
  )
}

/** What would have been said of it on every working morning from its acceptance until it ended or was late. */
function forecastsOf(row: Course, known: KnownOf, calendar: Calendar, now: Date) {
  const { clock } = row.folded
  const course = {
    clock,
    term: clockTime(clock, row.first_due_at!, calendar),
    moves: row.moves.map(({ to, at }) => ({ to, at: new Date(at) })),
  }
  const forecasts: { probability: number; late: boolean }[] = []
  const end = Math.min((row.finished_at ?? now).getTime(), row.first_due_at!.getTime())
  for (let day = dayOf(row.accepted_at!.getTime()) + 1; ; day += 1) {
    const morning = new Date(instantAt(day, MORNING))
    if (morning.getTime() >= end) return forecasts
    if (!isWorkingDay(morning, calendar, { provisional: true })) continue
    const asked = standingAt(course, morning, calendar)
    if (!asked) continue
    const { probability } = riskOf(known(row.agency, row.procedure, asked.state), asked)
    forecasts.push({ probability, late: row.finished_at ? row.timeliness === 'late' : true })
  }
}
