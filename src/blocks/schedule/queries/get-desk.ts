import { z } from 'zod'
import { formatTime as shownTime } from '../../../kernel/local-time.ts'
import { query } from '../../../platform/command/declare.ts'
import { agencyTree, workingCalendar } from '../../organisation/index.ts'
import { AgencyCode, DeskView } from '../contract.ts'
import { deskOf, localDay } from '../desks.ts'
import { openDay } from '../model/hours.ts'
import { queueViews } from '../queue-views.ts'
import { closedNow } from '../tickets.ts'

/** One desk as a citizen sees it now. Errors: schedule.no-desk 404. */
export const getDesk = query({
  name: 'schedule.desk',
  route: 'GET /desks/{agency}',
  summary: 'Một bàn tiếp nhận: giờ mở cửa hôm nay, hàng chờ, thời gian chờ',
  input: z.strictObject({ agency: AgencyCode }),
  output: DeskView,
  permission: 'public',
  async run(context) {
    const { input, now } = context
    const desk = await deskOf(context, input.agency)
    const agency = (await agencyTree(context)).get(desk.agency)
    const closed = await closedNow(context, desk, now)
    const { intervals } = openDay(desk, localDay(now), await workingCalendar(context))
    return {
      agency: desk.agency,
      name: agency?.name ?? desk.agency,
      address: agency?.address ?? null,
      open: closed === null,
      closed,
      notice: desk.notice,
      today: intervals.map(([from, to]): [string, string] => [shownTime(from), shownTime(to)]),
      priorities: desk.priorities.map(({ key, name, nameEn }) => ({ key, name, nameEn: nameEn ?? null })),
      queues: await queueViews(context, desk),
    }
  },
})
