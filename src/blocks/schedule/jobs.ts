import { sql } from 'kysely'
import type { House } from '../../platform/command/run.ts'
import type { JobHandler } from '../../platform/jobs/jobs.ts'
import { localDay } from './desks.ts'

export const SCHEDULE_QUEUES = ['schedule.tidy'] as const

/** The schedule block's work at night: safe to do twice. */
export function scheduleJobs(house: Pick<House, 'db'>): JobHandler[] {
  return [{ queue: 'schedule.tidy', cron: '20 0 * * *', work: (_data, at) => tidy(house, at) }]
}

/** Ends what days gone by left open, and erases name and telephone of bookings whose days of keeping are over. */
async function tidy({ db }: Pick<House, 'db'>, now: Date): Promise<void> {
  const today = localDay(now)
  await db.transaction().execute(async (trx) => {
    await sql`update schedule.ticket_call set ended_at = ${now}, ending = 'left'
      where ended_at is null and day < ${today}::date`.execute(trx)
    await sql`update schedule.ticket set state = 'left'
      where state in ('waiting', 'called', 'skipped') and day < ${today}::date`.execute(trx)
    await sql`update schedule.opening set closed_at = ${now}
      where closed_at is null and day < ${today}::date`.execute(trx)
    await sql`delete from schedule.slot_count where at < ${now}::timestamptz - interval '2 days'`.execute(trx)
    await sql`delete from schedule.ticket_count where day < ${today}::date - 2`.execute(trx)
    await sql`update schedule.booking b set name = null, phone = null
      from schedule.desk d
      where d.agency = b.agency and b.phone is not null
        and b.slot_at < ${now}::timestamptz - make_interval(days => d.keep_days)`.execute(trx)
  })
}
