import type { Context } from '../../../platform/command/declare.ts'
import { renderLetter } from '../../document/index.ts'
import { feesOf, instant, papersOf, personOf, type Subject, termWords } from '../letters.ts'
import type { MoveRow } from '../tables.ts'
import type { Stationery } from './stationery.ts'

/** The move by which it was accepted; none while an online dossier still waits for its desk. */
export function acceptedBy({ moves, definition }: Subject): MoveRow | undefined {
  return moves.find(
    ({ move }) => move === 'receive' || definition.moves.find((each) => each.key === move)?.kind === 'accept',
  )
}

/** Form 01: what was handed in, and when the result is due. */
export async function makeReceipt(
  subject: Subject,
  paper: Stationery,
  { publicUrl }: Context<unknown>,
  copies: 1 | 2,
): Promise<Uint8Array> {
  const { row, moves, tree, holderOf } = subject
  // The slip says who received it then, whoever goes on with it now.
  const { desk } = subject.partiesAt(0)
  const accepted = acceptedBy(subject)
  const issuedAt = accepted?.at ?? row.submitted_at
  const entry = accepted && paper.numberOf(accepted.seq)
  const receiver =
    holderOf(accepted ?? moves[0])?.name ||
    (row.accepted_at
      ? 'Hệ thống tiếp nhận trực tuyến'
      : 'Hệ thống nộp trực tuyến, chờ Bộ phận Một cửa kiểm tra')
  return renderLetter(
    'receipt',
    {
      ...(await paper.head('receipt', desk, row.submitted_at, accepted?.seq)),
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
      ...(entry ? { register: { book: instant(issuedAt).slice(0, 4), entry: Number(entry) } } : {}),
      receiver,
      copies,
    },
    await paper.wording('receipt', issuedAt),
  )
}

const RETURN = {
  desk: (desk: string) => `Nhận tại ${desk}`,
  post: () => 'Nhận qua dịch vụ bưu chính công ích',
  online: () => 'Nhận bản điện tử',
}
