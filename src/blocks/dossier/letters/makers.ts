import { Problem } from '../../../kernel/problem.ts'
import { type LetterKind, renderLetter } from '../../document/index.ts'
import { instant, labelOf, personOf, type Subject } from '../letters.ts'
import type { MoveRow } from '../tables.ts'
import { makeControlSlip, makeProcessSlip } from './slips.ts'
import type { Making, Stationery } from './stationery.ts'

type Maker = {
  /** The move that issued it; without one there is no such letter. */
  issuedBy: (subject: Subject, set: Stationery['set']) => MoveRow | undefined
  absent: string
  /** For officers only. */
  internal?: true
  make: (making: Making, issued: MoveRow) => Promise<Uint8Array>
}

/** The last move of one of these kinds. */
function lastOf({ moves, definition }: Subject, kinds: readonly string[]): MoveRow | undefined {
  const kindOf = (move: MoveRow) => definition.moves.find((each) => each.key === move.move)?.kind ?? ''
  return moves.findLast((move) => kinds.includes(kindOf(move)))
}

const deskOf = ({ tree, partiesAt }: Subject, seq: number) => {
  const { desk } = partiesAt(seq)
  return `Bộ phận Tiếp nhận và Trả kết quả ${tree.get(desk)?.shortName ?? desk}`
}

/** Asking is drafted with its items and sent later: the letter is that of the asking, numbered when it goes out. */
function sentBy(subject: Subject): MoveRow | undefined {
  return lastOf(subject, ['askIntakeCorrection', 'sendCorrection'])
}

