import { Problem } from '../../../kernel/problem.ts'

/**
 * A payment order as NAPAS's VietQR carries it: EMVCo merchant-presented TLV (id, length and value; two digits each of
 * the first two), closed by CRC-16/CCITT-FALSE. Money is whole đồng. Pure.
 */
export type VietQr = {
  /** The bank's six-digit BIN. */
  bin: string
  /** Account or card number, by `to`. */
  number: string
  to: 'account' | 'card'
  /** Both make a code good for one payment only. */
  amount?: number
  bill?: string
  purpose?: string
}

const NAPAS = 'A000000727'
const SERVICES = { account: 'QRIBFTTA', card: 'QRIBFTTC' } as const
/** What one TLV value may hold, in characters. */
const LIMITS = { number: 19, bill: 25, purpose: 25, amount: 13 }
const PRINTABLE = /^[\x20-\x7e]+$/

/** The text to draw. Errors: RangeError for what no TLV can carry, a fault of the caller's. */
export function writeVietQr({ bin, number, to, amount, bill, purpose }: VietQr): string {
  if (!/^\d{6}$/.test(bin)) throw new RangeError(`a BIN has six digits: ${bin}`)
  if (!/^[0-9A-Za-z]+$/.test(number) || number.length > LIMITS.number)
    throw new RangeError('an account number has 1 to 19 letters and digits')
  if (amount !== undefined && !(Number.isSafeInteger(amount) && amount > 0 && amount < 1e13))
    throw new RangeError(`an amount is whole đồng above 0: ${amount}`)
  for (const text of [bill, purpose])
    if (text !== undefined && (!PRINTABLE.test(text) || text.length > LIMITS.bill))
      throw new RangeError('a bill number or purpose has 1 to 25 plain characters')
  const account = tlv('00', NAPAS) + tlv('01', tlv('00', bin) + tlv('01', number)) + tlv('02', SERVICES[to])
  const more = (bill ? tlv('01', bill) : '') + (purpose ? tlv('08', purpose) : '')
  const body = [
    tlv('00', '01'),
    tlv('01', amount === undefined ? '11' : '12'),
    tlv('38', account),
    tlv('53', '704'),
    amount === undefined ? '' : tlv('54', String(amount)),
    tlv('58', 'VN'),
    more ? tlv('62', more) : '',
    '6304',
  ].join('')
  return body + crc(body)
}

/**
 * What a scanned or sent text orders. Every level must add up to its own length: a right checksum over a wrong inner
 * length is refused. Errors: payment.qr-refused 422, saying what is wrong.
 */
export function readVietQr(text: string): VietQr {
  if (!PRINTABLE.test(text)) throw refused('mã rỗng hoặc có ký tự lạ')
  if (!/6304[0-9A-F]{4}$/.test(text)) throw refused('thiếu phần kiểm tra ở cuối (trường 63)')
  const body = text.slice(0, -4)
  if (crc(body) !== text.slice(-4)) throw refused('mã kiểm tra CRC không khớp')
  const top = parts(text, 'cả mã')
  if ([...top.keys()][0] !== '00' || top.get('00') !== '01') throw refused('trường 00 không phải “01”')
  const method = top.get('01')
  if (method !== '11' && method !== '12') throw refused('trường 01 không phải “11” hay “12”')
  const account = parts(need(top, '38', 'thông tin người nhận'), 'trường 38')
  if (account.get('00') !== NAPAS) throw refused('trường 38-00 không phải mã của NAPAS')
  const receiver = parts(need(account, '01', 'ngân hàng và tài khoản'), 'trường 38-01')
  const bin = need(receiver, '00', 'mã ngân hàng (BIN)')
  const number = need(receiver, '01', 'số tài khoản')
  if (!/^\d{6}$/.test(bin)) throw refused('mã ngân hàng (BIN) không đủ sáu chữ số')
  if (!/^[0-9A-Za-z]{1,19}$/.test(number)) throw refused('số tài khoản không hợp lệ')
  const service = account.get('02')
  if (service !== SERVICES.account && service !== SERVICES.card) throw refused('trường 38-02 lạ')
  if (top.get('53') !== '704') throw refused('tiền tệ không phải đồng Việt Nam (704)')
  if (top.get('58') !== 'VN') throw refused('quốc gia không phải VN')
  const amount = top.get('54')
  if (amount !== undefined && !/^[1-9]\d{0,12}$/.test(amount))
    throw refused('số tiền không phải số nguyên đồng')
  const extra = top.get('62')
  const more = extra === undefined ? new Map<string, string>() : parts(extra, 'trường 62')
  const bill = more.get('01')
  const purpose = more.get('08')
  return {
    bin,
    number,
    to: service === SERVICES.card ? 'card' : 'account',
    ...(amount === undefined ? {} : { amount: Number(amount) }),
    ...(bill === undefined ? {} : { bill }),
    ...(purpose === undefined ? {} : { purpose }),
  }
}

/** CRC-16/CCITT-FALSE (polynomial 0x1021, start 0xFFFF) as four upper-case hex digits. */
export function crc(text: string): string {
  let sum = 0xffff
  for (let at = 0; at < text.length; at += 1) {
    sum ^= text.charCodeAt(at) << 8
    for (let bit = 0; bit < 8; bit += 1)
      sum = ((sum & 0x8000 ? (sum << 1) ^ 0x1021 : sum << 1) & 0xffff) >>> 0
  }
  return sum.toString(16).toUpperCase().padStart(4, '0')
}

function tlv(id: string, value: string): string {
  if (value.length === 0 || value.length > 99) throw new RangeError(`field ${id} takes 1 to 99 characters`)
  return id + String(value.length).padStart(2, '0') + value
}

function parts(text: string, where: string): Map<string, string> {
  const found = new Map<string, string>()
  for (let at = 0; at < text.length; ) {
    const head = /^(\d\d)(\d\d)/.exec(text.slice(at, at + 4))
    const length = head ? Number(head[2]) : 0
    const value = text.slice(at + 4, at + 4 + length)
    if (!head || length === 0 || value.length !== length)
      throw refused(`độ dài ghi trong ${where} không khớp nội dung`)
    if (found.has(head[1]!)) throw refused(`trường ${head[1]} lặp lại trong ${where}`)
    found.set(head[1]!, value)
    at += 4 + length
  }
  return found
}

function need(fields: Map<string, string>, id: string, what: string): string {
  const value = fields.get(id)
  if (value === undefined) throw refused(`thiếu ${what}`)
  return value
}

function refused(why: string): Problem {
  const text = `Mã VietQR này không dùng được: ${why}. Hãy quét lại, hoặc lấy mã mới trên trang thanh toán.`
  return new Problem('payment.qr-refused', 422, text, [{ path: 'qr', message: text }])
}
