import { z } from 'zod'
import { Problem } from '../../../kernel/problem.ts'
import { query } from '../../../platform/command/declare.ts'
import { Code } from '../contract.ts'
import { parentOf } from '../joint/links.ts'
import { makeReceipt } from '../letters/receipt.ts'
import { stationeryOf } from '../letters/stationery.ts'
import { subjectOf } from '../letters.ts'

/**
 * Mẫu 01: receipt and appointment, for the officer to print or the applicant to download with the receipt's secret.
 * Errors: dossier.part-receipt 409, since a joint dossier has one receipt.
 */
export const receipt = query({
  name: 'dossier.receipt',
  route: 'GET /dossiers/{code}/receipt',
  summary: 'Giấy tiếp nhận hồ sơ và hẹn trả kết quả (PDF)',
  input: z.strictObject({
    code: Code,
    check: z.string().optional(),
    copies: z.enum(['1', '2']).default('1'),
  }),
  output: z.any(),
  produces: ['application/pdf'],
  permission: 'public',
  audit: (input) => `printed the receipt of dossier ${input.code}`,
  async run(context) {
    const { input } = context
    const subject = await subjectOf(context, input.code, input.check)
    const { row } = subject
    const whole = await parentOf(context.sql, row)
    if (whole)
      throw new Problem(
        'dossier.part-receipt',
        409,
        `Hồ sơ này là một phần của hồ sơ liên thông ${whole.parent.code}; giấy tiếp nhận và hẹn trả kết quả cấp chung cho hồ sơ liên thông đó.`,
      )
    const paper = await stationeryOf(context, subject)
    const body = await makeReceipt(subject, paper, context, input.copies === '2' ? 2 : 1)
    return { contentType: 'application/pdf', fileName: `${row.code}-giay-hen.pdf`, body, inline: true }
  },
})
