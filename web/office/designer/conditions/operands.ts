import type { DraftContent } from '../../../../src/blocks/procedure/contract.ts'
import { feelNames, feelProblem } from '../../../../src/blocks/procedure/model/feel.ts'
import type { Operand } from './condition.ts'

const NOT_ASKED = new Set(['declaration'])

/** The answers a condition may look at: those asked before `before` (page, field), or all of the form. */
export function answersOf(content: DraftContent, before?: { page: number; field: number }): Operand[] {
  const operands: Operand[] = []
  for (const [p, page] of (content.definition.form ?? []).entries())
    for (const [f, field] of (page?.fields ?? []).entries()) {
      if (before && (p > before.page || (p === before.page && f >= before.field))) continue
      if (!field?.key || NOT_ASKED.has(String(field.kind))) continue
      operands.push({
        path: `answers.${field.key}`,
        label: field.label?.vi || field.key,
        kind: String(field.kind ?? 'text'),
        options: (field.options ?? []).map((option) => ({
          value: option?.value ?? '',
          label: option?.label?.vi || option?.value || '',
        })),
      })
    }
  return operands
}

/** What is wrong with a FEEL text here, told while it is typed; null when it parses and names only what there is. */
export function textProblem(text: string, operands: Operand[], others: string[] = []): string | null {
  const problem = feelProblem(text)
  if (problem) return problem
  const known = new Set([...operands.map((operand) => operand.path), ...others])
  const roots = new Set(others.filter((name) => !name.includes('.')))
  const unknown = feelNames(text).find(
    (name) => !known.has(name) && !roots.has(name.split('.')[0] ?? '') && !name.startsWith('applicant.'),
  )
  if (!unknown) return null
  const key = unknown.replace('answers.', '')
  return unknown.startsWith('answers.')
    ? `Không có mục “${key}” để so sánh ở đây: mục chưa có, hoặc đứng sau. Hãy sửa tên mục hoặc đưa mục ấy lên trước.`
    : `Tên “${unknown}” không dùng được ở đây. Hãy dùng answers.<khóa của mục>.`
}
