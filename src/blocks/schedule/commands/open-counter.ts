import { randomUUID } from 'node:crypto'
import { type Kysely, sql as raw } from 'kysely'
import { Problem } from '../../../kernel/problem.ts'
import { command } from '../../../platform/command/declare.ts'
import { CurrentView, OpenCounterInput, PERMISSIONS } from '../contract.ts'
import { callAt, countersFor, currentView, endCall } from '../counters.ts'
import { localDay, lockDesk } from '../desks.ts'
import type { ScheduleTables } from '../tables.ts'

/**
 * Sits down at a counter for today. One officer has one counter, one counter one officer; a counter left open on another
 * day is closed by this. Errors: schedule.not-your-counter 403, schedule.counter-taken 409, schedule.still-open 409.
 */
export const openCounter = command({
  name: 'schedule.openCounter',
  route: 'POST /counters/open',
  summary: 'Mở quầy: bắt đầu gọi số hôm nay',
  input: OpenCounterInput,
  output: CurrentView,
  permission: PERMISSIONS.serve,
  audit: (input) => `opened counter ${input.counter} of desk ${input.agency}`,
  async run(context) {
    const { input, actor, now, sql } = context
    const tables = sql as Kysely<ScheduleTables>
    const place = (await countersFor(context)).find(({ desk }) => desk.agency === input.agency)
    const counter = place?.counters.find((each) => each.number === input.counter)
    if (!counter || actor.account === null)
      throw new Problem(
        'schedule.not-your-counter',
        403,
        `Quầy ${input.counter} không dành cho cơ quan của bạn. Hãy chọn quầy trong danh sách.`,
        [{ path: 'counter', message: 'Chọn quầy trong danh sách.' }],
      )
    // Counters of two desks at once: each desk's own lock would not tell.
    await raw`select pg_advisory_xact_lock(hashtext(${`schedule.officer:${actor.account}`}))`.execute(sql)
    await lockDesk(sql, input.agency)
    const day = localDay(now)
    const open = await tables
      .selectFrom('schedule.opening')
      .selectAll()
      .where('closed_at', 'is', null)
      .where((where) =>
        where.or([
          where('account', '=', actor.account),
          where.and([where('agency', '=', input.agency), where('counter', '=', input.counter)]),
        ]),
      )
      .execute()
    for (const each of open) {
      if (each.day === day && each.account === actor.account) {
        if (each.agency === input.agency && each.counter === input.counter) return currentView(context)
        throw new Problem(
          'schedule.still-open',
          409,
          `Bạn đang mở quầy ${each.counter}. Hãy đóng quầy đó trước khi sang quầy khác.`,
        )
      }
      if (each.day === day)
        throw new Problem(
          'schedule.counter-taken',
          409,
          `${counter.name} đang có người khác làm việc. Hãy chọn quầy khác.`,
          [{ path: 'counter', message: 'Quầy này đang có người.' }],
        )
      const left = await callAt(sql, each.id)
      if (left) await endCall(sql, left, 'left', 'left', now)
      await tables.updateTable('schedule.opening').set({ closed_at: now }).where('id', '=', each.id).execute()
    }
    await tables
      .insertInto('schedule.opening')
      .values({
        id: randomUUID(),
        agency: input.agency,
        counter: input.counter,
        day,
        account: actor.account,
        position: actor.position,
        opened_at: now,
        closed_at: null,
      })
      .execute()
    return currentView(context)
  },
})
