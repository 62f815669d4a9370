import type { FieldProblem } from './problem.ts'

/** What was read, or the field and the sentence that says what is wrong with it. */
export type Parsed<T> = { ok: true; value: T } | { ok: false; problem: FieldProblem }

export type CitizenNumber = {
  /** 12 digits. */
  number: string
  /** Three digits: the province (008 Tuyên Quang, 002 Hà Giang) or country where the birth was registered. */
  provinceCode: string
  sex: 'male' | 'female'
  birthYear: number
}

export type IdCard = {
  citizen: CitizenNumber
  /** The nine-digit number before it, null when the card carries none. */
  formerNumber: string | null
  fullName: string
  /** ISO date. */
  birthDate: string
  sex: 'male' | 'female'
  /** Permanent residence, as printed. */
  address: string
  /** ISO date. */
  issuedOn: string
  /** Sentences for the officer: the card can be read, but its parts do not agree. */
  warnings: string[]
}

/**
 * Reads a citizen number: its structure says sex, century and birth year. There is no check digit, so a right structure
 * does not prove that the number exists. Spaces are tolerated. Source: Nghị định 137/2015/NĐ-CP, Thông tư 59/2021/TT-BCA.
 */
export function parseCitizenNumber(text: string, path = 'citizenNumber'): Parsed<CitizenNumber> {
  const number = text.replace(/\s/g, '')
  if (number === '')
    return wrong(path, 'Chưa có số định danh cá nhân. Hãy nhập đủ 12 chữ số trên thẻ căn cước.')
  if (!/^\d+$/.test(number)) return wrong(path, 'Số định danh cá nhân chỉ gồm chữ số. Hãy bỏ các ký tự khác.')
  if (number.length === 9) {
    return wrong(path, 'Đây là số chứng minh nhân dân 9 số. Hãy nhập số định danh cá nhân gồm 12 chữ số.')
  }
  if (number.length !== 12) {
    return wrong(
      path,
      `Số định danh cá nhân phải có 12 chữ số, số vừa nhập có ${number.length}. Hãy kiểm tra lại.`,
    )
  }
  if (number.startsWith('000')) {
    return wrong(path, 'Ba chữ số đầu là mã nơi đăng ký khai sinh, không thể là 000. Hãy kiểm tra lại.')
  }
  const era = Number(number[3])
  return right({
    number,
    provinceCode: number.slice(0, 3),
    sex: era % 2 === 0 ? 'male' : 'female',
    birthYear: 1900 + Math.floor(era / 2) * 100 + Number(number.slice(4, 6)),
  })
}

/**
 * Reads the text of an identity card's QR code: number|former number|name|ddMMyyyy|Nam or Nữ|address|ddMMyyyy. Later
 * cards add fields after the seventh; they are ignored. Line ends and blanks added by scanners are tolerated.
 */
export function parseIdCardQr(text: string, path = 'idCard'): Parsed<IdCard> {
  const fields = text
    .normalize('NFC')
    .split('|')
    .map((field) => field.trim())
  const [number = '', former = '', fullName = '', birth = '', sexWord = '', address = '', issued = ''] =
    fields
  if (fields.length < 7) {
    return wrong(
      path,
      `Mã QR không phải của thẻ căn cước: cần ít nhất 7 mục cách nhau bằng dấu |, đọc được ${fields.length}. Hãy quét lại.`,
    )
  }
  const citizen = parseCitizenNumber(number, `${path}.citizenNumber`)
  if (!citizen.ok) return citizen
  if (former !== '' && !/^(\d{9}|\d{12})$/.test(former)) {
    return wrong(
      `${path}.formerNumber`,
      'Số chứng minh nhân dân cũ phải có 9 chữ số hoặc để trống. Hãy quét lại thẻ.',
    )
  }
  if (!/\p{L}/u.test(fullName)) return wrong(`${path}.fullName`, 'Mã QR thiếu họ và tên. Hãy quét lại thẻ.')
  const birthDate = isoDate(birth)
  if (!birthDate) return wrong(`${path}.birthDate`, notADate('Ngày sinh', birth))
  const sex = sexOf(sexWord)
  if (!sex)
    return wrong(`${path}.sex`, `Giới tính phải là Nam hoặc Nữ, đọc được "${sexWord}". Hãy quét lại thẻ.`)
  if (address === '') return wrong(`${path}.address`, 'Mã QR thiếu nơi thường trú. Hãy quét lại thẻ.')
  const issuedOn = isoDate(issued)
  if (!issuedOn) return wrong(`${path}.issuedOn`, notADate('Ngày cấp', issued))
  if (issuedOn < birthDate) {
    return wrong(`${path}.issuedOn`, 'Ngày cấp thẻ không thể trước ngày sinh. Hãy quét lại thẻ.')
  }
  const formerNumber = former === '' ? null : former
  const warnings = disagreements(citizen.value, sex, birthDate)
  return right({
    citizen: citizen.value,
    formerNumber,
    fullName,
    birthDate,
    sex,
    address,
    issuedOn,
    warnings,
  })
}

