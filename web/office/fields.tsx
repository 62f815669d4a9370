import { kindOf } from '../../src/blocks/procedure/fields/kinds.ts'
import type { Field } from '../../src/blocks/procedure/model/definition.ts'

/** An answer as its kind says it; a dash where nothing was answered. */
export function asWords(field: Field, value: unknown): string {
  return value === undefined || value === null || value === ''
    ? '–'
    : kindOf(field).show(value, field, 'vi') || '–'
}

export function ShowField({ field, value }: { field: Field; value: unknown }) {
  return <span className={field.kind === 'longText' ? 'many-lines' : ''}>{asWords(field, value)}</span>
}
