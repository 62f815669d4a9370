import type { Field } from './definition.ts'
import { evaluate, type FeelContext } from './feel.ts'

/** The value of a calculated field over the answers before it; undefined while they do not yet tell, or clash. */
export function calculate(field: Field, context: FeelContext): unknown {
  if (field.formula === undefined) return undefined
  const value = evaluate(field.formula, context)
  switch (field.result ?? 'number') {
    case 'text':
      return typeof value === 'string' || typeof value === 'boolean' ? value : asText(value)
    case 'date':
      return dayOf(value)
    case 'money':
      // A part of a đồng does not exist.
      return isNumber(value) ? Math.round(value) : undefined
    default:
      // A part beyond a millionth comes from the machine, not from the answers.
      return isNumber(value) ? Math.round(value * 1e6) / 1e6 : undefined
  }
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value)
}

function asText(value: unknown): string | undefined {
  return isNumber(value) ? String(value) : undefined
}

/** FEEL's dates say themselves in ISO form; text that is a day is one too. */
function dayOf(value: unknown): string | undefined {
  if (value === null || (typeof value !== 'object' && typeof value !== 'string')) return undefined
  return /^\d{4}-\d{2}-\d{2}/.exec(String(value))?.[0]
}
