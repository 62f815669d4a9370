import { z } from 'zod'
import { query } from '../../../platform/command/declare.ts'
import { agencyTree, requireReach } from '../../organisation/index.ts'
import { AgencyCode, DeskSetting, PERMISSIONS } from '../contract.ts'
import { readSetting } from '../settings.ts'

/** How a desk is set up. Errors: schedule.no-desk 404, organisation.out-of-reach 403. */
export const getSetting = query({
  name: 'schedule.setting',
  route: 'GET /desks/{agency}/setting',
  summary: 'Thiết lập của bàn tiếp nhận',
  input: z.strictObject({ agency: AgencyCode }),
  output: DeskSetting,
  permission: PERMISSIONS.change,
  async run(context) {
    const { input, actor, sql } = context
    requireReach(actor, PERMISSIONS.change, input.agency, await agencyTree(context))
    return readSetting(sql, input.agency)
  },
})
