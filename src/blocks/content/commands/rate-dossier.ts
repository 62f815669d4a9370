import type { Kysely } from 'kysely'
import { z } from 'zod'
import { invalid, Problem } from '../../../kernel/problem.ts'
import { command } from '../../../platform/command/declare.ts'
import { dossierToldAbout } from '../../dossier/index.ts'
import { Check, DossierCode, MarksInput, SurveyView } from '../contract.ts'
import { today } from '../handle.ts'
import { isDissatisfied } from '../model/survey.ts'
import { surveyOf } from '../survey.ts'
import type { ContentTables } from '../tables.ts'

/**
 * Rates how a dossier was handled, after its result: the nine indices of Thông tư 01/2018/TT-VPCP, each on three marks,
 * and words. One answer a dossier, changeable until it closes; the row names neither dossier nor person.
 * Errors: dossier.not-found 404, survey.too-early 409, survey.closed 409, request.invalid naming marks.
 */
export const rateDossier = command({
  name: 'survey.submit',
  route: 'POST /surveys/{dossier}',
  summary: 'Đánh giá việc giải quyết hồ sơ theo chín chỉ số',
  input: z.strictObject({
    dossier: DossierCode,
    check: Check.optional(),
    marks: MarksInput,
    comment: z.string().trim().max(2000, 'Ý kiến dài nhất 2000 ký tự.').optional(),
    via: z.enum(['link', 'counter']).default('link'),
  }),
  output: SurveyView,
  permission: 'public',
  audit: (input) => `rated dossier ${input.dossier}`,
  async run(context) {
    const { input, now, sql } = context
    const about = await dossierToldAbout(context, input.dossier, input.check)
    const before = await surveyOf(context, about)
    if (before.standing === 'early')
      throw new Problem('survey.too-early', 409, 'Hồ sơ chưa có kết quả nên chưa đánh giá được.')
    if (before.standing === 'closed')
      throw new Problem('survey.closed', 409, 'Đã hết thời gian đánh giá hồ sơ này.')
    if (Object.keys(input.marks).length === 0)
      throw invalid('marks', 'Chọn mức hài lòng ở ít nhất một chỉ số.')
    const said = {
      marks: JSON.stringify(input.marks) as never,
      dissatisfied: isDissatisfied(input.marks),
      comment: input.comment || null,
    }
    await (sql as Kysely<ContentTables>)
      .insertInto('content.survey_answer')
      .values({
        key: about.key,
        agency: about.agency,
        desk: about.desk,
        procedure: about.procedure,
        seat: about.seat,
        finished_on: today(about.finishedAt!),
        ...said,
        via: input.via,
        first_on: today(now),
        closes_on: before.closesOn!,
      })
      .onConflict((conflict) => conflict.column('key').doUpdateSet(said))
      .execute()
    return surveyOf(context, about)
  },
})
