import { z } from 'zod'
import { query } from '../../../platform/command/declare.ts'
import { AgencyCode, PERMISSIONS, WorkRulesView } from '../contract.ts'
import { requireAgency } from '../reach.ts'
import { readWorkRules } from '../work-rules.ts'

/** How an agency shares out its work. Errors: organisation.not-found 404 (also out of reach). */
export const getWorkRules = query({
  name: 'dossier.workRules',
  route: 'GET /agencies/{agency}/work-rules',
  summary: 'Cách phân công của một cơ quan: tự nhận việc, quy tắc theo thủ tục, lĩnh vực',
  input: z.strictObject({ agency: AgencyCode }),
  output: WorkRulesView,
  permission: PERMISSIONS.read,
  async run(context) {
    await requireAgency(context, context.input.agency, PERMISSIONS.read)
    return readWorkRules(context.sql, context.input.agency)
  },
})
