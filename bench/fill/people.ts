import { type Person, person } from '../../demo/people/people.ts'
import type { Random } from '../../demo/people/random.ts'
import { believableAnswers } from '../../demo/play/answers.ts'
import type { Definition } from '../../src/blocks/procedure/model/definition.ts'
import { requiredDocuments } from '../../src/blocks/procedure/model/form-schema.ts'
import { plain } from '../../src/kernel/vietnamese.ts'
import { canonical } from '../../src/platform/command/canonical.ts'

/** A form someone filled in, ready to be copied: what the opening move carries, and the papers it asks for. */
export type Filled = {
  content: string
  name: string
  search: string
  papers: { key: string; form: string }[]
}

/** What people write in the course of a dossier, as the answer row keeps it. */
export const CARRIED: Record<string, string> = {
  note: canonical({ note: 'Đã xem xét hồ sơ, đề nghị thực hiện theo quy định hiện hành.' }),
  resultDraft: canonical({
    resultDraft: {
      title: 'Kết quả giải quyết thủ tục hành chính',
      body: ['Căn cứ hồ sơ đã nộp và quy định hiện hành, cơ quan giải quyết như kết quả kèm theo.'],
    },
  }),
  items: canonical({
    items: [{ path: 'answers.note', note: 'Ghi rõ theo giấy tờ gốc.' }],
    note: 'Đề nghị bổ sung theo các mục đã đánh dấu.',
  }),
  recipient: canonical({ recipient: 'Người nộp hồ sơ' }),
}

export function peopleOf(random: Random, count: number): Person[] {
  return Array.from({ length: count }, () => person(random, { at: '2026-01-01' }))
}

/** Forms of one procedure filled in good faith. */
export function filledForms(definition: Definition, people: readonly Person[], random: Random): Filled[] {
  return people.map((one) => {
    const answers = believableAnswers(definition, one, random)
    const applicant = {
      kind: 'person',
      name: one.fullName,
      citizenNumber: one.citizenNumber,
      birthDate: one.birthDate,
      phone: one.phone,
      address: one.address.text,
    }
    return {
      content: canonical({ applicant, answers }),
      name: one.fullName,
      search: plain(one.fullName),
      papers: requiredDocuments(definition, answers).map(({ key, form }) => ({ key, form })),
    }
  })
}
