import { z } from 'zod'
import { query } from '../../../platform/command/declare.ts'
import { renderLetter } from '../../document/index.ts'
import { Code } from '../contract.ts'
import { feesOf, headOf, instant, papersOf, personOf, subjectOf, termWords } from '../letters.ts'

/** Mẫu 01: receipt and appointment, for the officer to print or the applicant to download with the receipt's secret. */
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
    const { input, now, publicUrl } = context
    const subject = await subjectOf(context, input.code, input.check)
    const { row, moves, tree, holderOf } = subject
    // The slip says who received it then, whoever goes on with it now.
    const { desk } = subject.partiesAt(0)
    const receiver =
      holderOf(moves[0])?.name ||
      (row.accepted_at
        ? 'Hệ thống tiếp nhận trực tuyến'
        : 'Hệ thống nộp trực tuyến, chờ Bộ phận Một cửa kiểm tra')
    const body = await renderLetter('receipt', {
      ...headOf(subject, desk, now, row.submitted_at),
      code: row.code,
      link: `${publicUrl}/tra-cuu?ma=${row.code}&khoa=${row.check_secret}`,
      desk: `Bộ phận Tiếp nhận và Trả kết quả ${tree.get(desk)?.shortName ?? desk}`,
      applicant: personOf(subject),
      procedure: subject.definition.title.vi,
      papers: papersOf(subject),
      sets: 1,
      // Online, nothing is promised before somebody has accepted it: the slip says from when the term counts.
      term: row.accepted_at ? termWords(subject) : `${termWords(subject)}, tính từ khi hồ sơ được tiếp nhận`,
      receivedAt: instant(row.accepted_at ?? row.submitted_at),
      ...(row.first_due_at ? { dueAt: instant(row.first_due_at) } : {}),
      returnAt: RETURN[row.return_by](tree.nameOf(row.return_desk)),
      fees: feesOf(subject),
      receiver,
      copies: input.copies === '2' ? 2 : 1,
    })
    return { contentType: 'application/pdf', fileName: `${row.code}-giay-hen.pdf`, body, inline: true }
  },
})

const RETURN = {
  desk: (desk: string) => `Nhận tại ${desk}`,
  post: () => 'Nhận qua dịch vụ bưu chính công ích',
  online: () => 'Nhận bản điện tử',
}
