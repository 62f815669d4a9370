import { type Kysely, sql } from 'kysely'
import { parseDate } from '../../kernel/local-time.ts'
import { invalid } from '../../kernel/problem.ts'
import type { FiguresView } from './contract.ts'
import type { Desk } from './desks.ts'
import { counterName } from './tickets.ts'

type Counted = {
  counter: number | null
  served: number
  skipped: number
  transferred: number
  dossiers: number
  wait_mean: number | null
  wait_median: number | null
  service_mean: number | null
  service_median: number | null
}

const minutes = (value: number | null) => (value === null ? null : Math.round(value / 6) / 10)

/** Counted from the calls of the days [from, to]: waits of every call, service of those that were finished. */
export async function countFigures(
  reading: Kysely<any>,
  desk: Desk,
  { from, to }: { from: string; to: string },
): Promise<Pick<FiguresView, 'counters' | 'total'>> {
  const { rows } = await sql<Counted>`
    with calls as (
      select counter, ending, cardinality(dossiers) as dossiers,
        extract(epoch from called_at - waiting_since) as wait,
        case when ending = 'finished' then extract(epoch from ended_at - last_called_at) end as service
      from schedule.ticket_call
      where agency = ${desk.agency} and day between ${from}::date and ${to}::date
    )
    select counter, count(*) filter (where ending = 'finished')::int as served,
      count(*) filter (where ending = 'skipped')::int as skipped,
      count(*) filter (where ending = 'transferred')::int as transferred,
      coalesce(sum(dossiers), 0)::int as dossiers,
      avg(wait)::float as wait_mean, percentile_cont(0.5) within group (order by wait) as wait_median,
      avg(service)::float as service_mean, percentile_cont(0.5) within group (order by service) as service_median
    from calls group by rollup (counter) order by counter nulls last`.execute(reading)
  const { rows: tickets } = await sql<{ given: number; left: number }>`
    select count(*)::int as given, count(*) filter (where state = 'left')::int as left
    from schedule.ticket
    where agency = ${desk.agency} and day between ${from}::date and ${to}::date`.execute(reading)
  const { rows: bookings } = await sql<{ booked: number; cancelled: number; arrived: number }>`
    select count(*)::int as booked, count(*) filter (where state = 'cancelled')::int as cancelled,
      count(*) filter (where state = 'arrived')::int as arrived
    from schedule.booking
    where agency = ${desk.agency} and day between ${from}::date and ${to}::date`.execute(reading)
  const spans = (row: Counted) => ({
    wait: { mean: minutes(row.wait_mean), median: minutes(row.wait_median) },
    service: { mean: minutes(row.service_mean), median: minutes(row.service_median) },
  })
  const all = rows.find((row) => row.counter === null)
  const nothing = { mean: null, median: null }
  return {
    counters: rows.flatMap((row) =>
      row.counter === null
        ? []
        : [
            {
              counter: row.counter,
              name: counterName(desk, row.counter),
              served: row.served,
              skipped: row.skipped,
              transferred: row.transferred,
              dossiers: row.dossiers,
              ...spans(row),
            },
          ],
    ),
    total: {
      given: tickets[0]?.given ?? 0,
      left: tickets[0]?.left ?? 0,
      booked: bookings[0]?.booked ?? 0,
      cancelled: bookings[0]?.cancelled ?? 0,
      arrived: bookings[0]?.arrived ?? 0,
      served: all?.served ?? 0,
      skipped: all?.skipped ?? 0,
      ...(all ? spans(all) : { wait: nothing, service: nothing }),
    },
  }
}

const LONGEST_DAYS = 400

/** Two real days in order, not too far apart. Errors: request.invalid naming `from` or `to`. */
export function checkPeriod(from: string, to: string): void {
  const first = parseDate(from)
  const last = parseDate(to)
  if (first === null) throw invalid('from', `Ngày ${from} không có thật.`)
  if (last === null) throw invalid('to', `Ngày ${to} không có thật.`)
  if (first > last) throw invalid('to', 'Ngày cuối kỳ phải không trước ngày đầu kỳ.')
  if (last - first > LONGEST_DAYS) throw invalid('to', `Mỗi lần xem nhiều nhất ${LONGEST_DAYS} ngày.`)
}
