import type { Kysely } from 'kysely'
import { Problem } from '../../kernel/problem.ts'
import type { Actor, Grant } from '../../platform/command/actor.ts'
import type { Context } from '../../platform/command/declare.ts'
import { agencyTree, covers } from '../organisation/index.ts'
import { type CurrentView, PERMISSIONS } from './contract.ts'
import { type Desk, desks, localDay } from './desks.ts'
import { shownInstant } from './model/hours.ts'
import type { CallRow, CounterRow, OpeningRow, ScheduleTables, TicketRow } from './tables.ts'
import { counterName } from './tickets.ts'
import { deskNow, mayCall } from './waiting.ts'

type Asked = Pick<Context<unknown>, 'sql' | 'db' | 'memory' | 'now' | 'actor'>

const OVER_MIDNIGHT_MS = 2 * 3_600_000

/** One acts from the chosen seat: what hangs on another does not reach from it. */
export function grantsHere(actor: Actor, permission: string): Grant[] {
  return actor.grants.filter(
    (each) => each.permission === permission && (!each.position || each.position === actor.position),
  )
}

/** The counters of all desks at which this officer may sit. */
export async function countersFor(asked: Asked): Promise<{ desk: Desk; counters: CounterRow[] }[]> {
  const tree = await agencyTree(asked)
  const grants = grantsHere(asked.actor, PERMISSIONS.serve)
  const may = new Map<string, boolean>()
  const sits = (agency: string) => {
    const known = may.get(agency) ?? covers(grants, 'agency', agency, tree)
    may.set(agency, known)
    return known
  }
  return [...(await desks(asked)).values()]
    .map((desk) => ({ desk, counters: desk.counters.filter(({ officers }) => sits(officers)) }))
    .filter(({ counters }) => counters.length > 0)
}

/** The counter this officer has open today; one forgotten on another day is over. */
export async function openingOf(asked: Asked): Promise<OpeningRow | null> {
  const { sql, actor, now } = asked
  if (actor.account === null) return null
  const row = await (sql as Kysely<ScheduleTables>)
    .selectFrom('schedule.opening')
    .selectAll()
    .where('account', '=', actor.account)
    .where('closed_at', 'is', null)
    .executeTakeFirst()
  if (!row || row.day === localDay(now)) return row ?? null
  // Past midnight whoever still stands there is served to the end; what was forgotten in the evening is not.
  const call = await callAt(sql, row.id)
  return call && now.getTime() - call.last_called_at.getTime() < OVER_MIDNIGHT_MS ? row : null
}

/** Errors: schedule.no-counter 409. */
export async function requireOpening(asked: Asked): Promise<{ opening: OpeningRow; desk: Desk }> {
  const opening = await openingOf(asked)
  const desk = opening ? (await desks(asked)).get(opening.agency) : undefined
  if (opening && desk) return { opening, desk }
  throw new Problem('schedule.no-counter', 409, 'Bạn chưa mở quầy nào hôm nay. Hãy chọn quầy rồi gọi số.')
}

/** The number that stands at an open counter. */
export async function callAt(sql: Kysely<any>, opening: string): Promise<CallRow | null> {
  const row = await (sql as Kysely<ScheduleTables>)
    .selectFrom('schedule.ticket_call')
    .selectAll()
    .where('opening', '=', opening)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  return row ?? null
}

/** Nobody may stand at the counter. Errors: schedule.still-serving 409. */
export async function requireFree(sql: Kysely<any>, opening: OpeningRow): Promise<void> {
  if (!(await callAt(sql, opening.id))) return
  throw new Problem(
    'schedule.still-serving',
    409,
    'Quầy đang có số chưa xong. Hãy kết thúc, bỏ qua hoặc chuyển số đó trước.',
  )
}

/** The number at this counter, to be skipped, sent on or finished. Errors: schedule.nobody-called 409. */
export async function requireCall(sql: Kysely<any>, opening: OpeningRow): Promise<CallRow> {
  const call = await callAt(sql, opening.id)
  if (call) return call
  throw new Problem(
    'schedule.nobody-called',
    409,
    'Quầy của bạn đang không có số nào: số trước đã kết thúc, bị bỏ qua hoặc chuyển đi. Hãy gọi số tiếp theo.',
  )
}

