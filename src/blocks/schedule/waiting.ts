import type { Kysely } from 'kysely'
import { MINUTE } from '../../kernel/local-time.ts'
import type { Memory } from '../../platform/command/memory.ts'
import { type Desk, localDay } from './desks.ts'
import { inTurn } from './model/turn.ts'
import { expectedWait, type Wait } from './model/wait.ts'
import type { ScheduleTables, TicketRow } from './tables.ts'

/** How many finished services an estimate looks back on, and for how long. */
const SERVICES = 60
const SERVICES_DAYS = 14
const SERVICES_KEPT_MS = 15_000

/** An open counter and the number there. */
export type AtWork = {
  id: string
  counter: number
  account: string
  opened_at: Date
  /** When the number there was called last. */
  since: Date | null
}

/** The numbers of a desk's day that are not finished, and its counters: what every question about turns begins with. */
export async function deskNow(sql: Kysely<any>, desk: Desk, now: Date) {
  const tables = sql as Kysely<ScheduleTables>
  const day = localDay(now)
  const tickets = await tables
    .selectFrom('schedule.ticket')
    .selectAll()
    .where('agency', '=', desk.agency)
    .where('day', '=', day)
    .where('state', 'in', ['waiting', 'called', 'skipped'])
    .orderBy('taken_at')
    .orderBy('number')
    .execute()
  const atWork: AtWork[] = await tables
    .selectFrom('schedule.opening as o')
    .leftJoin('schedule.ticket_call as c', (join) =>
      join.onRef('c.opening', '=', 'o.id').on('c.ended_at', 'is', null),
    )
    .select(['o.id', 'o.counter', 'o.account', 'o.opened_at', 'c.last_called_at as since'])
    .where('o.agency', '=', desk.agency)
    .where('o.day', '=', day)
    .where('o.closed_at', 'is', null)
    .orderBy('o.counter')
    .execute()
  return { tickets, atWork, waiting: waitingInTurn(desk, tickets, now) }
}
export type DeskNow = Awaited<ReturnType<typeof deskNow>>

/** Those that wait, next one first. */
export function waitingInTurn(desk: Desk, tickets: readonly TicketRow[], now: Date): TicketRow[] {
  const leads = new Map(desk.priorities.map((each) => [each.key, each.lead * MINUTE]))
  const waiting = tickets
    .filter((each) => each.state === 'waiting')
    .map((row) => ({
      row,
      takenAt: row.taken_at.getTime(),
      slotAt: row.slot_at?.getTime() ?? null,
      lead: (row.priority !== null && leads.get(row.priority)) || 0,
      number: row.number,
    }))
  return inTurn(waiting, now.getTime(), desk.appointment_lead * MINUTE).map(({ row }) => row)
}

/** May this counter call that number? */
export function mayCall(
  { queues, number }: { queues: readonly string[]; number: number },
  ticket: Pick<TicketRow, 'in_queue' | 'only_counter'>,
): boolean {
  return ticket.only_counter === null ? queues.includes(ticket.in_queue) : ticket.only_counter === number
}

/**
 * How many are before a number that waits in `queue` and how long that will take: counted over all numbers that the open
 * counters of this queue also serve, for those are called between. `ticket` null: somebody who takes a number now.
 */
export function placeOf(
  desk: Desk,
  { waiting, atWork }: Pick<DeskNow, 'waiting' | 'atWork'>,
  wanted: Pick<TicketRow, 'in_queue' | 'only_counter'>,
  ticket: string | null,
  services: readonly number[],
  now: Date,
): { ahead: number; wait: Wait } {
  const serving = desk.counters.filter(
    (counter) => mayCall(counter, wanted) && atWork.some((each) => each.counter === counter.number),
  )
  const rivals = waiting.filter(
    (each) =>
      each.id === ticket ||
      (each.in_queue === wanted.in_queue && each.only_counter === wanted.only_counter) ||
      serving.some((counter) => mayCall(counter, each)),
  )
  const at = ticket === null ? rivals.length : rivals.findIndex((each) => each.id === ticket)
  const ahead = Math.max(0, at)
  const wait = expectedWait({
    ahead,
    counters: serving.map(({ number }) => {
      const since = atWork.find((each) => each.counter === number)?.since
      return since ? since.getTime() : null
    }),
    services,
    now: now.getTime(),
  })
  return { ahead, wait }
}

/** How long the latest finished services of a desk took, milliseconds; from the person's coming to their going. */
export function recentServices(
  { db, memory }: { db: Kysely<any>; memory: Memory },
  agency: string,
  now: Date,
): Promise<number[]> {
  return memory.get(
    `schedule.services:${agency}:${localDay(now)}`,
    async () => {
      const rows = await (db as Kysely<ScheduleTables>)
        .selectFrom('schedule.ticket_call')
        .select(['last_called_at', 'ended_at'])
        .where('agency', '=', agency)
        .where('ending', '=', 'finished')
        .where('ended_at', '>', new Date(now.getTime() - SERVICES_DAYS * 86_400_000))
        .orderBy('ended_at', 'desc')
        .limit(SERVICES)
        .execute()
      return rows.map((row) => (row.ended_at?.getTime() ?? 0) - row.last_called_at.getTime())
    },
    SERVICES_KEPT_MS,
  )
}
