import { kindOf } from '../fields/kinds.ts'
import type { Definition, Field } from './definition.ts'
import { type Answers, fieldsOf } from './form.ts'

const MOST = 400
const TEXTS: Partial<Record<Field['kind'], string>> = {
  date: '2000-01-15',
  citizenId: '008190001234',
  taxCode: '0100109106',
  phone: '0912345678',
  email: 'mau@example.vn',
}
const FILE = { hash: '0'.repeat(64), name: 'giay-mau.pdf', size: 1, mediaType: 'application/pdf' }

/** What a field may be answered with, in the form answers are kept: the first is the plainest. */
function samplesOf(field: Field): unknown[] {
  const options = (field.options ?? []).map((option) => option.value)
  switch (field.kind) {
    case 'number':
    case 'money':
    case 'year':
      return numbersOf(field)
    case 'choice':
      return options
    case 'choices':
      return [...options.map((option) => [option]), options]
    case 'yesNo':
      return [true, false]
    case 'declaration':
      return [true]
    case 'file':
      return [[FILE]]
    case 'calculated':
      return []
    default:
      return [composed(field)]
  }
}

function numbersOf({ kind, min, max }: Field): number[] {
  const least = min ?? (kind === 'year' ? 1990 : 1)
  const most = Math.max(least, max ?? (kind === 'year' ? 2020 : least + 1000))
  return [
    ...new Set([
      least,
      most,
      Math.round((least + most) / 2),
      ...(min === undefined && kind !== 'year' ? [0] : []),
    ]),
  ]
}

function composed(field: Field): unknown {
  const kind = kindOf(field)
  if (!kind.parts) return TEXTS[field.kind] ?? 'Mẫu'
  const parts = kind.parts(field).map((part) => [part.key, samplesOf(part)[0]])
  const one = Object.fromEntries(parts.filter(([, value]) => value !== undefined))
  return kind.rows ? Array.from({ length: Math.max(1, Math.min(field.min ?? 1, 5)) }, () => one) : one
}

export type SampleForm = {
  answers: Answers
  /** Which field differs from the plainest form, and how; null for that form itself. */
  differs: { key: string; value: unknown } | null
}

/**
 * Whole forms to try formulas on: the plainest one, then each field in turn with every other answer it may have, left out
 * where it may be, and each pair of choices. No person's data.
 */
export function sampleForms(definition: Pick<Definition, 'form'>): SampleForm[] {
  const fields = fieldsOf(definition)
  const plainest: Answers = {}
  for (const field of fields) {
    const [first] = samplesOf(field)
    if (first !== undefined) plainest[field.key] = first
  }
  const forms: SampleForm[] = [{ answers: plainest, differs: null }]
  const deciding = fields.filter((field) => ['choice', 'yesNo'].includes(field.kind))
  const add = (base: Answers, key: string, value: unknown) => {
    if (forms.length >= MOST) return
    const answers = { ...base, [key]: value }
    if (value === undefined) delete answers[key]
    forms.push({ answers, differs: { key, value } })
  }
  const vary = (base: Answers, field: Field) => {
    for (const value of samplesOf(field)) if (value !== base[field.key]) add(base, field.key, value)
    if (field.requiredIf !== undefined) add(base, field.key, undefined)
  }
  for (const field of fields) vary(plainest, field)
  // What one choice opens, another may decide: each answer of it beside each variation.
  for (const decider of deciding)
    for (const value of samplesOf(decider).slice(1))
      for (const field of fields) if (field !== decider) vary({ ...plainest, [decider.key]: value }, field)
  return forms
}
