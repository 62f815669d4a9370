import { z } from 'zod'
import { formatMoney } from '../../../kernel/vietnamese.ts'

/** Longest text and largest record taken, in characters of JSON: the national catalogue's largest has about 10,000. */
const LONGEST_TEXT = 20_000
const LARGEST_RECORD = 200_000

const Line = z.string().trim().max(LONGEST_TEXT)
const maybe = <Schema extends z.ZodType>(schema: Schema) =>
  schema.nullish().transform((value) => value ?? null)
const Whole = z.number().int().min(0).max(1_000_000_000_000)

/** One way to hand in: `truc_tiep` at the desk, `truc_tuyen` online, `buu_chinh` by post, each with its term and fee. */
const Channel = z.looseObject({
  channel: Line.min(1),
  time_value: maybe(Whole),
  time_unit: maybe(Line),
  time_text: maybe(Line),
  fee_text: maybe(Line),
  fee_vnd: maybe(Whole).describe('Phí, lệ phí bằng đồng'),
  note: maybe(Line),
})
/** One paper; `ban_chinh` originals and `ban_sao` copies; `group` the heading it stands under. */
const Component = z.looseObject({
  name: Line.min(1),
  group: maybe(Line),
  ban_chinh: maybe(Whole).describe('Số bản chính'),
  ban_sao: maybe(Whole).describe('Số bản sao'),
})

/**
 * One procedure of the national catalogue's file, in its own keys. What the file says besides is kept as it came. A copy
 * of one province carries that province's code behind its own: `1.012753.H19`.
 */
export const NationalRecord = z.looseObject({
  code: z
    .string()
    .trim()
    .regex(/^[1-9]\.\d{6}(\.H\d{2})?$/, 'Mã thủ tục có dạng 1.001193 hoặc 1.012753.H19.'),
  name: z.string().trim().min(3, 'Tên thủ tục quá ngắn.').max(2000, 'Tên thủ tục dài quá 2.000 ký tự.'),
  field: z.string().trim().min(1, 'Thiếu lĩnh vực.').max(300),
  level: z.string().trim().min(1, 'Thiếu cấp thực hiện.').max(300),
  decision: maybe(Line).describe('Số quyết định công bố'),
  applicants: maybe(Line).describe('Đối tượng thực hiện'),
  agency: maybe(Line).describe('Cơ quan thực hiện, như danh mục ghi'),
  channels: z.array(Channel).max(50).default([]),
  result: maybe(Line).describe('Kết quả thực hiện'),
  components: z.array(Component).max(500).default([]),
  legal_basis_docs: z.array(Line).max(500).default([]),
  conditions: maybe(Line).describe('Yêu cầu, điều kiện'),
  time_limit_value: maybe(Whole).describe('Thời hạn giải quyết'),
  time_limit_unit: maybe(Line).describe('Ngày làm việc, Ngày hoặc Giờ'),
  fee_text: maybe(Line),
})
export type NationalRecord = z.infer<typeof NationalRecord>

/**
 * JSON Schema of a row, for the API's description only: each row is read for itself, so that a wrong one is refused alone
 * and with its reason instead of the whole file.
 */
export const NATIONAL_ROW: Record<string, unknown> = {
  ...z.toJSONSchema(NationalRecord, { io: 'input', unrepresentable: 'any' }),
  $schema: undefined,
  title: 'Một thủ tục của danh mục quốc gia',
  description:
    'Khóa như trong tệp danh mục quốc gia; khóa khác được giữ nguyên. Kênh: truc_tiep, truc_tuyen, buu_chinh. Dòng không đọc được bị từ chối riêng, có lý do, trong “refused”.',
  examples: [
    {
      code: '1.004837',
      name: 'Thủ tục đăng ký giám hộ',
      field: 'Hộ tịch',
      level: 'Cấp xã',
      decision: '163/QĐ-BTP',
      channels: [
        { channel: 'truc_tiep', time_value: 3, time_unit: 'Ngày làm việc', fee_text: 'Miễn phí', fee_vnd: 0 },
      ],
      components: [{ name: 'Tờ khai đăng ký giám hộ', group: '--', ban_chinh: 1 }],
      legal_basis_docs: ['60/2014/QH13'],
      time_limit_value: 3,
      time_limit_unit: 'Ngày làm việc',
    },
  ],
}

