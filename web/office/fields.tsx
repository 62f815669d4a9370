import { showAnswer } from '../../src/blocks/procedure/fields/answers.ts'
import { Answer } from '../../src/blocks/procedure/fields/shows.tsx'
import type { Field } from '../../src/blocks/procedure/model/definition.ts'

/** An answer as its kind says it on one line; a dash where nothing was answered. */
export function asWords(field: Field, value: unknown): string {
  return value === undefined || value === null || value === '' ? '–' : showAnswer(field, value, 'vi') || '–'
}

/** An answer in a page: lists and rows under each other. */
export function ShowField({ field, value }: { field: Field; value: unknown }) {
  if (value === undefined || value === null || value === '') return <span>–</span>
  return <Answer field={field} value={value} lang="vi" />
}
