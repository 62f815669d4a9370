import { query } from '../../../platform/command/declare.ts'
import { agencyTree, requireReach } from '../../organisation/index.ts'
import { FiguresInput, FiguresView } from '../contract.ts'
import { checkPeriod, countFigures } from '../count.ts'
import { deskOf } from '../desks.ts'

/**
 * Per counter: served, skipped, sent on, mean and median wait and service, over [from, to], both days counted.
 * Errors: schedule.no-desk 404, organisation.out-of-reach 403, request.invalid 422 naming the day.
 */
export const figures = query({
  name: 'schedule.figures',
  route: 'GET /desks/{agency}/figures',
  summary: 'Số liệu theo quầy: đã phục vụ, bỏ qua, thời gian chờ và phục vụ',
  input: FiguresInput,
  output: FiguresView,
  permission: 'report.read',
  async run(context) {
    const { input, actor, sql } = context
    const tree = await agencyTree(context)
    requireReach(actor, 'report.read', input.agency, tree)
    checkPeriod(input.from, input.to)
    const desk = await deskOf(context, input.agency)
    return {
      agency: input.agency,
      name: tree.nameOf(input.agency),
      from: input.from,
      to: input.to,
      ...(await countFigures(sql, desk, input)),
    }
  },
})
