import { z } from 'zod'
import { Problem } from '../../../kernel/problem.ts'
import { query } from '../../../platform/command/declare.ts'
import { FORMS } from '../../document/index.ts'
import { Code, PERMISSIONS } from '../contract.ts'
import { MAKERS, notYet } from '../letters/makers.ts'
import { acceptedBy } from '../letters/receipt.ts'
import { stationeryOf } from '../letters/stationery.ts'
import { instant, subjectOf } from '../letters.ts'

/** `02`…`06` are numbers of the dossier's own set; slips without a number go by their name. */
const FORM = z.enum(['02', '03', '04', '05', '06', 'result-receipt', 'process-slip'])

/**
 * A letter of a dossier by its number in the set of the day it was received (Thông tư 01/2018/TT-VPCP or 03/2025/TT-VPCP),
 * made from its moves when asked for. Errors: letter.not-applicable 409, letter.internal 404, letter.not-of-dossier 404.
 */
export const letter = query({
  name: 'dossier.letter',
  route: 'GET /dossiers/{code}/letters/{form}',
  summary:
    'Giấy của một hồ sơ theo bộ mẫu của ngày tiếp nhận: bổ sung, từ chối, xin lỗi, dừng, kiểm soát (PDF)',
  input: z.strictObject({ code: Code, form: FORM, check: z.string().optional() }),
  output: z.any(),
  produces: ['application/pdf'],
  permission: 'public',
  audit: (input) => `printed form ${input.form} of dossier ${input.code}`,
  async run(context) {
    const { input } = context
    const subject = await subjectOf(context, input.code, input.check)
    const paper = await stationeryOf(context, subject)
    const kind = /^\d/.test(input.form)
      ? FORMS[paper.set].find(({ form }) => form === input.form)?.kind
      : FORMS[paper.set].find((each) => each.kind === input.form)?.kind
    const maker = kind && MAKERS[kind]
    if (!maker)
      throw new Problem(
        'letter.not-of-dossier',
        404,
        `Mẫu ${input.form} của bộ mẫu ${paper.set} không phải giấy của một hồ sơ. Sổ theo dõi hồ sơ lập ở mục Báo cáo.`,
      )
    if (maker.internal && subject.applicant)
      throw new Problem('letter.internal', 404, `${paper.nameOf(kind)} là giấy nội bộ của cơ quan.`)
    const issued = maker.issuedBy(subject, paper.set)
    if (!issued) throw notYet(maker.absent)
    return {
      contentType: 'application/pdf',
      fileName: `${subject.row.code}-mau-${input.form}.pdf`,
      body: await maker.make({ subject, paper, context }, issued),
      inline: true,
    }
  },
})

/** Which letters a dossier has come to, with their numbers, in the order of its set. */
export const letters = query({
  name: 'dossier.letters',
  route: 'GET /dossiers/{code}/letters',
  summary: 'Danh sách giấy đã có của một hồ sơ, theo bộ mẫu của ngày tiếp nhận',
  input: z.strictObject({ code: Code }),
  output: z.object({
    set: z.enum(['2018', '2025']),
    items: z.array(
      z.object({
        kind: z.string(),
        form: z.string().nullable(),
        name: z.string(),
        number: z.string().nullable(),
        issuedAt: z.string(),
        /** Below `/api`. */
        path: z.string(),
      }),
    ),
  }),
  permission: PERMISSIONS.read,
  audit: (input) => `listed the letters of dossier ${input.code}`,
  async run(context) {
    const subject = await subjectOf(context, context.input.code, undefined)
    const paper = await stationeryOf(context, subject)
    const base = `/dossiers/${subject.row.code}`
    const items = FORMS[paper.set].flatMap(({ kind, form, name }) => {
      const maker = MAKERS[kind]
      const issued =
        kind === 'receipt'
          ? subject.row.is_part
            ? undefined
            : (acceptedBy(subject) ?? subject.moves[0])
          : maker && !(maker.internal && subject.applicant)
            ? maker.issuedBy(subject, paper.set)
            : undefined
      if (!issued) return []
      const numbered = kind === 'control-slip' ? (acceptedBy(subject)?.seq ?? -1) : issued.seq
      const path = kind === 'receipt' ? `${base}/receipt` : `${base}/letters/${form ?? kind}`
      return [{ kind, form, name, number: paper.numberOf(numbered), issuedAt: instant(issued.at), path }]
    })
    return { set: paper.set, items }
  },
})
