import { useId } from 'react'
import type { DossierView } from '../../../src/blocks/dossier/contract.ts'
import { asWords } from '../fields.tsx'
import { type Arrow, type Procedure, shownPages } from './definition.ts'

type Draft = { title: string; body: string[] }

/** A first draft from what is known: the outcome's paper as title, the answers as paragraphs. */
export function draftOf(dossier: DossierView, procedure: Procedure, arrow: Arrow): Draft {
  if (dossier.resultDraft) return dossier.resultDraft
  const { definition } = procedure
  const outcome = definition.outcomes.find((each) => each.key === arrow.outcome)
  const paper = definition.documents.find((each) => each.key === outcome?.document)
  const lines = shownPages(definition.form, dossier.answers)
    .flatMap((page) => page.fields)
    .filter((field) => field.kind !== 'declaration' && dossier.answers[field.key] !== undefined)
    .map((field) => `${field.label.vi}: ${asWords(field, dossier.answers[field.key])}.`)
  const who = `Xét đề nghị của ${dossier.applicant?.name ?? 'người nộp'} tại hồ sơ ${dossier.code}.`
  return {
    title: paper?.name.vi ?? outcome?.name.vi ?? dossier.procedure.name,
    body: [who, ...lines].slice(0, 40),
  }
}

export function ResultDraft({
  value,
  error,
  onChange,
}: {
  value: Draft
  error?: string
  onChange: (value: Draft) => void
}) {
  const id = useId()
  const put = (at: number, text: string) =>
    onChange({ ...value, body: value.body.map((each, index) => (index === at ? text : each)) })
  return (
    <fieldset className="draft" aria-describedby={error ? `${id}-error` : undefined}>
      <legend>Dự thảo kết quả</legend>
      <label htmlFor={`${id}-title`}>Tên văn bản</label>
      <input
        id={`${id}-title`}
        value={value.title}
        maxLength={300}
        onChange={(event) => onChange({ ...value, title: event.currentTarget.value })}
      />
      {value.body.map((text, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a paragraph is known by its place alone
        <div className="paragraph" key={at}>
          <label htmlFor={`${id}-${at}`}>Đoạn {at + 1}</label>
          <textarea
            id={`${id}-${at}`}
            rows={2}
            value={text}
            maxLength={4000}
            onChange={(event) => put(at, event.currentTarget.value)}
          />
          <button
            type="button"
            className="plain-button"
            aria-label={`Bỏ đoạn ${at + 1}`}
            onClick={() => onChange({ ...value, body: value.body.filter((_, index) => index !== at) })}
          >
            Bỏ
          </button>
        </div>
      ))}
      {value.body.length < 40 && (
        <button
          type="button"
          className="plain-button"
          onClick={() => onChange({ ...value, body: [...value.body, ''] })}
        >
          Thêm đoạn
        </button>
      )}
      {error && (
        <p id={`${id}-error`} className="field-error" role="alert">
          {error}
        </p>
      )}
    </fieldset>
  )
}