/** Ends what stands at a counter. */
export async function endCall(
  sql: Kysely<any>,
  call: CallRow,
  ending: NonNullable<CallRow['ending']>,
  state: TicketRow['state'],
  now: Date,
  dossiers: string[] = [],
): Promise<void> {
  const tables = sql as Kysely<ScheduleTables>
  await tables
    .updateTable('schedule.ticket_call')
    .set({ ended_at: now, ending, dossiers })
    .where('id', '=', call.id)
    .execute()
  await tables.updateTable('schedule.ticket').set({ state }).where('id', '=', call.ticket).execute()
}

/** What an officer sees of their counter and their desk. */
export async function currentView(asked: Asked): Promise<CurrentView> {
  const { sql, now } = asked
  const tables = sql as Kysely<ScheduleTables>
  const opening = await openingOf(asked)
  const desk = opening ? (await desks(asked)).get(opening.agency) : undefined
  const places = await placesFor(asked)
  const nothing = {
    now: shownInstant(now),
    opening: null,
    ticket: null,
    waiting: [],
    skipped: [],
    servedToday: 0,
    queues: [],
    counters: [],
    desks: places,
  }
  if (!opening || !desk) return nothing
  const state = await deskNow(sql, desk, now)
  const call = await callAt(sql, opening.id)
  const at = call
    ? await tables.selectFrom('schedule.ticket').selectAll().where('id', '=', call.ticket).executeTakeFirst()
    : undefined
  const own = desk.counters.find((each) => each.number === opening.counter)
  const counter = { queues: own?.queues ?? [], number: opening.counter }
  const { served } = await tables
    .selectFrom('schedule.ticket_call')
    .select((select) => select.fn.countAll<string>().as('served'))
    .where('opening', '=', opening.id)
    .where('ending', '=', 'finished')
    .executeTakeFirstOrThrow()
  const tree = await agencyTree(asked)
  const numbered = (row: TicketRow) => ({
    id: row.id,
    label: row.label,
    queue: row.in_queue,
    queueName: desk.queues.find((each) => each.key === row.in_queue)?.name ?? row.in_queue,
    priority: desk.priorities.find((each) => each.key === row.priority)?.name ?? null,
    slotAt: row.slot_at ? shownInstant(row.slot_at) : null,
    takenAt: shownInstant(row.taken_at),
  })
  return {
    ...nothing,
    opening: {
      agency: desk.agency,
      name: tree.nameOf(desk.agency),
      counter: opening.counter,
      counterName: counterName(desk, opening.counter),
      since: shownInstant(opening.opened_at),
      queues: desk.queues
        .filter((each) => counter.queues.includes(each.key))
        .map(({ key, name }) => ({ key, name })),
    },
    ticket:
      call && at
        ? {
            ...numbered(at),
            calledAt: shownInstant(call.called_at),
            lastCalledAt: shownInstant(call.last_called_at),
            calls: call.calls,
            fields: desk.queues.find((each) => each.key === at.in_queue)?.fields ?? [],
          }
        : null,
    waiting: state.waiting.filter((each) => mayCall(counter, each)).map(numbered),
    skipped: state.tickets.filter((each) => each.state === 'skipped' && mayCall(counter, each)).map(numbered),
    servedToday: Number(served),
    queues: desk.queues.map(({ key, name }) => ({ key, name })),
    counters: desk.counters.map(({ number, name }) => ({
      number,
      name,
      open: state.atWork.some((each) => each.counter === number),
    })),
  }
}

async function placesFor(asked: Asked): Promise<CurrentView['desks']> {
  const { sql, now } = asked
  const tree = await agencyTree(asked)
  const places = await countersFor(asked)
  const open = await (sql as Kysely<ScheduleTables>)
    .selectFrom('schedule.opening')
    .select(['agency', 'counter'])
    .where('day', '=', localDay(now))
    .where('closed_at', 'is', null)
    .execute()
  return places.map(({ desk, counters }) => ({
    agency: desk.agency,
    name: tree.nameOf(desk.agency),
    counters: counters.map(({ number, name }) => ({
      number,
      name,
      taken: open.some((each) => each.agency === desk.agency && each.counter === number),
    })),
  }))
}
