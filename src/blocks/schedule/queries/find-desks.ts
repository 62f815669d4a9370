import { z } from 'zod'
import { query } from '../../../platform/command/declare.ts'
import { agencyTree } from '../../organisation/index.ts'
import { DesksView } from '../contract.ts'
import { desks } from '../desks.ts'

/** Agencies that give numbers at their desk, in the order of their codes. */
export const findDesks = query({
  name: 'schedule.desks',
  route: 'GET /desks',
  summary: 'Các nơi có bàn tiếp nhận lấy số thứ tự, đặt lịch hẹn',
  input: z.strictObject({}),
  output: DesksView,
  permission: 'public',
  async run(context) {
    const tree = await agencyTree(context)
    const all = [...(await desks(context)).values()]
    return {
      items: all.map(({ agency, queues }) => ({
        agency,
        name: tree.nameOf(agency),
        kind: tree.get(agency)?.kind ?? 'desk',
        bookable: queues.some((queue) => queue.slot_capacity > 0),
      })),
    }
  },
})
