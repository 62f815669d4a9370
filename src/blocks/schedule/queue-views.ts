import type { z } from 'zod'
import type { Context } from '../../platform/command/declare.ts'
import type { QueueView } from './contract.ts'
import type { Desk } from './desks.ts'
import { type DeskNow, deskNow, placeOf, recentServices } from './waiting.ts'

type Asked = Pick<Context<unknown>, 'sql' | 'db' | 'memory' | 'now'>

/** Each queue of a desk, how many wait in it, and what whoever took a number now would have to expect. */
export async function queueViews(
  asked: Asked,
  desk: Desk,
  known?: DeskNow,
): Promise<z.infer<typeof QueueView>[]> {
  const { sql, now } = asked
  const state = known ?? (await deskNow(sql, desk, now))
  const services = await recentServices(asked, desk.agency, now)
  return desk.queues.map((queue) => ({
    key: queue.key,
    name: queue.name,
    nameEn: queue.name_en,
    fields: queue.fields,
    bookable: queue.slot_capacity > 0,
    waiting: state.waiting.filter((each) => each.in_queue === queue.key).length,
    wait: placeOf(desk, state, { in_queue: queue.key, only_counter: null }, null, services, now).wait,
  }))
}
