import { z } from 'zod'
import { query } from '../../../platform/command/declare.ts'
import { dossierToldAbout } from '../../dossier/index.ts'
import { Check, DossierCode, SurveyView } from '../contract.ts'
import { surveyOf } from '../survey.ts'

/** Whether a dossier may be rated, and the answer so far. Errors: dossier.not-found 404, request.too-many 429. */
export const survey = query({
  name: 'survey.get',
  route: 'GET /surveys/{dossier}',
  summary: 'Phiếu đánh giá của một hồ sơ',
  input: z.strictObject({ dossier: DossierCode, check: Check.optional() }),
  output: SurveyView,
  permission: 'public',
  audit: (input) => `opened the survey of dossier ${input.dossier}`,
  async run(context) {
    return surveyOf(context, await dossierToldAbout(context, context.input.dossier, context.input.check))
  },
})