/** The letters of one dossier, by kind: what each needs and says. */
export const MAKERS: Partial<Record<LetterKind, Maker>> = {
  'correction-request': {
    issuedBy: (subject) => lastOf(subject, ['askIntakeCorrection', 'draftCorrection']),
    absent: 'Hồ sơ này chưa có yêu cầu bổ sung nào.',
    async make({ subject, paper, context }, asked) {
      const content = subject.contents.bySeq.get(asked.seq)
      if (!content?.items) throw notYet('Hồ sơ này chưa có yêu cầu bổ sung nào.')
      const sent = sentBy(subject)
      const number = sent && sent.seq >= asked.seq ? sent.seq : undefined
      const officer = subject.holderOf(asked)?.name || 'Bộ phận Một cửa'
      const { publicUrl } = context
      return renderLetter(
        'correction-request',
        {
          ...(await paper.head('correction-request', subject.partiesAt(asked.seq).desk, asked.at, number)),
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
          website: publicUrl.replace(/^https?:\/\//, ''),
          contact: { name: officer },
          officer,
        },
        await paper.wording('correction-request', asked.at),
      )
    },
  },
  refusal: {
    // The set of 2018 has no letter of its own for stopping.
    issuedBy: (subject, set) => lastOf(subject, set === '2018' ? ['refuseIntake', 'stop'] : ['refuseIntake']),
    absent: 'Hồ sơ này không bị từ chối.',
    async make({ subject, paper }, refusal) {
      return renderLetter(
        'refusal',
        {
          ...(await paper.head('refusal', subject.partiesAt(refusal.seq).desk, refusal.at, refusal.seq)),
          code: subject.row.code,
          desk: deskOf(subject, refusal.seq),
          applicant: personOf(subject),
          submittedAt: instant(subject.row.submitted_at),
          procedure: subject.definition.title.vi,
          reasons: [
            subject.contents.bySeq.get(refusal.seq)?.note || 'Không đủ điều kiện tiếp nhận theo quy định.',
          ],
          officer: subject.holderOf(refusal)?.name || 'Bộ phận Một cửa',
        },
        await paper.wording('refusal', refusal.at),
      )
    },
  },
  apology: {
    issuedBy: (subject) =>
      subject.row.rescheduled_due_at && subject.row.first_due_at ? lastOf(subject, ['apologise']) : undefined,
    absent: 'Hồ sơ này chưa có thư xin lỗi.',
    async make({ subject, paper }, sorry) {
      const { row } = subject
      return renderLetter(
        'apology',
        {
          ...(await paper.head('apology', subject.partiesAt(sorry.seq).agency, sorry.at, sorry.seq)),
          ...addressed(subject),
          code: row.code,
          receivedAt: instant(row.accepted_at ?? row.submitted_at),
          procedure: subject.definition.title.vi,
          dueAt: instant(row.first_due_at!),
          reason: subject.contents.bySeq.get(sorry.seq)?.note || 'Hồ sơ cần thêm thời gian giải quyết.',
          newDueAt: instant(row.rescheduled_due_at!),
          signer: signerOf(subject, sorry),
        },
        await paper.wording('apology', sorry.at),
      )
    },
  },
  'stop-notice': {
    issuedBy: (subject, set) => (set === '2018' ? undefined : lastOf(subject, ['stop'])),
    absent: 'Hồ sơ này không bị dừng giải quyết.',
    async make({ subject, paper }, stopped) {
      const { row } = subject
      return renderLetter(
        'stop-notice',
        {
          ...(await paper.head(
            'stop-notice',
            subject.partiesAt(stopped.seq).agency,
            stopped.at,
            stopped.seq,
          )),
          ...addressed(subject),
          code: row.code,
          receivedAt: instant(row.accepted_at ?? row.submitted_at),
          procedure: subject.definition.title.vi,
          reason:
            subject.contents.bySeq.get(stopped.seq)?.note || 'Hồ sơ không đủ điều kiện giải quyết tiếp.',
          stoppedAt: instant(stopped.at),
          desk: deskOf(subject, stopped.seq),
          signer: signerOf(subject, stopped),
        },
        await paper.wording('stop-notice', stopped.at),
      )
    },
  },
  'control-slip': {
    issuedBy: ({ moves }) => moves[0],
    absent: '',
    internal: true,
    make: makeControlSlip,
  },
  'result-receipt': {
    issuedBy: (subject) => lastOf(subject, ['handOver']),
    absent: 'Kết quả của hồ sơ này chưa được trả.',
    async make({ subject, paper }, handed) {
      const { row, definition, contents, tree, holderOf } = subject
      const desk = tree.nameOf(subject.partiesAt(handed.seq).returnDesk)
      const outcome = definition.outcomes.find((each) => each.key === row.outcome)
      const document = definition.documents.find((each) => each.key === outcome?.document)
      return renderLetter(
        'result-receipt',
        {
          ...(await paper.head('result-receipt', subject.partiesAt(handed.seq).returnDesk, handed.at)),
          code: row.code,
          desk,
          procedure: definition.title.vi,
          applicant: personOf(subject).name,
          recipient: contents.bySeq.get(handed.seq)?.recipient || personOf(subject).name,
          result: [document?.name.vi ?? outcome?.name.vi ?? 'Kết quả giải quyết', row.folded.resultNumber]
            .filter(Boolean)
            .join(', số '),
          returnedAt: instant(handed.at),
          officer: holderOf(handed)?.name || 'Bộ phận Một cửa',
        },
        await paper.wording('result-receipt', handed.at),
      )
    },
  },
  'process-slip': {
    issuedBy: ({ moves }) => moves[0],
    absent: '',
    internal: true,
    make: makeProcessSlip,
  },
}

export const notYet = (text: string) => new Problem('letter.not-applicable', 409, text)

function addressed(subject: Subject) {
  const { name, address, phone } = personOf(subject) as { name: string; address?: string; phone?: string }
  return { addressee: name, ...(address ? { address } : {}), ...(phone ? { phone } : {}) }
}

function signerOf(subject: Subject, move: MoveRow) {
  const signer = subject.holderOf(move)
  return { title: signer?.title || 'Thủ trưởng cơ quan', name: signer?.name || '…' }
}
