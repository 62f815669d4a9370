import type { Kysely } from 'kysely'
import { z } from 'zod'
import { command } from '../../../platform/command/declare.ts'
import { AgencyCode, PERMISSIONS, WorkRulesView } from '../contract.ts'
import { requireAgency } from '../reach.ts'
import type { DossierTables } from '../tables.ts'
import { readWorkRules, WORK_RULES } from '../work-rules.ts'

/** Lets an agency's specialists take unassigned work themselves, or no longer. Errors: organisation.not-found 404 (also out of reach). */
export const setClaiming = command({
  name: 'dossier.setClaiming',
  route: 'PUT /agencies/{agency}/claiming',
  summary: 'Cho phép hoặc thôi cho chuyên viên tự nhận việc',
  input: z.strictObject({ agency: AgencyCode, open: z.boolean() }),
  output: WorkRulesView,
  permission: PERMISSIONS.assign,
  audit: (input) => `${input.open ? 'opened' : 'closed'} claiming in ${input.agency}`,
  forgets: [WORK_RULES],
  async run(context) {
    const { input, sql } = context
    await requireAgency(context, input.agency, PERMISSIONS.assign)
    await (sql as Kysely<DossierTables>)
      .insertInto('dossier.work_setting')
      .values({ agency: input.agency, claim_open: input.open })
      .onConflict((conflict) => conflict.column('agency').doUpdateSet({ claim_open: input.open }))
      .execute()
    return readWorkRules(sql, input.agency)
  },
})
