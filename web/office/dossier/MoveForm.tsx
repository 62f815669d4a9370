import { Button } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import type { DossierView } from '../../../src/blocks/dossier/contract.ts'
import { ApiProblem, ask, sentence } from '../api.ts'
import { useMe } from '../frame/Frame.tsx'
import { useKept } from '../kept.ts'
import { may } from '../session.ts'
import { CorrectionAnswer } from './CorrectionAnswer.tsx'
import { DocumentsNeed } from './DocumentsNeed.tsx'
import { type Arrow, type Marks, nameOf, type Procedure } from './definition.ts'
import { missing, NOTHING, send, type Typed } from './move-input.ts'
import { AgencyNeed, AssigneeNeed, DueNeed, LineNeed, MoneyNeed, NoteNeed } from './needs.tsx'
import { draftOf, ResultDraft } from './ResultDraft.tsx'

type Props = {
  arrow: Arrow
  dossier: DossierView
  procedure: Procedure
  marks: Marks
  onMoved: (after: DossierView) => void
  onOvertaken: (problem: ApiProblem) => void
  onCancel: () => void
}

export function MoveForm({ arrow, dossier, procedure, marks, onMoved, onOvertaken, onCancel }: Props) {
  const me = useMe()
  const [typed, setTyped] = useKept<Typed>(`move.${dossier.code}.${arrow.key}`, {
    ...NOTHING,
    recipient: arrow.needs.includes('recipient') ? (dossier.applicant?.name ?? '') : '',
    resultDraft: arrow.needs.includes('resultDraft') ? draftOf(dossier, procedure, arrow) : null,
  })
  const [errors, setErrors] = useState<Record<string, string>>({})
  const [problem, setProblem] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const form = useRef<HTMLFormElement>(null)
  const set = (part: Partial<Typed>) => setTyped((before) => ({ ...before, ...part }))
  const needs = new Set(arrow.needs)
  const second = dossier.corrections >= 1 && needs.has('items') && arrow.kind !== 'askIntakeCorrection'
  const overrides = may(me, 'dossier.overrideCorrection')

  async function submit() {
    if (busy) return
    const found = missing(needs, typed, marks, second)
    setErrors(found)
    setProblem(null)
    if (Object.keys(found).length > 0) {
      requestAnimationFrame(() => form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus())
      return
    }
    setBusy(true)
    try {
      const { state } = await send(arrow, dossier, procedure, typed, marks, second)
      onMoved(await seenAfter(dossier, typeof state === 'object' ? state : dossier.state))
    } catch (error) {
      const overtaken =
        error instanceof ApiProblem && ['dossier.changed', 'dossier.move-not-allowed'].includes(error.code)
      if (overtaken) onOvertaken(error)
      else setProblem(sentence(error))
      if (error instanceof ApiProblem) setErrors(byPath(error))
    } finally {
      setBusy(false)
    }
  }

  // Heard on the whole page: what is being marked lies in the form and papers beside, outside this <form>.
  const latest = useRef(submit)
  latest.current = submit
  useEffect(() => {
    const heard = (event: KeyboardEvent) => {
      if (event.key !== 'Enter' || !event.ctrlKey || event.isComposing) return
      event.preventDefault()
      void latest.current()
    }
    window.addEventListener('keydown', heard)
    return () => window.removeEventListener('keydown', heard)
  }, [])

  return (
    <form
      ref={form}
      className="move-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onCancel()
      }}
    >
      {needs.has('items') && (
        <Marked marks={marks} error={errors.items} nameOf={(path) => nameOf(path, procedure, dossier)} />
      )}
      {second && (
        <div className="soon-box">
          <p>
            Hồ sơ này đã được yêu cầu bổ sung một lần sau khi tiếp nhận. Yêu cầu lần thứ hai bị chặn
            {overrides
              ? '; bạn có thể cho phép, nêu rõ lý do. Lần này tính là trễ hạn trong thống kê.'
              : '. Chỉ trưởng phòng mới được cho phép, kèm lý do.'}
          </p>
          {overrides && (
            <NoteNeed
              label="Lý do cho phép lần thứ hai"
              required
              value={typed.overrideReason}
              error={errors.overrideReason}
              onChange={(overrideReason) => set({ overrideReason })}
            />
          )}
        </div>
      )}
      {arrow.kind === 'answerCorrection' && dossier.correction.length > 0 && (
        <CorrectionAnswer
          dossier={dossier}
          procedure={procedure}
          value={typed.brought}
          errors={errors}
          onChange={(brought) => set({ brought })}
        />
      )}
      {needs.has('assignee') && (
        <AssigneeNeed
          agency={dossier.agency.code}
          value={typed.assignee}
          error={errors.assignee}
          onChange={(assignee) => set({ assignee })}
        />
      )}
      {needs.has('consultedAgency') && (
        <AgencyNeed
          value={typed.consultedAgency}
          error={errors.consultedAgency}
          onChange={(consultedAgency) => set({ consultedAgency })}
        />
      )}
      {needs.has('dueAt') && (
        <DueNeed value={typed.dueAt} error={errors.dueAt} onChange={(dueAt) => set({ dueAt })} />
      )}
      {needs.has('resultNumber') && (
        <LineNeed
          label="Số kết quả"
          value={typed.resultNumber}
          error={errors.resultNumber}
          onChange={(resultNumber) => set({ resultNumber })}
        />
      )}
      {needs.has('recipient') && (
        <LineNeed
          label="Người nhận kết quả"
          value={typed.recipient}
          error={errors.recipient}
          onChange={(recipient) => set({ recipient })}
        />
      )}
      {needs.has('payment') && (
        <MoneyNeed
          fees={dossier.fees}
          value={typed.paidAmount}
          error={errors.paidAmount}
          onChange={(paidAmount) => set({ paidAmount })}
        />
      )}
      {needs.has('documents') && (
        <DocumentsNeed
          dossier={dossier}
          value={typed.documents}
          error={errors.documents}
          onChange={(documents) => set({ documents })}
        />
      )}
      {needs.has('resultDraft') && typed.resultDraft && (
        <ResultDraft
          value={typed.resultDraft}
          error={errors.resultDraft}
          onChange={(resultDraft) => set({ resultDraft })}
        />
      )}
      <NoteNeed
        label={needs.has('note') ? 'Ghi chú' : 'Ghi chú (không bắt buộc)'}
        required={needs.has('note')}
        autoFocus={arrow.needs.length === 0 || arrow.needs[0] === 'note'}
        value={typed.note}
        error={errors.note}
        onChange={(note) => set({ note })}
      />
      {problem && (
        <p className="error-box" role="alert">
          {problem}
        </p>
      )}
      <div className="buttons">
        <Button type="submit" loading={busy} disabled={second && !overrides}>
          {arrow.name}
        </Button>
        <button type="button" className="plain-button" onClick={onCancel}>
          Thôi
        </button>
        <span className="quiet">Ctrl + Enter</span>
      </div>
    </form>
  )
}

