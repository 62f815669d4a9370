import { parseCitizenNumber, parseIdCardQr } from '../../../src/kernel/identifiers.ts'
import type { Given } from './parts.ts'

/** What a card told; of a torn one what could be read, and a sentence that names what is missing. */
export type CardRead = { applicant: Partial<Given>; wrong: string | null }

/** The applicant as the card's QR text tells it. */
export function fromCard(text: string): CardRead {
  const card = parseIdCardQr(text)
  if (!card.ok) return fromTorn(text)
  const { citizen, fullName, birthDate, sex, address, warnings } = card.value
  return {
    applicant: {
      kind: 'person',
      name: fullName,
      citizenNumber: citizen.number,
      birthDate,
      gender: sex === 'female' ? 'Nữ' : 'Nam',
      address,
    },
    wrong: warnings.length > 0 ? warnings.join(' ') : null,
  }
}

/** A scanner that lost its end, or a scratched code: each part stands for itself, and a wrong one is left out. */
function fromTorn(text: string): CardRead {
  const [number = '', , name = '', birth = '', sex = '', address = ''] = text
    .normalize('NFC')
    .split('|')
    .map((part) => part.trim())
  const parts = text.split('|').length
  const citizen = parseCitizenNumber(number)
  const applicant: Partial<Given> = {
    ...(citizen.ok ? { citizenNumber: citizen.value.number } : {}),
    // Whatever comes last may be cut off anywhere.
    ...(parts > 3 && /^[\p{L}\s'’.-]{2,}$/u.test(name) ? { name } : {}),
    ...(dayOf(birth) ? { birthDate: dayOf(birth) } : {}),
    ...(sex === 'Nam' || sex === 'Nữ' ? { gender: sex } : {}),
    ...(parts > 6 && address ? { address } : {}),
  }
  const PARTS: [keyof Given, string][] = [
    ['citizenNumber', 'số căn cước'],
    ['name', 'họ và tên'],
    ['birthDate', 'ngày sinh'],
    ['gender', 'giới tính'],
    ['address', 'nơi thường trú'],
  ]
  const names = (there: boolean) =>
    PARTS.filter(([key]) => key in applicant === there).map(([, name]) => name)
  if (Object.keys(applicant).length === 0)
    return {
      applicant: {},
      wrong: 'Mã vừa quét không phải của thẻ căn cước, chưa điền được gì. Hãy quét lại hoặc nhập tay.',
    }
  const missing = names(false)
  return {
    applicant: { kind: 'person', ...applicant },
    wrong:
      missing.length > 0
        ? `Mã QR bị rách hoặc mờ: đã điền ${names(true).join(', ')}; thiếu ${missing.join(', ')}. Hãy nhập phần thiếu theo thẻ.`
        : 'Mã QR đọc chưa hết nhưng đã đủ thông tin người nộp. Hãy đối chiếu với thẻ.',
  }
}

/** ddMMyyyy as ISO, when there is such a day. */
function dayOf(text: string): string | undefined {
  const parts = /^(\d{2})(\d{2})(\d{4})$/.exec(text)
  if (!parts) return undefined
  const iso = `${parts[3]}-${parts[2]}-${parts[1]}`
  const day = new Date(`${iso}T00:00:00Z`)
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(iso) ? iso : undefined
}
