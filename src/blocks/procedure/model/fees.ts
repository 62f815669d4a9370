import { formatMoney } from '../../../kernel/vietnamese.ts'
import type { Definition, Fee, Variant } from './definition.ts'
import { evaluate, holds } from './feel.ts'
import type { Answers } from './form-schema.ts'

export type FeeLine = {
  key: string
  name: Fee['name']
  kind: Fee['kind']
  /** Integer đồng to be paid: 0 when waived, and 0 with `known: false` while the answers do not yet tell. */
  amount: number
  /** Before any waiver. */
  fullAmount: number
  waived: boolean
  known: boolean
  payableBefore: string | null
  /** A Vietnamese sentence: how the amount comes about. */
  explanation: string
  legalBasis: string
}

type Priced = Pick<Definition, 'fees'>

/** What is to be paid. `variant` lowers fees by the named resolution of an agency's council. Pure. */
export function feesFor(
  definition: Priced,
  variant: Pick<Variant, 'fees'> | null,
  answers: Answers,
  applicant: Record<string, unknown> = {},
): FeeLine[] {
  return definition.fees.map((fee) => lineOf(fee, variant, { answers, applicant, copies: copiesOf(answers) }))
}

/** The sum in đồng; null while one of the amounts is not known. */
export function totalOf(lines: readonly FeeLine[]): number | null {
  return lines.every((line) => line.known) ? lines.reduce((sum, line) => sum + line.amount, 0) : null
}

function lineOf(fee: Fee, variant: Pick<Variant, 'fees'> | null, context: Record<string, unknown>): FeeLine {
  const lowered = variant?.fees.find((each) => each.key === fee.key)
  const national = fee.formula === undefined ? (fee.amount ?? 0) : dong(evaluate(fee.formula, context))
  const known = national !== null
  const fullAmount = national === null ? 0 : lowered ? Math.min(national, lowered.amount) : national
  const waived = fee.waivedIf !== undefined && holds(fee.waivedIf, context)
  return {
    key: fee.key,
    name: fee.name,
    kind: fee.kind,
    amount: waived ? 0 : fullAmount,
    fullAmount,
    waived,
    known: known || waived,
    payableBefore: fee.payableBefore ?? null,
    explanation: explain(fee, { fullAmount, waived, known, lowered: lowered?.resolution }),
    legalBasis: lowered ? `${lowered.resolution}; ${fee.legalBasis}` : fee.legalBasis,
  }
}

function explain(
  fee: Fee,
  so: { fullAmount: number; waived: boolean; known: boolean; lowered: string | undefined },
): string {
  if (so.waived) {
    const why = fee.waiver?.vi ?? 'thuộc trường hợp được miễn'
    return so.known ? `Miễn ${formatMoney(so.fullAmount)}: ${why}.` : `Miễn: ${why}.`
  }
  if (!so.known) return 'Số tiền được tính khi tờ khai có đủ thông tin.'
  if (so.fullAmount === 0) return 'Không thu.'
  const how = so.lowered
    ? ` theo mức giảm tại ${so.lowered}`
    : fee.formula
      ? ' tính theo thông tin trong tờ khai'
      : ''
  return `${formatMoney(so.fullAmount)}${how}.`
}

/** Copies asked for: the answer called `copies`, else one. */
function copiesOf(answers: Answers): number {
  const asked = answers.copies
  return typeof asked === 'number' && Number.isInteger(asked) && asked > 0 ? asked : 1
}

/** Whole đồng, never below nothing; null when the formula gave no number. */
function dong(value: unknown): number | null {
  if (typeof value !== 'number' || !Number.isFinite(value)) return null
  return Math.min(Math.max(0, Math.round(value)), Number.MAX_SAFE_INTEGER)
}
