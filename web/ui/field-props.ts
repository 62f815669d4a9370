import type { ComponentType } from 'react'
import type { PlaceBook } from '../../src/blocks/organisation/model/places.ts'
import type { Field } from '../../src/blocks/procedure/model/definition.ts'
import type { Lang } from './words.ts'

/** What every kind's `Fill` gets: the question, what was typed so far as it was typed, and what is wrong with it. */
export type FillProps = {
  field: Field
  value: unknown
  error?: string | undefined
  /** Sentences by path (`answers.owner.name`), for kinds with parts. */
  errors?: Readonly<Record<string, string>> | undefined
  lang: Lang
  required?: boolean
  /** The province's communes, where the page has them. */
  places?: PlaceBook | undefined
  /** Draws a field inside this one, of whatever kind. */
  Inner: ComponentType<FillProps>
}

/** What every kind's `Show` gets. */
export type ShowProps = { field: Field; value: unknown; lang: Lang; Inner: ComponentType<ShowProps> }

/** What every kind's `Edit` gets: the settings that are the kind's own. `onChange` takes what is to be changed. */
export type EditProps = {
  field: Field
  onChange: (part: Partial<Field>) => void
  /** The national catalogue fixes it: shown, not changed. */
  locked: boolean
}

/** The name of the input that carries a field's answer. */
export const inputName = (field: Field): string => `answers.${field.key}`

/** What a person typed, as text; nothing typed is the empty text. */
export function typed(value: unknown): string {
  if (typeof value === 'string') return value
  return typeof value === 'number' || typeof value === 'bigint' ? String(value) : ''
}

/** The boxes ticked: one or several values. */
export function ticked(value: unknown): string[] {
  if (Array.isArray(value)) return value.map(String)
  return value === undefined || value === null || value === '' ? [] : [String(value)]
}
