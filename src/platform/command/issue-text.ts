import type { z } from 'zod'

const TYPES: Record<string, string> = {
  string: 'chữ (string)',
  number: 'số',
  int: 'số nguyên',
  boolean: 'true hoặc false',
  array: 'danh sách',
  object: 'đối tượng',
  record: 'đối tượng',
  date: 'ngày',
}

type Issue = z.core.$ZodRawIssue & Record<string, any>

/** What to do about a refused value, where its schema does not say so itself. */
const WORDS: Record<string, (issue: Issue) => string> = {
  invalid_type: ({ input, expected }) =>
    input === undefined ? 'Thiếu mục này.' : `Mục này phải là ${TYPES[expected] ?? expected}.`,
  too_small: ({ origin, minimum }) => size(origin, 'ít nhất', minimum),
  too_big: ({ origin, maximum }) => size(origin, 'nhiều nhất', maximum),
  invalid_format: ({ format }) =>
    format === 'uuid' ? 'Mục này phải là mã UUID.' : 'Mục này chưa đúng dạng quy định.',
  invalid_value: ({ values }) => `Chỉ nhận một trong: ${(values as unknown[]).join(', ')}.`,
}

function size(origin: string, bound: string, limit: number | bigint): string {
  if (origin === 'string') return `Độ dài ${bound} ${limit} ký tự.`
  if (origin === 'array' || origin === 'set') return `Số mục ${bound} là ${limit}.`
  return `Giá trị ${bound === 'ít nhất' ? 'nhỏ nhất' : 'lớn nhất'} là ${limit}.`
}

export function issueText(issue: z.core.$ZodRawIssue): string {
  return WORDS[issue.code ?? '']?.(issue as Issue) ?? 'Mục này chưa đúng.'
}
