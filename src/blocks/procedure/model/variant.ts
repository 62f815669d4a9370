import { Problem } from '../../../kernel/problem.ts'
import type { Definition, Variant } from './definition.ts'

/**
 * The definition as one agency runs it. A variant may only take papers away, shorten the term and lower fees (Nghị định
 * 63/2010/NĐ-CP: no agency may add to a published procedure). Errors: procedure.variant-adds (422).
 */
export function applyVariant(definition: Definition, variant: Variant): Definition {
  const refuse = (path: string, message: string) =>
    new Problem('procedure.variant-adds', 422, message, [{ path, message }])
  variant.removeDocuments.forEach((key, at) => {
    const paper = definition.documents.find((each) => each.key === key)
    const path = `removeDocuments.${at}`
    if (!paper) throw refuse(path, `Thủ tục không có giấy tờ “${key}” để bỏ. Hãy kiểm tra lại khóa giấy tờ.`)
    if (paper.direction !== 'in')
      throw refuse(
        path,
        `“${paper.name.vi}” do cơ quan lập, không phải giấy tờ người dân nộp; không bỏ được.`,
      )
  })
  const { term } = definition.clock
  if (variant.term !== undefined && (term === null || variant.term > term)) {
    const limit = term === null ? 'thủ tục không có thời hạn để rút ngắn' : `không được dài hơn ${term}`
    throw refuse(
      'term',
      `Thời hạn riêng của cơ quan chỉ được rút ngắn: ${limit}. Hãy nhập số nhỏ hơn hoặc bỏ trống.`,
    )
  }
  const fees = definition.fees.map((fee) => {
    const at = variant.fees.findIndex((each) => each.key === fee.key)
    const lowered = variant.fees[at]
    if (!lowered) return fee
    const legalBasis = `${lowered.resolution}; ${fee.legalBasis}`
    if (fee.formula !== undefined)
      return { ...fee, formula: `min(${lowered.amount}, ${fee.formula}\n)`, legalBasis }
    if (lowered.amount > (fee.amount ?? 0))
      throw refuse(
        `fees.${at}.amount`,
        `“${fee.name.vi}” chỉ được giảm, không được cao hơn ${fee.amount ?? 0} đồng.`,
      )
    return { ...fee, amount: lowered.amount, legalBasis }
  })
  const stray = variant.fees.findIndex(({ key }) => !definition.fees.some((fee) => fee.key === key))
  if (stray >= 0)
    throw refuse(
      `fees.${stray}.key`,
      `Thủ tục không có khoản thu “${variant.fees[stray]?.key}”; không được thu thêm.`,
    )
  return {
    ...definition,
    documents: definition.documents.filter(({ key }) => !variant.removeDocuments.includes(key)),
    fees,
    clock: { ...definition.clock, term: variant.term ?? term },
  }
}
