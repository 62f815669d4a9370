import type { Kysely } from 'kysely'
import { z } from 'zod'
import { query } from '../../../platform/command/declare.ts'
import { agencyTree } from '../../organisation/index.ts'
import { AgencyCode, ScreenView } from '../contract.ts'
import { deskOf, localDay } from '../desks.ts'
import { shownInstant } from '../model/hours.ts'
import { spokenCall } from '../model/spoken.ts'
import { queueViews } from '../queue-views.ts'
import type { ScheduleTables } from '../tables.ts'
import { closedNow, counterName } from '../tickets.ts'
import { deskNow } from '../waiting.ts'

const SHOWN = 8

/** What the screen in the waiting hall shows and says: numbers only. Errors: schedule.no-desk 404. */
export const screen = query({
  name: 'schedule.screen',
  route: 'GET /desks/{agency}/screen',
  summary: 'Màn hình gọi số của bàn tiếp nhận',
  input: z.strictObject({ agency: AgencyCode }),
  output: ScreenView,
  permission: 'public',
  async run(context) {
    const { input, sql, now } = context
    const desk = await deskOf(context, input.agency)
    const calls = await (sql as Kysely<ScheduleTables>)
      .selectFrom('schedule.ticket_call as c')
      .innerJoin('schedule.ticket as t', 't.id', 'c.ticket')
      .select(['c.id', 'c.counter', 'c.last_called_at', 'c.calls', 't.label'])
      .where('c.agency', '=', desk.agency)
      .where('c.day', '=', localDay(now))
      // Who was skipped or sent on is called again where they stand then.
      .where((where) => where.or([where('c.ending', 'is', null), where('c.ending', '=', 'finished')]))
      .orderBy('c.last_called_at', 'desc')
      .orderBy('c.id')
      .limit(SHOWN)
      .execute()
    return {
      agency: desk.agency,
      name: (await agencyTree(context)).nameOf(desk.agency),
      now: shownInstant(now),
      open: (await closedNow(context, desk, now)) === null,
      notice: desk.notice,
      calls: calls.map((row) => {
        const counter = counterName(desk, row.counter)
        return {
          serial: `${row.id}.${row.calls}`,
          label: row.label,
          counter,
          at: shownInstant(row.last_called_at),
          times: row.calls,
          spoken: spokenCall(row.label, counter.replace(/^Quầy/, 'quầy')),
        }
      }),
      queues: await queueViews(context, desk, await deskNow(sql, desk, now)),
    }
  },
})
