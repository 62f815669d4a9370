import { type Kysely, sql } from 'kysely'

export type FeedbackCounts = {
  agency: string
  received: number
  regulation: number
  conduct: number
  /** Answered or refused, or past their limit: what timeliness can be told of. */
  due: number
  inTime: number
  /** Neither disliked, nor repeated, nor late. */
  content: number
  /** Of those named by a dossier. */
  onDossiers: number
}

/** Phản ánh, kiến nghị received in [start, end), by the agency that answers now. */
export async function feedbackCounts(
  db: Kysely<any>,
  { start, end }: { start: Date; end: Date },
  now: Date,
): Promise<FeedbackCounts[]> {
  const past = sql`(f.handled_at is null and f.state <> 'supplementing' and f.due_at < ${now})`
  const { rows } = await sql<FeedbackCounts>`
    select f.agency, count(*)::int as received,
      (count(*) filter (where f.class = 'regulation'))::int as regulation,
      (count(*) filter (where f.class = 'conduct'))::int as conduct,
      (count(*) filter (where f.handled_at is not null or ${past}))::int as due,
      (count(*) filter (where f.handled_at is not null and not f.late))::int as "inTime",
      (count(*) filter (where f.verdict is distinct from 'dislike' and f.repeats is null and not f.late and not ${past}))::int as content,
      (count(distinct f.dossier_id))::int as "onDossiers"
    from content.feedback f where f.received_at >= ${start} and f.received_at < ${end}
    group by 1`.execute(db)
  return rows
}

/** Ratings of dossiers finished from one local day to another: how many, and how many with any mark “Không hài lòng”. */
export async function surveyCounts(
  db: Kysely<any>,
  { from, to }: { from: string; to: string },
): Promise<{ agency: string; answers: number; dissatisfied: number }[]> {
  const { rows } = await sql<{ agency: string; answers: number; dissatisfied: number }>`
    select agency, count(*)::int as answers, (count(*) filter (where dissatisfied))::int as dissatisfied
    from content.survey_answer where finished_on >= ${from} and finished_on <= ${to} group by 1`.execute(db)
  return rows
}
