import { sql } from 'kysely'
import type { Calendar } from '../../../kernel/calendar.ts'
import type { House } from '../../../platform/command/run.ts'
import { workingCalendar } from '../../organisation/index.ts'
import { clockTime, LIKELY, type Risk, riskOf, type Scale, scaled } from '../model/risk.ts'
import type { DossierRecord } from '../tables.ts'
import { type KnownOf, knownHistories } from './histories.ts'
import { riskScale } from './scale.ts'

const BATCH = 2000
/** Below this nobody needs to be told, and most are. */
const WORTH_TELLING = 0.2

type Open = Pick<
  DossierRecord,
  'id' | 'agency' | 'procedure' | 'state' | 'seq' | 'first_due_at' | 'folded'
> & {
  entered: Date
}

/** Weighs every open dossier whose clock runs and that is not late yet, by what its agency's history says. */
export async function weighRisks({ db, memory }: Pick<House, 'db' | 'memory'>, now: Date): Promise<number> {
  const calendar = await workingCalendar({ db, memory })
  const known = await knownHistories(db, now)
  const scale = await riskScale(db)
  let last: string | null = null
  let weighed = 0
  for (;;) {
    // When its step was entered: the first move of the last run of moves to this state.
    const { rows }: { rows: Open[] } = await sql<Open>`
      select d.id, d.agency, d.procedure, d.state, d.seq, d.first_due_at, d.folded,
        (select min(m.at) from dossier.dossier_move m where m.dossier_id = d.id and m.seq > coalesce(
          (select max(o.seq) from dossier.dossier_move o where o.dossier_id = d.id and o.to_state <> d.state), -1)) as entered
      from dossier.dossier d
      where d.phase <> 'closed' and d.finished_at is null and d.clock_runs and d.accepted_at is not null and not d.is_part
        and d.first_due_at >= ${now} ${last === null ? sql`` : sql`and d.id > ${last}::uuid`}
      order by d.id limit ${BATCH}`.execute(db)
    const told = rows.flatMap((row) => {
      const weight = weigh(row, { known, scale }, calendar, now)
      if (weight.probability < WORTH_TELLING) return []
      const minutes = (time: number) => Math.round(time / 60_000)
      return {
        dossier_id: row.id,
        agency: row.agency,
        probability: weight.probability,
        likely: weight.probability >= LIKELY,
        seq: row.seq,
        usual: minutes(weight.usual),
        time_left: minutes(weight.left),
        known: weight.known,
        at: now,
      }
    })
    if (told.length > 0)
      await sql`
        insert into dossier.dossier_risk
        select * from jsonb_populate_recordset(null::dossier.dossier_risk, ${JSON.stringify(told)}::jsonb)
        on conflict (dossier_id) do update set agency = excluded.agency, probability = excluded.probability,
          likely = excluded.likely, seq = excluded.seq, usual = excluded.usual, time_left = excluded.time_left,
          known = excluded.known, at = excluded.at`.execute(db)
    weighed += rows.length
    last = rows.at(-1)?.id ?? null
    if (rows.length < BATCH || last === null) break
  }
  // What was not told anew is late, done, or no longer at risk.
  await sql`delete from dossier.dossier_risk where at < ${now}`.execute(db)
  return weighed
}

function weigh(
  row: Pick<Open, 'agency' | 'procedure' | 'state' | 'first_due_at' | 'folded' | 'entered'>,
  { known, scale }: { known: KnownOf; scale: Scale },
  calendar: Calendar,
  now: Date,
): Risk & { left: number } {
  const { clock } = row.folded
  const began = new Date(clock[0]?.at ?? row.entered)
  const used = clockTime(clock, now, calendar)
  const term = clockTime(clock, row.first_due_at!, calendar)
  const age = used - clockTime(clock, row.entered > began ? row.entered : began, calendar)
  const left = term - used
  const risk = riskOf(known(row.agency, row.procedure, row.state), { age, left, term })
  return { ...risk, probability: scaled(risk.probability, scale), left }
}
