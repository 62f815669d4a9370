import { useState } from 'react'
import type { DossierView } from '../../../src/blocks/dossier/contract.ts'
import { readAnswer } from '../../../src/blocks/procedure/fields/answers.ts'
import { inputsOf, typedIn } from '../../../src/blocks/procedure/fields/typed-in.ts'
import type { Field } from '../../../src/blocks/procedure/model/definition.ts'
import { sentence, upload } from '../api.ts'
import { usePlaces } from '../form/places.ts'
import { Questions } from '../form/Questions.tsx'
import { FORM_NAMES } from '../words.ts'
import type { Handed } from './DocumentsNeed.tsx'
import { nameOf, type Procedure } from './definition.ts'

/** What the applicant brought to the desk for an open correction: raw texts by input name, papers by key. */
export type Brought = { texts: Record<string, string[]>; papers: Handed[] }
export const NOTHING_BROUGHT: Brought = { texts: {}, papers: [] }

export function asAnswers(brought: Brought, procedure: Procedure): Record<string, unknown> {
  const inputs = (name: string) => brought.texts[name] ?? []
  const names = Object.keys(brought.texts)
  const typed = fieldsOf(procedure).filter(({ key }) =>
    names.some((name) => name === `answers.${key}` || name.startsWith(`answers.${key}.`)),
  )
  return Object.fromEntries(
    typed.flatMap((field) => {
      const value = readAnswer(field, typedIn(inputs, field))
      return value === undefined ? [] : [[field.key, value]]
    }),
  )
}

const fieldsOf = (procedure: Procedure): Field[] => procedure.definition.form.flatMap((page) => page.fields)

type Props = {
  dossier: DossierView
  procedure: Procedure
  value: Brought
  errors: Record<string, string>
  onChange: (value: Brought) => void
}

/** Exactly the fields and papers that were asked for, each with what was asked. */
export function CorrectionAnswer({ dossier, procedure, value, errors, onChange }: Props) {
  const fields = new Map(fieldsOf(procedure).map((field) => [`answers.${field.key}`, field]))
  const notes = new Map(dossier.correction.map(({ path, note }) => [path, note]))
  const asked = dossier.correction.flatMap(({ path }) => fields.get(path) ?? [])
  const places = usePlaces(asked)
  // What was answered before is what gets mended; once typed over, what was typed.
  const before = Object.assign(
    {},
    ...asked.map((field) => inputsOf(dossier.answers[field.key], `answers.${field.key}`)),
  )
  return (
    <div className="brought">
      <Questions
        fields={asked}
        texts={Object.keys(value.texts).length > 0 ? value.texts : before}
        errors={errors}
        calculated={dossier.answers}
        places={places}
        onTexts={(texts) => onChange({ ...value, texts })}
        around={(field, drawn) => (
          <>
            <p className="asked-note">Đã yêu cầu: {notes.get(`answers.${field.key}`)}</p>
            {drawn}
          </>
        )}
      />
      {dossier.correction
        .filter(({ path }) => !fields.has(path))
        .map(({ path, note }) => (
          <div key={path}>
            <p className="asked-note">Đã yêu cầu: {note}</p>
            <BroughtPaper
              name={nameOf(path, procedure, dossier)}
              start={{ key: path.split('.')[1]!, form: 'original', copies: 1, files: [], names: [] }}
              value={value.papers.find((paper) => `documents.${paper.key}` === path) ?? null}
              error={errors[path]}
              onChange={(paper) =>
                onChange({
                  ...value,
                  papers: [
                    ...value.papers.filter((each) => `documents.${each.key}` !== path),
                    ...(paper ? [paper] : []),
                  ],
                })
              }
            />
          </div>
        ))}
    </div>
  )
}

type PaperProps = {
  name: string
  start: Handed
  value: Handed | null
  error?: string
  onChange: (paper: Handed | null) => void
}
function BroughtPaper({ name, start, value, error, onChange }: PaperProps) {
  const [said, setSaid] = useState<string | null>(null)
  async function attach(files: FileList | null) {
    if (!files || files.length === 0) return
    setSaid('Đang tải tệp lên…')
    try {
      const stored = await Promise.all([...files].map(upload))
      onChange({
        ...(value ?? start),
        files: stored.map((file) => file.hash),
        names: stored.map((file) => file.name),
      })
      setSaid(null)
    } catch (problem) {
      setSaid(sentence(problem))
    }
  }
  return (
    <div className={error ? 'field refused' : 'field'}>
      <label className="choice">
        <input type="checkbox" checked={value !== null} onChange={() => onChange(value ? null : start)} />
        <span>Đã nhận: {name}</span>
      </label>
      {error && <span className="wrong">{error}</span>}
      {value && (
        <>
          <select
            aria-label={`Dạng bản của ${name}`}
            value={value.form}
            onChange={(event) => onChange({ ...value, form: event.currentTarget.value as Handed['form'] })}
          >
            {Object.entries(FORM_NAMES).map(([form, text]) => (
              <option key={form} value={form}>
                {text}
              </option>
            ))}
          </select>
          <input
            type="file"
            multiple
            accept="application/pdf,image/*"
            aria-label={`Bản quét hoặc ảnh của ${name}`}
            onChange={(event) => void attach(event.currentTarget.files)}
          />
          {value.names.length > 0 && <span>{value.names.join(', ')}</span>}
        </>
      )}
      {said && <span role="status">{said}</span>}
    </div>
  )
}
