import { useEffect, useRef, useState } from 'react'
import { fills } from '../../../src/blocks/procedure/fields/fills.tsx'
import type { Procedure } from '../dossier/definition.ts'
import { formNow, type Intake, prefilled } from './parts.ts'

type Props = {
  procedure: Procedure
  intake: Intake
  errors: Record<string, string>
  onTyped: (typed: Record<string, string[]>) => void
}

/** The edition's own form: uncontrolled inputs of the field kinds, read from the form at every change. */
export function AnswerFields({ procedure, intake, errors, onTyped }: Props) {
  const box = useRef<HTMLDivElement>(null)
  // What is shown at first; later the inputs themselves hold the text.
  const [started] = useState(intake.typed)
  const touched = useRef(new Set(Object.keys(started)))
  const { applicant } = intake

  const gather = () => {
    const form = box.current?.closest('form')
    if (!form) return
    const typed: Record<string, string[]> = {}
    for (const [name, value] of new FormData(form)) {
      if (!name.startsWith('answers.') || typeof value !== 'string') continue
      typed[name] ??= []
      typed[name].push(value)
    }
    // A field hidden by another answer keeps its text in case it is shown again.
    onTyped({ ...intake.typed, ...unticked(box.current), ...typed })
  }

  // The applicant's record flows into fields nobody has typed in yet.
  // biome-ignore lint/correctness/useExhaustiveDependencies: follows the applicant and the procedure only
  useEffect(() => {
    for (const field of procedure.definition.form.flatMap((page) => page.fields)) {
      const name = `answers.${field.key}`
      const input = box.current?.querySelector<HTMLInputElement>(`[name="${name}"]`)
      const value = prefilled(field, applicant)
      if (input && value !== undefined && !touched.current.has(name)) input.value = shown(field.kind, value)
    }
    gather()
  }, [applicant, procedure])

  const { fields: asked, needed } = formNow(procedure, intake)
  return (
    <div
      ref={box}
      onInput={(event) => {
        touched.current.add((event.target as HTMLInputElement).name)
        gather()
      }}
    >
      {procedure.definition.form.map((page) => {
        const fields = page.fields.filter((field) => asked.includes(field))
        if (fields.length === 0) return null
        return (
          <section key={page.key}>
            <h2>{page.title.vi}</h2>
            <div className="fields">
              {fields.map((field) => {
                const Fill = fills[field.kind]
                const raw = started[`answers.${field.key}`] ?? intake.typed[`answers.${field.key}`]
                return (
                  <div
                    key={field.key}
                    className={['longText', 'declaration'].includes(field.kind) ? 'across' : ''}
                  >
                    <Fill
                      field={field}
                      value={raw && raw.length > 1 ? raw : raw?.[0]}
                      error={errors[`answers.${field.key}`]}
                      lang="vi"
                      required={needed.has(`answers.${field.key}`)}
                    />
                  </div>
                )
              })}
            </div>
          </section>
        )
      })}
    </div>
  )
}

/** Boxes and radios with nothing ticked are absent from FormData: they are emptied, not kept from before. */
function unticked(box: HTMLElement | null): Record<string, string[]> {
  const names = [
    ...(box?.querySelectorAll<HTMLInputElement>('input[type=checkbox], input[type=radio]') ?? []),
  ]
  return Object.fromEntries(names.map((input) => [input.name, []]))
}

/** Dates are asked as people write them. */
function shown(kind: string, value: string): string {
  const iso = kind === 'date' ? /^(\d{4})-(\d{2})-(\d{2})$/.exec(value) : null
  return iso ? `${iso[3]}/${iso[2]}/${iso[1]}` : value
}
