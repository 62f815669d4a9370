import { query } from '../../../platform/command/declare.ts'
import { agencyTree } from '../../organisation/index.ts'
import { bookableDays, bookableQueue, taken } from '../bookings.ts'
import { SlotsInput, SlotsView } from '../contract.ts'
import { deskOf } from '../desks.ts'
import { shownInstant } from '../model/hours.ts'

/**
 * Days and slots one may book for a procedure or a queue; full slots are left out, closed days say why.
 * Errors: schedule.no-desk 404, procedure.not-found 404, schedule.not-bookable 409, schedule.no-queue 422.
 */
export const slots = query({
  name: 'schedule.slots',
  route: 'GET /desks/{agency}/slots',
  summary: 'Ngày, giờ còn đặt lịch hẹn được',
  input: SlotsInput,
  output: SlotsView,
  permission: 'public',
  async run(context) {
    const { input, sql, now } = context
    const desk = await deskOf(context, input.agency)
    const queue = await bookableQueue(context, desk, input)
    const full = await taken(sql, queue, now)
    const days = await bookableDays(context, desk)
    return {
      agency: desk.agency,
      name: (await agencyTree(context)).nameOf(desk.agency),
      queue: { key: queue.key, name: queue.name, nameEn: queue.name_en },
      days: days.map(({ day, closed, slots: all }) => ({
        day,
        closed,
        slots: all
          .map((at) => ({ at: shownInstant(at), free: queue.slot_capacity - (full.get(at) ?? 0) }))
          .filter(({ free }) => free > 0),
      })),
    }
  },
})
