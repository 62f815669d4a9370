/** Vietnam has kept UTC+7 without summer time since 1975, so a fixed offset is exact for every instant we store. */
const OFFSET_MS = 7 * 3_600_000
const DATE = /^\d{4}-\d{2}-\d{2}$/
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})$/
const WEEKDAYS = ['Chủ nhật', 'thứ Hai', 'thứ Ba', 'thứ Tư', 'thứ Năm', 'thứ Sáu', 'thứ Bảy']

/** Text as it is searched for: lower case, no diacritics, single spaces. 'Nguyễn  Thị Hòa' -> 'nguyen thi hoa'. NFC and NFD alike. */
export function plain(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('đ', 'd')
    .replace(/\s+/g, ' ')
    .trim()
}

/** 42540 -> '42.540', 0.5 -> '0,5'; at most `decimals` (3) digits after the comma. RangeError when not finite. */
export function formatNumber(value: number | bigint, decimals = 3): string {
  if (typeof value === 'number' && !Number.isFinite(value))
    throw new RangeError(`not a finite number: ${value}`)
  return numberFormat(decimals).format(value)
}

const formats = new Map<number, Intl.NumberFormat>()
function numberFormat(decimals: number): Intl.NumberFormat {
  let format = formats.get(decimals)
  if (!format) {
    format = new Intl.NumberFormat('vi-VN', { maximumFractionDigits: decimals, signDisplay: 'negative' })
    formats.set(decimals, format)
  }
  return format
}

/** Whole đồng: 125000 -> '125.000 đồng'. RangeError for a fraction: money is an integer here. */
export function formatMoney(dong: number | bigint): string {
  requireWhole(dong)
  return `${formatNumber(dong)} đồng`
}

/** '2022-05-05', an instant with offset, or a Date -> '05/05/2022' in Asia/Ho_Chi_Minh. RangeError otherwise. */
export function formatDate(moment: string | Date): string {
  const local = localTime(moment)
  return `${two(local.getUTCDate())}/${two(local.getUTCMonth() + 1)}/${String(local.getUTCFullYear()).padStart(4, '0')}`
}

/** An instant with offset, or a Date -> '09:10' in Asia/Ho_Chi_Minh. RangeError for a date without time. */
export function formatTime(instant: string | Date): string {
  if (typeof instant === 'string' && DATE.test(instant))
    throw new RangeError(`a date has no time: ${instant}`)
  const local = localTime(instant)
  return `${two(local.getUTCHours())}:${two(local.getUTCMinutes())}`
}

/** 'thứ Năm, 05/05/2022': for letters and receipts, where the weekday saves a wasted journey. */
export function formatDay(moment: string | Date): string {
  return `${WEEKDAYS[localTime(moment).getUTCDay()]}, ${formatDate(moment)}`
}

/** A Date whose UTC fields read as local time in Vietnam. */
function localTime(moment: string | Date): Date {
  if (typeof moment === 'string' && DATE.test(moment)) {
    const date = new Date(`${moment}T00:00:00Z`)
    // 2022-02-30 would silently become 2 March.
    if (Number.isNaN(date.getTime()) || date.toISOString().slice(0, 10) !== moment) throw notAMoment(moment)
    return date
  }
  // Without an offset the machine's own zone would decide: refused.
  if (typeof moment === 'string' && !INSTANT.test(moment)) throw notAMoment(moment)
  const time = new Date(moment).getTime()
  if (Number.isNaN(time)) throw notAMoment(String(moment))
  return new Date(time + OFFSET_MS)
}

function notAMoment(text: string): RangeError {
  return new RangeError(`not a date or an instant with offset: ${text}`)
}

function two(value: number): string {
  return String(value).padStart(2, '0')
}

const DIGITS = ['không', 'một', 'hai', 'ba', 'bốn', 'năm', 'sáu', 'bảy', 'tám', 'chín']
const GROUP_NAMES = ['triệu', 'nghìn', '']
const BILLION = 1_000_000_000n

/**
 * An amount as receipts spell it: 125000 -> 'Một trăm hai mươi lăm nghìn đồng'. `unit` '' leaves the number alone.
 * Northern usage: linh, nghìn, tỷ. RangeError for a fraction or beyond Number.MAX_SAFE_INTEGER.
 */
export function numberInWords(value: number | bigint, unit = 'đồng'): string {
  requireWhole(value)
  const whole = BigInt(value)
  const words =
    whole === 0n ? 'không' : `${whole < 0n ? 'âm ' : ''}${spell(whole < 0n ? -whole : whole, false)}`
  const sentence = unit ? `${words} ${unit}` : words
  return sentence.charAt(0).toUpperCase() + sentence.slice(1)
}

function requireWhole(value: number | bigint): void {
  if (typeof value === 'number' && !Number.isSafeInteger(value)) {
    throw new RangeError(`not a whole number that can be kept exactly: ${value}`)
  }
}

/**
 * Spells a positive number. `inside`: larger groups were spoken before, so what is empty is said: 'một triệu năm trăm' is
 * how people say 1.500.000, hence 1.000.500 must be 'một triệu không nghìn năm trăm'.
 */
function spell(value: bigint, inside: boolean): string {
  if (value >= BILLION) {
    const rest = value % BILLION
    const billions = `${spell(value / BILLION, inside)} tỷ`
    return rest ? `${billions} ${spell(rest, true)}` : billions
  }
  const groups = [Number(value / 1_000_000n), Number((value / 1_000n) % 1_000n), Number(value % 1_000n)]
  const first = inside ? 0 : groups.findIndex((group) => group > 0)
  const last = groups.findLastIndex((group) => group > 0)
  const words: string[] = []
  for (let at = first; at <= last; at++) {
    const group = groups[at]!
    words.push(group === 0 ? DIGITS[0]! : spellHundreds(group, inside || at > first), GROUP_NAMES[at]!)
  }
  return words.join(' ').trim()
}

function spellHundreds(value: number, inside: boolean): string {
  const hundreds = Math.floor(value / 100)
  const tens = Math.floor((value % 100) / 10)
  const ones = value % 10
  const words: string[] = []
  const hundredsSaid = hundreds > 0 || inside
  if (hundredsSaid) words.push(DIGITS[hundreds]!, 'trăm')
  if (tens > 1) words.push(DIGITS[tens]!, 'mươi')
  else if (tens === 1) words.push('mười')
  else if (ones > 0 && hundredsSaid) words.push('linh')
  if (ones > 0) words.push(spellOnes(tens, ones))
  return words.join(' ')
}

function spellOnes(tens: number, ones: number): string {
  if (tens > 1 && ones === 1) return 'mốt'
  if (tens > 1 && ones === 4) return 'tư'
  if (tens > 0 && ones === 5) return 'lăm'
  return DIGITS[ones]!
}
