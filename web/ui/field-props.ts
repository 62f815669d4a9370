import type { Field } from '../../src/blocks/procedure/model/definition.ts'
import type { Lang } from './words.ts'

/** What every kind's `Fill` gets: the question, what was typed so far as it was typed, and what is wrong with it. */
export type FillProps = {
  field: Field
  value: unknown
  error?: string | undefined
  lang: Lang
  required?: boolean
}

/** What every kind's `Show` gets. */
export type ShowProps = { field: Field; value: unknown; lang: Lang }

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
