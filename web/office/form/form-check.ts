import { useEffect, useRef, useState } from 'react'
import type { PlaceRow } from '../../../src/blocks/organisation/model/places.ts'
import type { Definition } from '../../../src/blocks/procedure/model/definition.ts'
import type { FieldProblem } from '../../../src/kernel/problem.ts'
import type { Places } from './places.ts'

export type FormCheckAsked =
  | { kind: 'form'; form: Definition['form'] }
  | { kind: 'places'; rows: PlaceRow[]; province: string }
  | {
      kind: 'answers'
      turn: number
      answers: Record<string, unknown>
      applicant: Record<string, unknown>
    }
export type FormCheckAnswer = { turn: number; errors: FieldProblem[] }

/** A sentence does not jump at somebody in the middle of a word. */
const PAUSE_MS = 300

/**
 * What is wrong with the answers typed so far, in the server's words, by path; what is missing is no error yet. Checked in
 * a worker at a pause of typing; without one (an old browser) nothing is told before the server tells it.
 */
export function useFormCheck(
  form: Definition['form'],
  answers: Record<string, unknown>,
  applicant: Record<string, unknown>,
  places: Places | null,
): Record<string, string> {
  const [errors, setErrors] = useState<Record<string, string>>({})
  const worker = useRef<Worker | null>(null)
  const turn = useRef(0)
  const say = (asked: FormCheckAsked) => worker.current?.postMessage(asked)

  useEffect(() => {
    const made = new Worker(new URL('./form-check-worker.ts', import.meta.url), { type: 'module' })
    made.onmessage = ({ data }: MessageEvent<FormCheckAnswer>) => {
      if (data.turn !== turn.current) return
      setErrors(Object.fromEntries(data.errors.map(({ path, message }) => [path, message])))
    }
    worker.current = made
    return () => {
      worker.current = null
      made.terminate()
    }
  }, [])
  // biome-ignore lint/correctness/useExhaustiveDependencies: told once for each form
  useEffect(() => say({ kind: 'form', form }), [form])
  // biome-ignore lint/correctness/useExhaustiveDependencies: told once they are there
  useEffect(() => {
    if (places) say({ kind: 'places', rows: places.rows, province: places.province })
  }, [places])
  const typed = JSON.stringify([answers, applicant])
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked again when something typed changed
  useEffect(() => {
    turn.current += 1
    const mine = turn.current
    const wait = setTimeout(() => say({ kind: 'answers', turn: mine, answers, applicant }), PAUSE_MS)
    return () => clearTimeout(wait)
  }, [typed, form, places])
  return errors
}
