import { useEffect, useRef } from 'react'
import type { Procedure } from '../dossier/definition.ts'
import { useFormCheck } from '../form/form-check.ts'
import { usePlaces } from '../form/places.ts'
import { Questions, type Texts } from '../form/Questions.tsx'
import { fieldsIn, formNow, type Intake, prefilled, rawAnswers } from './parts.ts'

type Props = {
  procedure: Procedure
  intake: Intake
  errors: Record<string, string>
  onTyped: (typed: Texts) => void
}

/** The edition's own form; what is wrong is said while one types, in the words the server would use. */
export function AnswerFields({ procedure, intake, errors, onTyped }: Props) {
  const box = useRef<HTMLDivElement>(null)
  const touched = useRef(new Set(Object.keys(intake.typed)))
  /** What was typed since the server last spoke: its sentence about that is old. */
  const since = useRef({ errors, names: new Set<string>() })
  if (since.current.errors !== errors) since.current = { errors, names: new Set() }
  const { applicant } = intake
  const places = usePlaces(fieldsIn(procedure))
  const live = useFormCheck(
    procedure.definition.form,
    rawAnswers(procedure, intake.typed),
    applicant as Record<string, unknown>,
    places,
  )

  // The applicant's record flows into fields nobody has typed in yet.
  // biome-ignore lint/correctness/useExhaustiveDependencies: follows the applicant and the procedure only
  useEffect(() => {
    const filled: Texts = {}
    for (const field of fieldsIn(procedure)) {
      const name = `answers.${field.key}`
      const input = box.current?.querySelector<HTMLInputElement>(`[name="${name}"]`)
      const value = prefilled(field, applicant)
      if (!input || value === undefined || touched.current.has(name)) continue
      input.value = shown(field.kind, value)
      filled[name] = [input.value]
    }
    onTyped({ ...intake.typed, ...filled })
  }, [applicant, procedure])

  function take(texts: Texts, name: string | null) {
    if (name !== null) {
      touched.current.add(name)
      since.current.names.add(name)
    } else for (const each of Object.keys(texts)) touched.current.add(each)
    onTyped(texts)
  }

  const { fields: asked, answers, needed } = formNow(procedure, intake)
  const told = errorsNow(errors, live, since.current.names, touched.current)
  return (
    <div ref={box}>
      {procedure.definition.form.map((page) => {
        const fields = page.fields.filter((field) => asked.includes(field))
        if (fields.length === 0) return null
        return (
          <section key={page.key}>
            <h2>{page.title.vi}</h2>
            <Questions
              fields={fields}
              texts={intake.typed}
              errors={told}
              calculated={answers}
              needed={needed}
              places={places}
              onTexts={take}
            />
          </section>
        )
      })}
    </div>
  )
}

/** The server's sentences about what nobody has changed since, and the form's own about what was typed. */
function errorsNow(
  sent: Record<string, string>,
  live: Record<string, string>,
  since: ReadonlySet<string>,
  touched: ReadonlySet<string>,
): Record<string, string> {
  const old = Object.entries(sent).filter(([path]) => !since.has(path))
  const own = Object.entries(live).filter(([path]) => touched.has(path))
  return Object.fromEntries([...own, ...old])
}

/** Dates are asked as people write them. */
function shown(kind: string, value: string): string {
  const iso = kind === 'date' ? /^(\d{4})-(\d{2})-(\d{2})$/.exec(value) : null
  return iso ? `${iso[3]}/${iso[2]}/${iso[1]}` : value
}
