import type { z } from 'zod'
import { Definition, Variant } from './definition.ts'
import type { Report } from './finding.ts'
import { placeWords, upperFirst, wordIn } from './place-words.ts'

/** What to do about a part that is not there at all. */
const MISSING: Record<string, string> = {
  title: 'Hãy ghi tên thủ tục.',
  field: 'Hãy chọn lĩnh vực.',
  whatYouGet: 'Hãy ghi kết quả người dân nhận được.',
  whoMayAsk: 'Hãy ghi ai được nộp thủ tục này.',
  form: 'Hãy thêm ít nhất một trang biểu mẫu.',
  documents: 'Hãy thêm giấy tờ, ít nhất là giấy tờ kết quả.',
  fees: 'Hãy ghi phí, lệ phí, hoặc để danh sách trống nếu không thu.',
  states: 'Hãy thêm các bước của quy trình.',
  initial: 'Hãy chọn bước bắt đầu khi nộp trực tuyến và tại quầy.',
  moves: 'Hãy thêm các thao tác chuyển bước.',
  clock: 'Hãy ghi thời hạn giải quyết.',
  outcomes: 'Hãy thêm các kết quả.',
  law: 'Hãy ghi quyết định công bố, mức trực tuyến và căn cứ pháp lý.',
}

/** The parts that have their right shape, each with its defaults filled in; the others are reported place by place. */
export function readShape(definition: unknown, report: Report): Partial<Definition> {
  const given = isObject(definition) ? (definition as Record<string, unknown>) : {}
  const read: Record<string, unknown> = {}
  for (const [part, schema] of Object.entries(Definition.shape)) {
    const result = (schema as z.ZodType).safeParse(given[part])
    if (result.success) read[part] = result.data
    else tell(given, [part], result.error.issues, report)
  }
  for (const key of Object.keys(given))
    if (!Object.hasOwn(Definition.shape, key))
      report(
        'shape.unknown',
        key.slice(0, 80) || 'definition',
        `Thủ tục không có phần “${key.slice(0, 80)}”.`,
        'Hãy bỏ phần này.',
      )
  return read as Partial<Definition>
}

/** Variants that have their right shape, by their place in the list. */
export function readVariants(variants: readonly unknown[], report: Report): Map<number, Variant> {
  const read = new Map<number, Variant>()
  variants.forEach((variant, at) => {
    const result = Variant.safeParse(variant)
    if (result.success) read.set(at, result.data)
    else tell({ variants }, ['variants', at], result.error.issues, report)
  })
  return read
}

type Path = readonly (string | number)[]

function tell(root: unknown, base: Path, issues: readonly z.core.$ZodIssue[], report: Report): void {
  for (const issue of issues) {
    const path = [...base, ...issue.path.map((step) => (typeof step === 'number' ? step : String(step)))]
    const place = path.join('.')
    const where = upperFirst(placeWords(root, path))
    if (issue.code === 'unrecognized_keys') {
      for (const key of issue.keys.slice(0, 10))
        report(
          'shape.unknown',
          `${place}.${key.slice(0, 80)}`,
          `${where}: không có mục “${key.slice(0, 80)}”.`,
          'Hãy bỏ mục này.',
        )
      continue
    }
    if (valueAt(root, path) === undefined) {
      const todo = path.length === 1 ? wordIn(MISSING, String(path[0])) : undefined
      report('shape.missing', place, `Chưa có ${placeWords(root, path)}.`, todo ?? 'Hãy điền chỗ này.')
      continue
    }
    const [what, todo] = wrong(issue)
    report('shape.wrong', place, `${where}: ${what}.`, todo)
  }
}

const TYPES: Record<string, string> = {
  string: 'chữ',
  number: 'số',
  int: 'số nguyên',
  boolean: 'có hoặc không',
  array: 'danh sách',
  object: 'một nhóm thông tin',
}

function wrong(issue: z.core.$ZodIssue): [what: string, todo: string] {
  switch (issue.code) {
    case 'invalid_type':
      return [`phải là ${TYPES[issue.expected] ?? 'giá trị đúng kiểu'}`, 'Hãy nhập lại.']
    case 'too_small':
      if (issue.origin === 'string') return ['đang để trống', 'Hãy điền chỗ này.']
      if (issue.origin === 'array') return [`cần ít nhất ${issue.minimum}`, 'Hãy thêm vào.']
      return [
        `phải ${issue.inclusive ? 'từ' : 'lớn hơn'} ${issue.minimum}${issue.inclusive ? ' trở lên' : ''}`,
        'Hãy nhập lại.',
      ]
    case 'too_big':
      return [`vượt mức ${issue.maximum}`, 'Hãy giảm bớt.']
    case 'invalid_value':
      return ['không phải một lựa chọn có sẵn', `Hãy chọn một trong: ${issue.values.join(', ')}.`]
    case 'invalid_format':
      return issue.path.at(-1) === 'key' || issue.message.startsWith('Khóa')
        ? ['khóa chỉ gồm chữ không dấu và số, bắt đầu bằng chữ thường', 'Hãy sửa lại khóa.']
        : ['chưa đúng dạng', 'Hãy nhập lại.']
    default:
      return ['chưa đúng', 'Hãy nhập lại.']
  }
}

function valueAt(root: unknown, path: Path): unknown {
  let here = root
  for (const step of path) here = isObject(here) ? (here as Record<string, unknown>)[String(step)] : undefined
  return here
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}
