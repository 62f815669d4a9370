import { useRef, useState } from 'react'
import type { DossierView } from '../../../src/blocks/dossier/contract.ts'
import { fills } from '../../../src/blocks/procedure/fields/fills.tsx'
import { kindOf } from '../../../src/blocks/procedure/fields/kinds.ts'
import type { Field } from '../../../src/blocks/procedure/model/definition.ts'
import { sentence, upload } from '../api.ts'
import { FORM_NAMES } from '../words.ts'
import type { Handed } from './DocumentsNeed.tsx'
import { nameOf, type Procedure } from './definition.ts'

/** What the applicant brought to the desk for an open correction: raw texts by input name, papers by key. */
export type Brought = { texts: Record<string, string[]>; papers: Handed[] }
export const NOTHING_BROUGHT: Brought = { texts: {}, papers: [] }

export function asAnswers(brought: Brought, procedure: Procedure): Record<string, unknown> {
  const fields = new Map(fieldsOf(procedure).map((field) => [`answers.${field.key}`, field]))
  return Object.fromEntries(
    Object.entries(brought.texts).flatMap(([name, raw]) => {
      const field = fields.get(name)
      const value = field && kindOf(field).read(raw.length > 1 ? raw : raw[0], field)
      return field && value !== undefined ? [[field.key, value]] : []
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
  const box = useRef<HTMLDivElement>(null)
  const [started] = useState(value.texts)
  const fields = new Map(fieldsOf(procedure).map((field) => [`answers.${field.key}`, field]))

  function gather() {
    const form = box.current?.closest('form')
    if (!form) return
    const texts: Record<string, string[]> = {}
    for (const [name, text] of new FormData(form)) {
      if (!fields.has(name) || typeof text !== 'string') continue
      texts[name] ??= []
      texts[name].push(text)
    }
    onChange({ ...value, texts })
  }
  return (
    <div ref={box} onInput={gather} className="brought">
      {dossier.correction.map(({ path, note }) => {
        const field = fields.get(path)
        return (
          <div key={path}>
            <p className="asked-note">Đã yêu cầu: {note}</p>
            {field ? (
              <Asked
                field={field}
                raw={started[path] ?? texts(dossier.answers[field.key])}
                error={errors[path]}
              />
            ) : (
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
            )}
          </div>
        )
      })}
    </div>
  )
}

const texts = (value: unknown): string[] =>
  value === undefined || value === null ? [] : Array.isArray(value) ? value.map(String) : [String(value)]

function Asked({ field, raw, error }: { field: Field; raw: string[]; error?: string }) {
  const Fill = fills[field.kind]
  return <Fill field={field} value={raw.length > 1 ? raw : raw[0]} error={error} lang="vi" />
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
