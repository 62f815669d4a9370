import { Problem } from '../../../kernel/problem.ts'
import { CHECKS } from './check-definition.ts'
import { checkKnownPapers } from './check-papers.ts'
import { readShape, readVariants } from './check-shape.ts'
import { checkCompetence, checkHolders, type Province } from './check-staff.ts'
import { checkTexts } from './check-texts.ts'
import type { Definition, Variant } from './definition.ts'
import { errorsFirst, type Finding, noting, type Report } from './finding.ts'
import { applyVariant } from './variant.ts'

/** A draft as it was typed: nothing about it is sure. */
export type Draft = {
  competent: { kinds: readonly string[]; agencies: readonly string[] }
  definition: unknown
  variants: readonly unknown[]
}

const MOST_FIELDS = 500
/** What a check sees in place of a part that is missing or wrong; only checks that do not need that part run. */
const NOTHING = {
  keywords: [],
  lifeEvents: [],
  form: [],
  documents: [],
  fees: [],
  states: [],
  initial: { online: '', desk: '' },
  moves: [],
  outcomes: [],
}

/** All that is wrong with a draft in the province that is to use it, errors first. Pure and total: any JSON may come. */
export function checkDraft(draft: Draft, province: Province): Finding[] {
  const { findings, report } = noting()
  checkTexts(draft.definition, report)
  checkTexts(draft.variants, (code, place, ...rest) =>
    report(code, place === 'definition' ? 'variants' : `variants.${place}`, ...rest),
  )
  const read = readShape(draft.definition, report)
  const count = (read.form ?? []).reduce((sum, page) => sum + page.fields.length, 0)
  if (count > MOST_FIELDS)
    report(
      'form.too-long',
      'form',
      `Biểu mẫu có ${count} mục, nhiều hơn ${MOST_FIELDS} mục.`,
      'Hãy bỏ bớt mục hoặc dùng nhóm lặp lại.',
    )
  else checkParts(read, report)
  if (read.documents) checkKnownPapers({ documents: read.documents }, report)
  checkCompetence(draft.competent, province, report)
  if (read.states) checkHolders(read.states, draft.competent, province, report)
  checkVariants(read, readVariants(draft.variants, report), province, report)
  return errorsFirst(findings)
}

function checkParts(read: Partial<Definition>, report: Report): void {
  const whole = { ...NOTHING, ...read } as Definition
  for (const { run, needs } of CHECKS) if (needs.every((part) => read[part] !== undefined)) run(whole, report)
}

function checkVariants(
  read: Partial<Definition>,
  variants: ReadonlyMap<number, Variant>,
  province: Province,
  report: Report,
): void {
  const { documents, fees, clock } = read
  const seen = new Set<string>()
  for (const [at, variant] of variants) {
    const place = `variants.${at}`
    if (!province.answering.has(variant.agency))
      report(
        'variant.agency',
        `${place}.agency`,
        `Không có cơ quan mã “${variant.agency}”.`,
        'Hãy chọn cơ quan khác hoặc bỏ biến thể này.',
      )
    if (seen.has(variant.agency))
      report(
        'variant.twice',
        `${place}.agency`,
        `${province.agencies.get(variant.agency)?.name ?? variant.agency} có hai biến thể.`,
        'Hãy gộp lại thành một.',
      )
    seen.add(variant.agency)
    if (!documents || !fees || !clock) continue
    try {
      applyVariant({ ...NOTHING, documents, fees, clock } as unknown as Definition, variant)
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      const path = error.errors[0]?.path ?? 'agency'
      const [what, todo] = halves(error.message)
      report('variant.adds', `${place}.${path}`, what, todo)
    }
  }
}

/** A problem's sentence says what is wrong and what to do; where it only says the former, the reduction is the advice. */
function halves(message: string): [what: string, todo: string] {
  const at = message.indexOf(' Hãy ')
  if (at < 0)
    return [message, 'Hãy bỏ giá trị này: biến thể chỉ được bỏ giấy tờ, rút ngắn hạn, giảm mức thu.']
  return [message.slice(0, at), message.slice(at + 1)]
}
