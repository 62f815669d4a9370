import { fileURLToPath } from 'node:url'
import type { z } from 'zod'
import { type FieldProblem, Problem } from '../../../kernel/problem.ts'
import { compilePdf } from '../../../platform/pdf/typst.ts'
import { fieldName } from './field-names.ts'
import { type LetterKind, letters } from './schemas.ts'
import { valuesOf } from './values.ts'
import { filledPieces, SHIPPED_WORDINGS, type Wording } from './wordings.ts'

/** What the caller gives: instants as RFC 3339, dates as `2022-10-10`, money in integer đồng. */
export type LetterData = { [Kind in LetterKind]: z.input<(typeof letters)[Kind]['schema']> }

function issueWords(issue: z.core.$ZodRawIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined ? 'còn thiếu' : 'không đúng kiểu dữ liệu'
    case 'too_small':
      return issue.origin === 'string' || issue.origin === 'array'
        ? 'không được để trống'
        : `phải từ ${issue.minimum} trở lên`
    case 'too_big':
      return issue.origin === 'string'
        ? `dài quá ${issue.maximum} ký tự`
        : `vượt quá giới hạn ${issue.maximum}`
    case 'invalid_format':
      if (issue.format === 'datetime') return 'phải là thời điểm có múi giờ, ví dụ 2022-10-10T08:30:00+07:00'
      if (issue.format === 'date') return 'phải là ngày có thật, ví dụ 2022-10-10'
      if (issue.format === 'url') return 'phải là đường dẫn http hoặc https'
      return 'không đúng định dạng'
    default:
      return 'không hợp lệ'
  }
}

function problems(issues: z.core.$ZodIssue[]): FieldProblem[] {
  return issues.flatMap((issue) => {
    if (issue.code === 'unrecognized_keys') {
      const message = 'Mẫu này không có ô thông tin như vậy; hãy bỏ ra'
      return issue.keys.map((key) => ({ path: [...issue.path, key].join('.'), message }))
    }
    const path = issue.path.join('.')
    const message = issue.code === 'custom' ? issue.message : `${fieldName(issue.path)} ${issue.message}`
    return [{ path, message }]
  })
}

/**
 * One letter as a PDF/A-2b file: the forms of Thông tư 01/2018/TT-VPCP and 03/2025/TT-VPCP, other slips and the result
 * letter, in the layout of Nghị định 30/2020/NĐ-CP, with the words given. The same data give the same bytes.
 * Errors: letter.data-invalid (422) names every missing or wrong field.
 */
export async function renderLetter<Kind extends LetterKind>(
  kind: Kind,
  data: LetterData[Kind],
  wording: Wording = SHIPPED_WORDINGS['2018'][kind],
): Promise<Uint8Array> {
  const { schema, title } = letters[kind]
  const read = schema.safeParse(data, { error: issueWords })
  if (!read.success) {
    const errors = problems(read.error.issues)
    const more = errors.length > 1 ? ` (và ${errors.length - 1} chỗ khác)` : ''
    const detail = `Chưa lập được ${title}: ${errors[0]!.message}${more}. Bổ sung hoặc sửa thông tin rồi lập lại.`
    throw new Problem('letter.data-invalid', 422, detail, errors)
  }
  const { madeAt, ...shown } = read.data
  const template = fileURLToPath(new URL(`./${kind}.typ`, import.meta.url))
  const values = valuesOf(kind, shown)
  const words = {
    title: wording.title,
    before: wording.before.map((paragraph) => filledPieces(paragraph, values)),
    after: wording.after.map((paragraph) => filledPieces(paragraph, values)),
  }
  return compilePdf({ template, data: { ...shown, words }, madeAt: new Date(madeAt) })
}
