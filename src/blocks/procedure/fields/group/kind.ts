import type { Field } from '../../model/definition.ts'
import { type Kind, label, sharedMessage } from '../kind.ts'

/** As many rows as a paper form has lines on its back; more is a table to attach. */
export const MOST_ROWS = 20

/** How many rows a group may have, whatever its definition says. */
export function mostRows(field: Field): number {
  return Math.min(field.max ?? MOST_ROWS, 100)
}

/** The same questions asked again for each member, plot, animal: a list of rows, in the order they were filled in. */
export const group: Kind = {
  kind: 'group',
  rows: true,
  parts: (field) => field.fields ?? [],
  schema: (field, inside) => ({
    type: 'array',
    items: inside ?? {},
    minItems: Math.max(1, field.min ?? 1),
    maxItems: mostRows(field),
  }),
  read: (rows) => rows,
  show: (value) => (Array.isArray(value) ? `${value.length} dòng` : String(value ?? '')),
  message(error, field) {
    if (error.keyword === 'required') return `Chưa có ${label(field)}. Hãy khai ít nhất một dòng.`
    if (error.keyword === 'minItems') return `${label(field)}: hãy khai ít nhất ${error.limit} dòng.`
    if (error.keyword === 'maxItems') return `${label(field)}: hãy khai nhiều nhất ${error.limit} dòng.`
    return sharedMessage(error, field, `${label(field)} phải là danh sách các dòng. Hãy khai lại.`)
  },
}