export type Refusal = { code: string; message: string }

/** A row of the file read, or why it cannot be taken, in Vietnamese. Pure and total: any JSON value may come. */
export function readRecord(row: unknown): { record: NationalRecord } | { refusal: Refusal } {
  const refuse = (code: string, message: string) => ({ refusal: { code, message } })
  if (typeof row !== 'object' || row === null || Array.isArray(row))
    return refuse('row.not-an-object', 'Mỗi thủ tục phải là một đối tượng JSON.')
  const size = JSON.stringify(row).length
  if (size > LARGEST_RECORD)
    return refuse(
      'row.too-large',
      `Một thủ tục dài ${size} ký tự, vượt ${LARGEST_RECORD} ký tự. Hãy kiểm tra tệp nguồn.`,
    )
  if (!storable(row))
    return refuse('row.broken-text', 'Có ký tự hỏng (NUL hoặc nửa ký tự Unicode). Hãy xuất lại tệp nguồn.')
  const parsed = NationalRecord.safeParse(row)
  if (parsed.success) return { record: parsed.data }
  const issue = parsed.error.issues[0]!
  const path = issue.path.join('.')
  const missing = issue.path.length === 1 && !Object.hasOwn(row, String(issue.path[0]))
  if (missing) return refuse('row.missing-field', `Thiếu trường “${path}”.`)
  return refuse('row.invalid-field', fieldMessage(path, issue))
}

const KINDS: Record<string, string> = {
  string: 'chữ',
  number: 'số',
  int: 'số nguyên',
  array: 'danh sách',
  object: 'đối tượng',
}

function fieldMessage(path: string, issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_type')
    return `Trường “${path}” phải là ${KINDS[issue.expected] ?? issue.expected}.`
  if (issue.code === 'invalid_format') return `Trường “${path}” không đúng dạng. ${issue.message}`
  if (issue.code === 'too_big') return `Trường “${path}” vượt mức ${issue.maximum}.`
  if (issue.code === 'too_small') return `Trường “${path}” để trống hoặc nhỏ hơn mức ${issue.minimum}.`
  return `Trường “${path}” không đúng.`
}

/** Text that PostgreSQL can keep: no NUL, no half of a surrogate pair. */
function storable(value: unknown): boolean {
  if (typeof value === 'string') return value.isWellFormed() && !value.includes('\0')
  if (Array.isArray(value)) return value.every(storable)
  if (typeof value === 'object' && value !== null)
    return Object.entries(value).every(([key, each]) => storable(key) && storable(each))
  return true
}

type Timed = { value: number | null; unit: string | null; text: string | null }

/** "7 ngày làm việc": a bare number of the source takes the unit told elsewhere; null when none is. */
function termWords({ value, unit, text }: Timed, otherwise: string | null): string | null {
  const named = unit ?? otherwise
  if (value !== null && named) return `${value} ${named.toLowerCase()}`
  if (text && !/^\d*$/.test(text)) return text
  return null
}

/** The procedure's own term as the file tells it; the first way's where it tells none. */
export function nationalTerm(record: NationalRecord): string | null {
  const own = termWords({ value: record.time_limit_value, unit: record.time_limit_unit, text: null }, null)
  if (own) return own
  for (const way of record.channels) {
    const told = termWords({ value: way.time_value, unit: way.time_unit, text: way.time_text }, null)
    if (told) return told
  }
  return null
}

/** Each way to hand in with its term and fee in words. */
export function waysOf(record: NationalRecord) {
  return record.channels.map((way) => ({
    channel: way.channel,
    term: termWords(
      { value: way.time_value, unit: way.time_unit, text: way.time_text },
      record.time_limit_unit,
    ),
    fee: way.fee_text || (way.fee_vnd === null ? null : formatMoney(way.fee_vnd)),
    note: way.note,
  }))
}
