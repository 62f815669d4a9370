import { type Kysely, type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Calendar } from '../../../kernel/calendar.ts'
import { addWorkingTime } from '../../../kernel/working-time.ts'

const SOON_MS = 8 * 3_600_000

export type Standing = {
  agency: string
  open: number
  late: number
  soon: number
  likely: number
  oldest: Date | null
}

/**
 * What stands open in this moment, by agency: late, due within a working day, likely to be late. A joint dossier is
 * counted once, as its whole, and nothing before it is accepted; where one dossier is named, only that.
 */
export async function standingBy(
  db: Kysely<any>,
  { agencies, dossier, calendar, now }: Asked,
): Promise<Standing[]> {
  const soon = addWorkingTime(now, SOON_MS, calendar, { provisional: true })
  const running = sql<SqlBool>`d.finished_at is null and d.clock_runs`
  const one: RawBuilder<SqlBool> = dossier ? sql`d.id = ${dossier}` : sql`true`
  const { rows } = await sql<Standing>`
    select d.agency, count(*)::int as open,
      (count(*) filter (where ${running} and d.first_due_at < ${now}))::int as late,
      (count(*) filter (where ${running} and d.first_due_at >= ${now} and d.first_due_at <= ${soon}))::int as soon,
      (count(*) filter (where ${running} and d.first_due_at >= ${now} and r.likely and r.seq = d.seq))::int as likely,
      min(d.first_due_at) filter (where ${running}) as oldest
    from dossier.dossier d left join dossier.dossier_risk r on r.dossier_id = d.id
    where d.agency = any(${[...agencies]}::text[]) and d.phase <> 'closed' and d.finished_at is null
      and d.accepted_at is not null and not d.is_part and ${one}
    group by 1`.execute(db)
  return rows
}

type Asked = { agencies: readonly string[]; dossier?: string | undefined; calendar: Calendar; now: Date }