/** A card whose parts disagree is shown to the officer, not refused: the paper in their hand decides. */
function disagreements(citizen: CitizenNumber, sex: 'male' | 'female', birthDate: string): string[] {
  const warnings: string[] = []
  if (citizen.sex !== sex) {
    warnings.push('Giới tính trên thẻ không khớp với số định danh cá nhân. Hãy đối chiếu với thẻ.')
  }
  if (citizen.birthYear !== Number(birthDate.slice(0, 4))) {
    warnings.push('Năm sinh trên thẻ không khớp với số định danh cá nhân. Hãy đối chiếu với thẻ.')
  }
  return warnings
}

function sexOf(word: string): 'male' | 'female' | undefined {
  const lower = word.toLowerCase()
  return lower === 'nam' ? 'male' : lower === 'nữ' ? 'female' : undefined
}

function notADate(what: string, text: string): string {
  return `${what} phải là một ngày có thật viết liền ngày tháng năm (ví dụ 05051990), đọc được "${text}". Hãy quét lại thẻ.`
}

/** ddMMyyyy -> ISO; undefined when there is no such day. */
function isoDate(text: string): string | undefined {
  const parts = /^(\d{2})(\d{2})(\d{4})$/.exec(text)
  if (!parts) return undefined
  const iso = `${parts[3]}-${parts[2]}-${parts[1]}`
  const date = new Date(`${iso}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(iso) ? iso : undefined
}

const TAX_WEIGHTS = [31, 29, 23, 19, 17, 13, 7, 5, 3]

/** The tenth digit of a tax code over its first nine; undefined for the one in eleven that is never issued. */
export function taxCheckDigit(nine: string): number | undefined {
  const sum = TAX_WEIGHTS.reduce((total, weight, at) => total + weight * Number(nine[at]), 0)
  const check = 10 - (sum % 11)
  return check === 10 ? undefined : check
}

/**
 * A tax code: 10 digits with a check digit; a branch adds three (0106026495-001 or without hyphen); a person's is the
 * citizen number since 2025-07-01 (Thông tư 86/2024/TT-BTC).
 */
export function isTaxCode(text: string): boolean {
  if (/^\d{12}$/.test(text)) return parseCitizenNumber(text).ok
  const parts = /^(\d{9})(\d)(?:-?(\d{3}))?$/.exec(text)
  return parts !== null && parts[3] !== '000' && taxCheckDigit(parts[1]!) === Number(parts[2])
}

/**
 * A Vietnamese telephone number as it is stored: digits from 0 ('0912345678', '02073822345'); null when it is none.
 * Accepts +84, 84 and 0084 and the separators people type.
 */
export function normalPhone(text: string): string | null {
  const digits = text.replace(/[\s.()-]/g, '').replace(/^(?:\+84|0084|84(?=\d{9,10}$))0?/, '0')
  return /^(?:0[35789]\d{8}|02\d{9})$/.test(digits) ? digits : null
}

export function isPhone(text: string): boolean {
  return normalPhone(text) !== null
}

/** H60.08-221010-0001: agency (Quyết định 20/2020/QĐ-TTg), local date yyMMdd or yyyyMMdd, number of that day. */
export function isDossierCode(text: string): boolean {
  return /^(?:\d{3}\.\d{2}\.\d{2}\.[GH]\d{2}|[GH]\d{2}(?:\.\d{1,3}){0,3})-(?:\d{6}|\d{8})-\d{4,7}$/.test(text)
}

/** 1.001193 or, with the province that runs it, 1.001193.H60 or 1.001193.000.00.00.H60. */
export function isProcedureCode(text: string): boolean {
  return /^[1-9]\.\d{6}(?:\.(?:H\d{2}|\d{3}\.\d{2}\.\d{2}\.H\d{2}))?$/.test(text)
}

function right<T>(value: T): Parsed<T> {
  return { ok: true, value }
}

function wrong(path: string, message: string): { ok: false; problem: FieldProblem } {
  return { ok: false, problem: { path, message } }
}
