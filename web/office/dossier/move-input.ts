import type { z } from 'zod'
import type { DossierView, MoveOutput } from '../../../src/blocks/dossier/contract.ts'
import { act } from '../api.ts'
import { asAnswers, type Brought, NOTHING_BROUGHT } from './CorrectionAnswer.tsx'
import type { Handed } from './DocumentsNeed.tsx'
import { type Arrow, asItems, type Marks, type Procedure } from './definition.ts'

/** A correction's answer tells its state by key only. */
type Moved = Pick<z.infer<typeof MoveOutput>, 'code'> & {
  state?: z.infer<typeof MoveOutput>['state'] | string
}

/** What has been typed for one arrow of one dossier; each kept until the move succeeded. */
export type Typed = {
  note: string
  assignee: string
  consultedAgency: string
  dueAt: string
  resultNumber: string
  recipient: string
  paidAmount: string
  overrideReason: string
  resultDraft: { title: string; body: string[] } | null
  documents: Handed[]
  brought: Brought
}
export const NOTHING: Typed = {
  note: '',
  assignee: '',
  consultedAgency: '',
  dueAt: '',
  resultNumber: '',
  recipient: '',
  paidAmount: '',
  overrideReason: '',
  resultDraft: null,
  documents: [],
  brought: NOTHING_BROUGHT,
}

/** What must be mended before it is worth asking the server, by need. */
export function missing(
  needs: Set<string>,
  typed: Typed,
  marks: Marks,
  second: boolean,
): Record<string, string> {
  const found: Record<string, string> = {}
  if (needs.has('items')) {
    if (Object.keys(marks).length === 0) found.items = 'Đánh dấu ít nhất một trường hoặc giấy tờ cần sửa.'
    else if (Object.values(marks).some((note) => note.trim().length < 3))
      found.items = 'Mỗi chỗ đánh dấu cần một câu nói rõ sửa gì (ít nhất 3 ký tự).'
  }
  if (second && typed.overrideReason.trim().length < 10)
    found.overrideReason = 'Nêu lý do của trưởng phòng, ít nhất 10 ký tự.'
  if (needs.has('note') && !typed.note.trim()) found.note = 'Ghi rõ nội dung hoặc lý do.'
  if (needs.has('assignee') && !typed.assignee) found.assignee = 'Chọn người xử lý.'
  if (needs.has('consultedAgency') && !typed.consultedAgency)
    found.consultedAgency = 'Chọn cơ quan lấy ý kiến.'
  if (needs.has('dueAt') && !typed.dueAt) found.dueAt = 'Chọn ngày, giờ hẹn lại.'
  if (needs.has('resultNumber') && !typed.resultNumber.trim()) found.resultNumber = 'Ghi số của kết quả.'
  if (needs.has('recipient') && !typed.recipient.trim()) found.recipient = 'Ghi họ tên người nhận.'
  if (needs.has('payment') && !/^\d+$/.test(typed.paidAmount.replaceAll('.', '')))
    found.paidAmount = 'Ghi số tiền đã nhận, đồng, chỉ gồm chữ số.'
  if (needs.has('documents') && typed.documents.length === 0)
    found.documents = 'Đính kèm ít nhất một giấy tờ.'
  if (
    needs.has('resultDraft') &&
    (!typed.resultDraft?.title.trim() || !typed.resultDraft.body.some((text) => text.trim()))
  )
    found.resultDraft = 'Dự thảo cần tên và ít nhất một đoạn.'
  return found
}

/** Gives the command this arrow is: a correction asked, a correction answered at the desk, or a plain move. */
export function send(
  arrow: Arrow,
  dossier: DossierView,
  procedure: Procedure,
  typed: Typed,
  marks: Marks,
  second: boolean,
): Promise<Moved> {
  const needs = new Set(arrow.needs)
  const intent = `move.${dossier.code}.${arrow.key}.${dossier.seq}`
  const note = typed.note.trim() || undefined
  if (needs.has('items')) {
    const overrideReason = second ? typed.overrideReason.trim() : undefined
    return act(
      `/dossiers/${dossier.code}/corrections`,
      { items: asItems(marks), note, overrideReason, expectedSeq: dossier.seq },
      intent,
    )
  }
  if (arrow.kind === 'answerCorrection') {
    const documents = typed.brought.papers.map(({ names: _, ...paper }) => paper)
    const answers = asAnswers(typed.brought, procedure)
    return act(`/dossiers/${dossier.code}/corrections/answer`, { answers, documents, note }, intent)
  }
  const only = <T>(need: string, value: T): T | undefined => (needs.has(need) ? value : undefined)
  const draft = typed.resultDraft
  return act(
    `/dossiers/${dossier.code}/moves`,
    {
      move: arrow.key,
      expectedSeq: dossier.seq,
      note,
      assignee: only('assignee', typed.assignee),
      consultedAgency: only('consultedAgency', typed.consultedAgency),
      // The browser's own zone must not decide: office time is Vietnam's.
      dueAt: only('dueAt', `${typed.dueAt}:00+07:00`),
      resultNumber: only('resultNumber', typed.resultNumber.trim()),
      recipient: only('recipient', typed.recipient.trim()),
      paidAmount: only('payment', Number(typed.paidAmount.replaceAll('.', ''))),
      documents: only(
        'documents',
        typed.documents.map(({ names: _, ...paper }) => paper),
      ),
      resultDraft: only(
        'resultDraft',
        draft && { title: draft.title.trim(), body: draft.body.filter((text) => text.trim()) },
      ),
    },
    intent,
  )
}
