import { z } from 'zod'
import { Problem } from '../../../kernel/problem.ts'
import type { Context } from '../../../platform/command/declare.ts'
import { query } from '../../../platform/command/declare.ts'
import { renderLetter } from '../../document/index.ts'
import { Code } from '../contract.ts'
import { headOf, instant, labelOf, personOf, type Subject, subjectOf } from '../letters.ts'
import type { MoveRow } from '../tables.ts'

type Making = (subject: Subject, context: Context<unknown>) => Promise<Uint8Array>

/** The statutory letters 02-05 of a dossier, made from its moves when asked for. Errors: letter.not-applicable 409. */
export const letter = query({
  name: 'dossier.letter',
  route: 'GET /dossiers/{code}/letters/{form}',
  summary: 'Mẫu 02 bổ sung, 03 từ chối, 04 xin lỗi, 05 kiểm soát (PDF)',
  input: z.strictObject({ code: Code, form: z.enum(['02', '03', '04', '05']), check: z.string().optional() }),
  output: z.any(),
  produces: ['application/pdf'],
  permission: 'public',
  audit: (input) => `printed form ${input.form} of dossier ${input.code}`,
  async run(context) {
    const { input } = context
    const subject = await subjectOf(context, input.code, input.check)
    if (input.form === '05' && subject.applicant)
      throw new Problem('letter.internal', 404, 'Phiếu kiểm soát là giấy nội bộ của cơ quan.')
    const body = await MAKE[input.form](subject, context)
    return {
      contentType: 'application/pdf',
      fileName: `${subject.row.code}-mau-${input.form}.pdf`,
      body,
      inline: true,
    }
  },
})

const notYet = (text: string) => new Problem('letter.not-applicable', 409, text)

function lastOf({ moves, definition }: Subject, kinds: readonly string[]): MoveRow | undefined {
  const kindOf = (move: MoveRow) => definition.moves.find((each) => each.key === move.move)?.kind ?? ''
  return [...moves].reverse().find((move) => kinds.includes(kindOf(move)))
}

const deskOf = ({ tree, partiesAt }: Subject, seq: number) => {
  const { desk } = partiesAt(seq)
  return `Bộ phận Tiếp nhận và Trả kết quả ${tree.get(desk)?.shortName ?? desk}`
}

const MAKE: Record<'02' | '03' | '04' | '05', Making> = {
  async '02'(subject, { now, publicUrl }) {
    const asked = lastOf(subject, ['askIntakeCorrection', 'draftCorrection'])
    const content = asked && subject.contents.bySeq.get(asked.seq)
    if (!asked || !content?.items) throw notYet('Hồ sơ này chưa có yêu cầu bổ sung nào.')
    const officer = subject.holderOf(asked)?.name || 'Bộ phận Một cửa'
    return renderLetter('correction-request', {
      ...headOf(subject, subject.partiesAt(asked.seq).desk, now, asked.at),
      code: subject.row.code,
      link: `${publicUrl}/tra-cuu?ma=${subject.row.code}&khoa=${subject.row.check_secret}`,
      desk: deskOf(subject, asked.seq),
      applicant: personOf(subject),
      procedure: subject.definition.title.vi,
      items: content.items.map((item: { path: string; note: string }) => ({
        what: labelOf(subject, item.path),
        reason: item.note,
      })),
      reason: content.note || 'Hồ sơ chưa đủ hoặc chưa đúng theo quy định của thủ tục.',
      contact: { name: officer },
      officer,
    })
  },
  async '03'(subject, { now }) {
    const refusal = lastOf(subject, ['refuseIntake', 'stop'])
    if (!refusal) throw notYet('Hồ sơ này không bị từ chối.')
    return renderLetter('refusal', {
      ...headOf(subject, subject.partiesAt(refusal.seq).desk, now, refusal.at),
      code: subject.row.code,
      desk: deskOf(subject, refusal.seq),
      applicant: personOf(subject),
      submittedAt: instant(subject.row.submitted_at),
      procedure: subject.definition.title.vi,
      reasons: [
        subject.contents.bySeq.get(refusal.seq)?.note || 'Không đủ điều kiện tiếp nhận theo quy định.',
      ],
      officer: subject.holderOf(refusal)?.name || 'Bộ phận Một cửa',
    })
  },
  async '04'(subject, { now }) {
    const sorry = lastOf(subject, ['apologise'])
    const { row } = subject
    if (!sorry || !row.rescheduled_due_at || !row.first_due_at) throw notYet('Hồ sơ này chưa có thư xin lỗi.')
    const who = personOf(subject)
    const signer = subject.holderOf(sorry)
    return renderLetter('apology', {
      ...headOf(subject, subject.partiesAt(sorry.seq).agency, now, sorry.at),
      code: row.code,
      addressee: who.name,
      ...('address' in who ? { address: String(who.address) } : {}),
      ...('phone' in who ? { phone: String(who.phone) } : {}),
      receivedAt: instant(row.accepted_at ?? row.submitted_at),
      procedure: subject.definition.title.vi,
      dueAt: instant(row.first_due_at),
      reason: subject.contents.bySeq.get(sorry.seq)?.note || 'Hồ sơ cần thêm thời gian giải quyết.',
      newDueAt: instant(row.rescheduled_due_at),
      signer: { title: signer?.title || 'Thủ trưởng cơ quan', name: signer?.name || '…' },
    })
  },
  async '05'(subject, { now }) {
    const { row, moves, tree, definition, holderOf } = subject
    const place = (move: MoveRow) =>
      definition.states.find((each) => each.key === move.to_state)?.name.vi ?? move.to_state
    const handovers = moves.map((move, index) => ({
      from: index === 0 ? 'Người nộp hồ sơ' : place(moves[index - 1]!),
      to: place(move),
      at: instant(move.at),
      ...(holderOf(move) ? { givenBy: holderOf(move)!.name } : {}),
    }))
    return renderLetter('control-slip', {
      ...headOf(subject, row.desk, now, row.submitted_at),
      code: row.code,
      applicant: personOf(subject).name,
      procedure: definition.title.vi,
      receivedAt: instant(row.accepted_at ?? row.submitted_at),
      ...(row.first_due_at ? { dueAt: instant(row.first_due_at) } : {}),
      competentAgency: tree.nameOf(row.agency),
      cooperating: [
        ...new Set(
          moves.flatMap((move) =>
            move.facts.consultedAgency ? [tree.nameOf(move.facts.consultedAgency)] : [],
          ),
        ),
      ],
      handovers: handovers.map((each, index) =>
        index === handovers.length - 1 && row.timeliness ? { ...each, result: row.timeliness } : each,
      ),
    })
  },
}