function Marked({
  marks,
  error,
  nameOf,
}: {
  marks: Marks
  error?: string
  nameOf: (path: string) => string
}) {
  const paths = Object.keys(marks)
  return (
    <div className="marked">
      <p>Đánh dấu trường hoặc giấy tờ cần sửa ngay trên hồ sơ, ghi rõ cần sửa gì.</p>
      {paths.length > 0 && (
        <ol>
          {paths.map((path) => (
            <li key={path}>
              {nameOf(path)}: {marks[path] || <span className="late">chưa ghi cần sửa gì</span>}
            </li>
          ))}
        </ol>
      )}
      {error && (
        <p className="field-error" role="alert">
          {error}
        </p>
      )}
    </div>
  )
}

/** Sentences by path, and by the need a path belongs to. */
function byPath(problem: ApiProblem): Record<string, string> {
  return Object.fromEntries(
    problem.errors.flatMap(({ path, message }) => [
      [path.split('.')[0]!, message],
      [path, message],
    ]),
  )
}

/** The dossier after the move. Handing it on may take it out of this person's sight: the move stands all the same. */
async function seenAfter(dossier: DossierView, state: DossierView['state']): Promise<DossierView> {
  try {
    return await ask<DossierView>(`/dossiers/${dossier.code}`)
  } catch {
    return { ...dossier, state, allowed: [] }
  }
}
