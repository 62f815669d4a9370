import { z } from 'zod'
import type { Definition } from '../../procedure/model/definition.ts'
import { feesFor } from '../../procedure/model/fees.ts'
import { fieldsOf } from '../../procedure/model/form-schema.ts'
import { valueWords } from '../../procedure/model/value-words.ts'

/** One fee of a dossier, with everything that made its amount. Integer đồng. */
export const ChargeLine = z.object({
  key: z.string(),
  name: z.string(),
  kind: z.enum(['phí', 'lệ phí']),
  amount: z.int(),
  /** Before any waiver. */
  fullAmount: z.int(),
  known: z.boolean(),
  waived: z.boolean(),
  /** A sentence: how the amount comes about, or why nothing is taken. */
  explanation: z.string(),
  /** The edition's own formula (FEEL) and what went into it, in the form's words; empty for a fixed amount. */
  formula: z.string().nullable(),
  inputs: z.array(z.object({ name: z.string(), value: z.string() })),
  payableBefore: z.string().nullable(),
  legalBasis: z.string(),
})
export type ChargeLine = z.infer<typeof ChargeLine>

export type Charged = {
  lines: ChargeLine[]
  /** Phí and lệ phí apart: they reach the treasury on accounts of their own. */
  fees: number
  duties: number
  /** Null while one of the amounts is not known. */
  total: number | null
}

const ASKED = /\banswers\.([A-Za-z][A-Za-z0-9]*)/g

/** What the edition that binds a dossier takes for it, and why. `definition` has its agency's variant applied. Pure. */
export function chargeOf(
  definition: Definition,
  answers: Record<string, unknown>,
  applicant: Record<string, unknown>,
): Charged {
  const labels = new Map(fieldsOf(definition).map((field) => [field.key, field]))
  const lines = feesFor(definition, null, answers, applicant).map((fee): ChargeLine => {
    const drawn = definition.fees.find((each) => each.key === fee.key)
    const asked = `${drawn?.formula ?? ''} ${drawn?.waivedIf ?? ''}`
    const keys = new Set([...asked.matchAll(ASKED)].map(([, key]) => key!))
    return {
      key: fee.key,
      name: fee.name.vi,
      kind: fee.kind,
      amount: fee.amount,
      fullAmount: fee.fullAmount,
      known: fee.known,
      waived: fee.waived,
      explanation: fee.explanation,
      formula: drawn?.formula ?? null,
      inputs: [...keys].map((key) => ({
        name: labels.get(key)?.label.vi ?? key,
        value: wordsOf(labels.get(key), answers[key]),
      })),
      payableBefore: fee.payableBefore,
      legalBasis: fee.legalBasis,
    }
  })
  const sum = (kind: ChargeLine['kind']) =>
    lines.filter((line) => line.kind === kind).reduce((all, line) => all + line.amount, 0)
  const fees = sum('phí')
  const duties = sum('lệ phí')
  return { lines, fees, duties, total: lines.every((line) => line.known) ? fees + duties : null }
}

/** A chosen answer is said in its option's words. */
function wordsOf(
  field: { options?: { value: string; label: { vi: string } }[] } | undefined,
  value: unknown,
): string {
  const named = (each: unknown) =>
    field?.options?.find((option) => option.value === each)?.label.vi ?? valueWords('answer', each, null)
  return Array.isArray(value) ? value.map(named).join(', ') || 'không có' : named(value)
}

/** The same lines as before? Then what was asked for stands. */
export function sameCharge(a: readonly ChargeLine[], b: readonly ChargeLine[]): boolean {
  const told = (lines: readonly ChargeLine[]) =>
    JSON.stringify(lines.map(({ key, amount, waived }) => [key, amount, waived]))
  return told(a) === told(b)
}
