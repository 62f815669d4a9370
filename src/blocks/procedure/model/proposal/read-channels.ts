import { formatMoney } from '../../../../kernel/vietnamese.ts'
import type { ClockRule, Fee } from '../definition.ts'
import type { NationalRecord } from '../national-record.ts'
import { termText } from '../term-text.ts'
import type { Flag } from './flag.ts'
import { readFee, setByProvince } from './read-fee.ts'
import { longest, type ReadTerm, readTerm, sameTerm, termOf } from './read-term.ts'

const NAMES: Record<string, { channel: 'counter' | 'online' | 'post'; vi: string }> = {
  truc_tiep: { channel: 'counter', vi: 'trực tiếp' },
  truc_tuyen: { channel: 'online', vi: 'trực tuyến' },
  buu_chinh: { channel: 'post', vi: 'bưu chính' },
}

/** One way to hand in as the catalogue tells it, read; null where it tells nothing that can be read for certain. */
export type ProposedChannel = {
  channel: 'counter' | 'online' | 'post'
  clock: ClockRule | null
  /** đồng */
  fee: number | null
}
type Read = ProposedChannel & { vi: string; term: ReadTerm | null; text: string; note: string }

export function readChannels(record: NationalRecord): Read[] {
  const seen = new Set<string>()
  return record.channels.flatMap((way) => {
    const named = NAMES[way.channel]
    if (!named || seen.has(way.channel)) return []
    seen.add(way.channel)
    const term =
      termOf(way.time_value, way.time_unit ?? record.time_limit_unit) ?? readTerm(way.time_text ?? '')
    const text = way.fee_text ?? (way.fee_vnd === null ? '' : `${way.fee_vnd} đồng`)
    const fee = readFee(text)
    const agrees = fee === null || way.fee_vnd === null || fee.amount === way.fee_vnd
    return [
      {
        ...named,
        term,
        clock: term && clockOf(term),
        fee: fee?.certain && agrees ? fee.amount : null,
        text,
        note: way.note ?? '',
      },
    ]
  })
}

export function clockOf(term: ReadTerm | null): ClockRule {
  const rest = { resume: 'continue', silence: 'none' } as const
  if (term === null) return { term: null, unit: 'workingDays', ...rest }
  return 'sameDay' in term ? { term: null, unit: 'sameDay', cutoff: '15:00', ...rest } : { ...term, ...rest }
}

/** One term for the edition: the procedure's own, else the longest of its ways, with what is open told. */
export function readClock(record: NationalRecord, channels: readonly Read[], flags: Flag[]): ReadTerm | null {
  const own = termOf(record.time_limit_value, record.time_limit_unit)
  const told = channels.flatMap((each) => (each.term ? [each] : []))
  const terms = told.map((each) => each.term!)
  const term = own ?? (terms.length > 0 ? longest(terms) : null)
  if (term === null) {
    flags.push({
      path: 'clock.term',
      message:
        'Không đọc được thời hạn từ danh mục. Hãy ghi thời hạn và đơn vị theo quyết định công bố, hoặc để “không quy định”.',
    })
    return null
  }
  const others = told.filter((each) => !sameTerm(each.term!, term))
  if (others.length > 0)
    flags.push({
      path: 'clock.term',
      message: `Thời hạn khác nhau theo cách nộp: ${told.map((each) => `${each.vi} ${spoken(each.term!)}`).join(', ')}. Bản nháp để ${spoken(term)}; hãy quyết định thời hạn áp dụng.`,
    })
  if (!('sameDay' in term) && term.term > 90)
    flags.push({
      path: 'clock.term',
      message: `Thời hạn ${spoken(term)} dài bất thường. Hãy đối chiếu với quyết định công bố.`,
    })
  return term
}

/** The fee told at the desk; where ways differ, the highest, which a province may lower. Every doubt is told. */
export function readFees(record: NationalRecord, channels: readonly Read[], flags: Flag[]): Fee[] {
  const desk = channels.find((each) => each.channel === 'counter') ?? channels[0]
  const text = desk?.text || record.fee_text || ''
  const read = readFee(text)
  const notes = channels.map((each) => each.note).join(' ')
  const byProvince = setByProvince(notes)
  const told = text === '' || /không có thông tin/i.test(text) ? null : text
  if (read === null) {
    if (told !== null || byProvince)
      flags.push({
        path: 'fees',
        message: `Không xác định được mức thu từ “${told ?? 'ghi chú của danh mục'}”. Hãy thêm khoản thu kèm căn cứ, hoặc để không thu.`,
      })
    else
      flags.push({
        path: 'fees',
        message: 'Danh mục không có thông tin phí, lệ phí. Hãy xác nhận là không thu, hoặc thêm khoản thu.',
      })
    return []
  }
  const amounts = new Set(channels.map((each) => each.fee).filter((each) => each !== null))
  if (amounts.size > 1)
    flags.push({
      path: 'fees',
      message: `Mức thu khác nhau theo cách nộp: ${channels.map((each) => `${each.vi} ${each.fee === null ? 'chưa rõ' : formatMoney(each.fee)}`).join(', ')}. Bản nháp để mức cao nhất; hãy quyết định.`,
    })
  if (byProvince)
    flags.push({
      path: 'fees',
      message:
        'Danh mục ghi mức thu do tỉnh quy định. Hãy ghi mức theo nghị quyết của Hội đồng nhân dân tỉnh, nêu số nghị quyết.',
    })
  if (!read.certain)
    flags.push({
      path: 'fees',
      message: `Mức thu “${text}” tính theo đơn vị hoặc có điều kiện. Hãy viết công thức thay cho số tiền.`,
    })
  if (Math.max(read.amount, ...amounts) === 0 || !read.certain) return []
  const fee = /lệ phí/i.test(notes) && !/(^|[^ệ] )phí thẩm/i.test(notes) ? 'lệ phí' : 'phí'
  flags.push({
    path: 'fees.0.kind',
    message: 'Hãy xác nhận khoản thu là “phí” hay “lệ phí” và căn cứ của mức thu.',
  })
  return [
    {
      key: 'fee',
      name: { vi: fee === 'phí' ? 'Phí giải quyết thủ tục' : 'Lệ phí giải quyết thủ tục' },
      kind: fee,
      amount: Math.max(read.amount, ...amounts),
      legalBasis: legalBasisOf(notes) ?? 'Theo danh mục thủ tục quốc gia; cơ quan công bố bổ sung căn cứ',
    },
  ]
}

function legalBasisOf(notes: string): string | null {
  const found = /(Thông tư|Nghị quyết|Nghị định) số [\dA-Za-zĐ/.-]+/u.exec(notes.normalize('NFC'))
  return found ? found[0] : null
}

function spoken(term: ReadTerm): string {
  return termText(clockOf(term)).vi.toLowerCase()
}
