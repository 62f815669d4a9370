import { formatInstant } from '../../../kernel/local-time.ts'
import type { Context } from '../../../platform/command/declare.ts'
import type { DayView } from '../contract.ts'
import { closingsOf, dayFigures, unsettled } from './figures.ts'

/** A day as it was closed; not closed, as its rows stand now. */
export async function dayView(context: Context<unknown>, day: string): Promise<DayView> {
  const closings = await closingsOf(context.sql, day)
  const closed = closings.find((each) => each.reopened_at === null)
  const desks = closed ? closed.figures : await dayFigures(context, day)
  return {
    day,
    desks,
    closed: closed ? { at: formatInstant(closed.closed_at.getTime()), by: closed.closer } : null,
    unsettled: closed ? [] : unsettled(desks, day, context.now),
    reopened: closings.flatMap(({ reopened_at, reason, closed_at }) =>
      reopened_at && reason
        ? [
            {
              closedAt: formatInstant(closed_at.getTime()),
              at: formatInstant(reopened_at.getTime()),
              reason,
            },
          ]
        : [],
    ),
  }
}
