import { z } from 'zod'
import { Problem } from '../../../kernel/problem.ts'
import { query } from '../../../platform/command/declare.ts'
import { renderLetter } from '../../document/index.ts'
import { Code } from '../contract.ts'
import { headOf, instant, personOf, type Subject, subjectOf } from '../letters.ts'
import { PROVINCE } from '../model/projection.ts'
import { requirePaidForResult } from '../payment-due.ts'

/**
 * The result letter, from what was drafted and signed. Before the signature only officers see it, as a preview
 * without number and date. Errors: dossier.no-result 409, dossier.unpaid 409.
 */
export const result = query({
  name: 'dossier.result',
  route: 'GET /dossiers/{code}/result',
  summary: 'Kết quả giải quyết (PDF)',
  input: z.strictObject({ code: Code, check: z.string().optional() }),
  output: z.any(),
  produces: ['application/pdf'],
  permission: 'public',
  audit: (input) => `opened the result of dossier ${input.code}`,
  async run(context) {
    const { input, now } = context
    const subject = await subjectOf(context, input.code, input.check)
    const { row, definition, contents } = subject
    const draft = [...contents.bySeq.entries()]
      .sort(([a], [b]) => b - a)
      .find(([, content]) => content.resultDraft)?.[1].resultDraft
    const done = row.status >= 9 && row.outcome !== null
    if (!done && (subject.applicant || !draft))
      throw new Problem(
        'dossier.no-result',
        409,
        'Hồ sơ chưa có kết quả. Khi có, bạn sẽ được báo và tải được ở đây.',
      )
    if (subject.applicant) await requirePaidForResult(context, row, definition)
    const outcome = definition.outcomes.find((each) => each.key === row.outcome)
    const signed = signerOf(subject)
    const number = row.folded.resultNumber
    const paragraphs: string[] = draft?.body ?? [
      `${outcome?.name.vi ?? 'Kết quả giải quyết'} đối với hồ sơ mã số ${row.code} của ${personOf(subject).name}.`,
      ...(number ? [`Số kết quả do hệ thống chuyên ngành cấp: ${number}.`] : []),
    ]
    const agency = signed.role === 'provinceLeader' ? PROVINCE : subject.partiesAt(signed.seq).agency
    const body = await renderLetter('result', {
      ...headOf(subject, agency, now, row.finished_at ?? now),
      // The same bytes whenever it is opened again: what was signed does not change with the day.
      ...(done && row.finished_at ? { madeAt: instant(row.finished_at) } : {}),
      ...(done ? {} : { issuedOn: undefined }),
      ...(done && number ? { number } : {}),
      title: outcome?.favourable === false ? 'Thông báo' : 'Kết quả giải quyết thủ tục hành chính',
      subject: draft?.title ?? definition.title.vi,
      body: paragraphs.map((paragraph) => ({ paragraph: paragraph.replaceAll(/[{}]/g, '') })),
      recipients: [personOf(subject).name, 'Lưu: VT, HS'],
      signer: { title: signed.title, name: signed.name },
    })
    return { contentType: 'application/pdf', fileName: `${row.code}-ket-qua.pdf`, body, inline: true }
  },
})

/** Who signed; before that, the blank place for the leader. */
function signerOf({ moves, definition, holderOf, row }: Subject) {
  const signing = [...moves]
    .reverse()
    .find((move) =>
      ['sign', 'systemReply'].includes(definition.moves.find((each) => each.key === move.move)?.kind ?? ''),
    )
  const seat = holderOf(signing)
  return {
    title: seat?.title || 'Thủ trưởng cơ quan',
    name: seat?.name || '…',
    role: signing?.role ?? 'leader',
    seq: signing?.seq ?? row.seq,
  }
}
