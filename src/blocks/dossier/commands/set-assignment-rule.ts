import type { Kysely } from 'kysely'
import { z } from 'zod'
import { invalid } from '../../../kernel/problem.ts'
import { command } from '../../../platform/command/declare.ts'
import { seats } from '../../organisation/index.ts'
import { catalogue } from '../../procedure/index.ts'
import { AgencyCode, PERMISSIONS, WorkRulesView } from '../contract.ts'
import { requireAgency } from '../reach.ts'
import { localDay } from '../seat.ts'
import type { DossierTables } from '../tables.ts'
import { readWorkRules, WORK_RULES } from '../work-rules.ts'

/**
 * Says whose work a procedure or a field is in an agency: its dossiers then go to that seat by themselves. Without
 * `position` the rule is taken away. Errors: organisation.not-found 404 (also out of reach), request.invalid.
 */
export const setAssignmentRule = command({
  name: 'dossier.setAssignmentRule',
  route: 'PUT /agencies/{agency}/assignment-rules',
  summary: 'Đặt quy tắc tự phân công theo thủ tục hoặc lĩnh vực',
  input: z.strictObject({
    agency: AgencyCode,
    kind: z.enum(['procedure', 'field']),
    /** A procedure's code, or a field's name. */
    subject: z.string().trim().min(1, 'Chọn thủ tục hoặc lĩnh vực').max(300),
    position: z.string().max(200).nullable(),
  }),
  output: WorkRulesView,
  permission: PERMISSIONS.assign,
  audit: (input) => `set who works on ${input.kind} ${input.subject} in ${input.agency}`,
  forgets: [WORK_RULES],
  async run(context) {
    const { input, sql, now } = context
    await requireAgency(context, input.agency, PERMISSIONS.assign)
    const offered = [...(await catalogue(context, localDay(now))).values()]
    if (
      !offered.some(
        (each) => (input.kind === 'procedure' ? each.code : each.definition.field) === input.subject,
      )
    )
      throw invalid(
        'subject',
        `Không có ${input.kind === 'procedure' ? 'thủ tục' : 'lĩnh vực'} “${input.subject}”.`,
      )
    const tables = sql as Kysely<DossierTables>
    const { agency, kind, subject, position } = input
    if (position === null)
      await tables
        .deleteFrom('dossier.assignment_rule')
        .where('agency', '=', agency)
        .where('kind', '=', kind)
        .where('subject', '=', subject)
        .execute()
    else {
      const seat = (await seats(context, localDay(now))).get(position)
      if (seat?.agency !== agency || !seat.roles.includes('specialist'))
        throw invalid('position', 'Chỉ giao cho chuyên viên đang giữ vị trí trong cơ quan này.')
      await tables
        .insertInto('dossier.assignment_rule')
        .values({ agency, kind, subject, position })
        .onConflict((conflict) => conflict.columns(['agency', 'kind', 'subject']).doUpdateSet({ position }))
        .execute()
    }
    return readWorkRules(sql, agency)
  },
})
