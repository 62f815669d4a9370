import type { Procedure } from '../dossier/definition.ts'
import type { Texts } from '../form/Questions.tsx'
import { fieldsIn, type Intake } from './parts.ts'

/** What this desk takes in often, on this device: offered before anybody has typed a word. Holds nothing of any person. */
export type Usual = {
  code: string
  name: string
  agency: string
  /** Answers an officer chose to begin with; empty for what was merely taken in lately. */
  typed: Texts
  favourite: boolean
}

const MOST = 8
const place = (account: string) => `tan-trao.usual.${account}`

export function usualOf(account: string): Usual[] {
  try {
    return JSON.parse(localStorage.getItem(place(account)) ?? '[]') as Usual[]
  } catch {
    return []
  }
}

/** To the front, favourites before what was lately taken in; a full or closed storage only means nothing is offered. */
export function noteUsual(account: string, usual: Usual): void {
  const others = usualOf(account).filter(({ code }) => code !== usual.code)
  const before = usualOf(account).find(({ code }) => code === usual.code)
  // Taken in once more, a favourite stays what it was.
  const noted = before?.favourite && !usual.favourite ? before : usual
  const all = [noted, ...others]
  const sorted = [...all.filter(({ favourite }) => favourite), ...all.filter(({ favourite }) => !favourite)]
  try {
    localStorage.setItem(place(account), JSON.stringify(sorted.slice(0, MOST)))
  } catch {}
}

/** Answers that name nobody: chosen or counted. Words, dates and declarations are each person's own. */
const LASTING = new Set(['choice', 'choices', 'yesNo', 'number'])

export function lastingAnswers(procedure: Procedure, intake: Intake): Texts {
  const names = new Set(
    fieldsIn(procedure)
      .filter(({ kind, prefill }) => LASTING.has(kind) && !prefill)
      .map(({ key }) => `answers.${key}`),
  )
  return Object.fromEntries(
    Object.entries(intake.typed).filter(([name, texts]) => names.has(name) && texts.some(Boolean)),
  )
}
