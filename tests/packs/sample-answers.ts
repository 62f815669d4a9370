import fc from 'fast-check'
import type { Definition, Field } from '../../src/blocks/procedure/model/definition.ts'
import { type Answers, visibleFields } from '../../src/blocks/procedure/model/form.ts'

/** A good answer to one field, as a person would type it. All people and numbers are invented. */
export function goodAnswer(field: Field, pick: (count: number) => number): unknown {
  const options = (field.options ?? []).map((option) => option.value)
  switch (field.kind) {
    case 'number':
    case 'money':
      return String((field.min ?? 1) + pick(Math.min(50, (field.max ?? 1e9) - (field.min ?? 1)) + 1))
    case 'date':
      return `${1 + pick(28)}/${1 + pick(12)}/${1950 + pick(70)}`
    case 'choice':
      return options[pick(options.length)]
    case 'choices':
      return options.filter((_, at) => at === 0 || pick(2) === 1)
    case 'yesNo':
      return pick(2) === 1 ? 'true' : 'false'
    case 'citizenId':
      return `00819000${String(1000 + pick(9000))}`
    case 'taxCode':
      return ['0100109106', '0106026495', '0106026495-001'][pick(3)]
    case 'phone':
      return ['0912 345 678', '+84 987 654 321', '0207 3822 345'][pick(3)]
    case 'email':
      return 'hoa.nguyen@example.vn'
    case 'commune':
      return ['Xã Tràng Đà', 'Phường Minh Xuân', 'Thị trấn Sơn Dương'][pick(3)]
    case 'declaration':
      return 'true'
    case 'year':
      return String((field.min ?? 1950) + pick(50))
    case 'person':
      return pick(2) === 1
        ? { card: '008190001234||Nguyễn Thị Hòa|05091990|Nữ|Tổ 5, Tràng Đà, Tuyên Quang|01012022' }
        : {
            name: 'Ma Văn Sơn',
            citizenNumber: '008090004321',
            birthDate: '1/2/1990',
            sex: 'Nam',
            address: '',
          }
    case 'organisation':
      return { name: 'Công ty TNHH Sông Lô', taxCode: '0106026495', representative: 'Ma Văn Sơn' }
    case 'address':
      return [
        { detail: 'Tổ 5', commune: 'Phường Minh Xuân', province: '' },
        { detail: '', commune: 'xã Tràng Đà, thành phố Tuyên Quang', province: 'Tuyên Quang' },
        { detail: 'Thôn 2', commune: 'Xã Vĩnh Tường', province: 'Phú Thọ' },
      ][pick(3)]
    case 'mapPoint':
      return { lat: `21,8${pick(999)}`, lng: `105,2${pick(999)}` }
    case 'file':
      return [
        { hash: 'a'.repeat(64), name: 'ban-ve.pdf', size: 1000 + pick(9), mediaType: 'application/pdf' },
      ]
    case 'calculated':
      return undefined
    case 'group':
      return Array.from({ length: (field.min ?? 1) + pick(2) }, () => goodRow(field, pick))
    default:
      return ['Nguyễn Thị Hòa', 'Ma Văn Sơn', 'Số 3, tổ 5'][pick(3)]!.slice(0, field.maxLength ?? 250)
  }
}

function goodRow(field: Field, pick: (count: number) => number): Record<string, unknown> {
  return Object.fromEntries((field.fields ?? []).map((part) => [part.key, goodAnswer(part, pick)]))
}

/** A whole form filled in good faith: fields that appear because of an answer are answered too. */
export function goodAnswers(definition: Definition, pick: (count: number) => number): Answers {
  const answers: Answers = {}
  for (;;) {
    const next = visibleFields(definition, answers).find((field) => !Object.hasOwn(answers, field.key))
    if (!next) return answers
    answers[next.key] = goodAnswer(next, pick)
  }
}

/** Forms filled by fast-check's choices, so that a failing one shrinks. */
export function anyGoodAnswers(definition: Definition): fc.Arbitrary<Answers> {
  return fc.infiniteStream(fc.nat(1_000_000)).map((numbers) => {
    return goodAnswers(definition, (count) => Number(numbers.next().value) % Math.max(1, count))
  })
}
