import type { Definition, Field } from '../../src/blocks/procedure/model/definition.ts'
import { type Answers, visibleFields } from '../../src/blocks/procedure/model/form-schema.ts'
import { company, type Person } from '../people/people.ts'
import type { Random } from '../people/random.ts'

const PREFILLED: Record<NonNullable<Field['prefill']>, (one: Person) => string | undefined> = {
  'applicant.name': (one) => one.fullName,
  'applicant.citizenNumber': (one) => one.citizenNumber,
  'applicant.phone': (one) => one.phone,
  'applicant.email': (one) => one.email,
  'applicant.address': (one) => one.address.text,
  'applicant.birthDate': (one) => one.birthDate,
}
const NAMES = /họ|tên/i
const ORGANISATIONS = /dự án|cơ sở|doanh nghiệp|công ty|hộ kinh doanh|cửa hàng|đơn vị|tổ chức/i
const WORDS = ['Theo hồ sơ kèm theo', 'Tổ 3', 'Thôn Nà Tông', 'Đường 17 tháng 8', 'Như trong giấy tờ đã nộp']

function answerTo(field: Field, one: Person, random: Random): unknown {
  const prefilled = field.prefill ? PREFILLED[field.prefill](one) : undefined
  if (prefilled !== undefined) return prefilled
  const options = (field.options ?? []).map((option) => option.value)
  switch (field.kind) {
    case 'money':
      return Math.min(
        field.max ?? Number.MAX_SAFE_INTEGER,
        Math.max(field.min ?? 0, random.integer(20, 900) * 1_000_000),
      )
    case 'number':
      return random.integer(field.min ?? 1, Math.min(field.max ?? 1_000_000, (field.min ?? 1) + 40))
    case 'date':
      return one.birthDate
    case 'choice':
      return random.pick(options)
    case 'choices':
      return [random.pick(options)]
    case 'yesNo':
      return random.chance(0.4)
    case 'declaration':
      return true
    case 'citizenId':
      return one.citizenNumber
    case 'taxCode':
      return '0106026495'
    case 'phone':
      return one.phone
    case 'email':
      return one.email ?? 'lien-he@example.vn'
    case 'commune':
      return one.address.commune
    case 'year':
      return Number(one.birthDate.slice(0, 4))
    case 'person':
      return personOf(one)
    case 'organisation':
      return { name: company(random).name, taxCode: '0106026495', representative: one.fullName }
    case 'address':
      return { detail: one.address.text, commune: one.address.commune }
    case 'mapPoint':
      return { lat: 21.5 + random.integer(0, 9000) / 10_000, lng: 105 + random.integer(0, 4000) / 10_000 }
    case 'calculated':
    case 'file':
      return undefined
    case 'group':
      return [Object.fromEntries((field.fields ?? []).map((part) => [part.key, answerTo(part, one, random)]))]
    default:
      return wordsFor(field, one, random).slice(0, field.maxLength ?? 200)
  }
}

function personOf({ fullName, citizenNumber, birthDate, address }: Person): Record<string, unknown> {
  const sex = Number(citizenNumber[3]) % 2 === 0 ? 'male' : 'female'
  return { name: fullName, citizenNumber, birthDate, sex, address: address.text }
}

function wordsFor(field: Field, one: Person, random: Random): string {
  const label = field.label.vi
  if (ORGANISATIONS.test(label)) return company(random).name
  return NAMES.test(label) ? one.fullName : random.pick(WORDS)
}

/** A form filled in good faith by a fictitious person; fields an answer reveals are answered too. */
export function believableAnswers(definition: Definition, one: Person, random: Random): Answers {
  const answers: Answers = {}
  for (;;) {
    const next = visibleFields(definition, answers).find((field) => !Object.hasOwn(answers, field.key))
    if (!next) return answers
    answers[next.key] = answerTo(next, one, random)
  }
}
