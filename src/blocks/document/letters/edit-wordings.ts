import type { Kysely } from 'kysely'
import { z } from 'zod'
import { dayOf, formatDate, parseDate } from '../../../kernel/local-time.ts'
import { invalid, Problem } from '../../../kernel/problem.ts'
import { command, query } from '../../../platform/command/declare.ts'
import type { DocumentTables } from '../tables.ts'
import { LETTERS, readLetters } from './in-force.ts'
import { FORMS, formOf, LETTER_SETS, type LetterSet } from './letter-sets.ts'
import { type LetterData, renderLetter } from './letters.ts'
import { samples } from './samples.ts'
import type { LetterKind } from './schemas.ts'
import { STATUTORY_FIELDS } from './statutory-fields.ts'
import {
  DRAFTED_2025,
  PLACEHOLDERS,
  SHIPPED_WORDINGS,
  unknownPlaceholders,
  type Wording,
} from './wordings.ts'

const FormSet = z.enum(LETTER_SETS)
const Kind = z.string().max(40)
const Paragraph = z.string().trim().min(1, 'Đoạn văn để trống thì bỏ hẳn đoạn đó.').max(2000)
const WordingInput = z.strictObject({
  title: z.string().trim().min(3, 'Ghi tên giấy, ít nhất 3 ký tự.').max(200),
  symbol: z
    .string()
    .trim()
    .max(20)
    .regex(/^[\p{L}\d.-]*$/u, 'Ký hiệu chỉ gồm chữ, số, dấu gạch và dấu chấm.'),
  before: z.array(Paragraph).max(20),
  after: z.array(Paragraph).max(20),
})
const Day = z.iso.date('Ngày viết dạng 2026-01-01')

export const LetterWordings = z.object({
  sets: z.array(z.object({ set: FormSet, validFrom: z.string() })),
  forms: z.array(
    z.object({
      set: FormSet,
      form: z.string().nullable(),
      kind: z.string(),
      name: z.string(),
      /** A remark for whoever edits it, never on the letter itself. */
      remark: z.string().nullable(),
      placeholders: z.array(z.object({ key: z.string(), meaning: z.string() })),
      fields: z.array(z.string()),
      shipped: WordingInput,
      versions: z.array(z.object({ validFrom: z.string(), wording: WordingInput })),
    }),
  ),
})

/** Every letter of both sets with its words, its versions and what they may name. */
export const findLetterWordings = query({
  name: 'letter.findWordings',
  route: 'GET /letter-wordings',
  summary: 'Các mẫu giấy: lời văn đang dùng, các phiên bản, ngày áp dụng từng bộ mẫu',
  input: z.strictObject({}),
  output: LetterWordings,
  permission: 'letter.administer',
  run: ({ sql }) => wordingsView(sql),
})

async function wordingsView(sql: Kysely<any>): Promise<z.input<typeof LetterWordings>> {
  const { sets, wordings } = await readLetters(sql)
  return {
    sets: sets.map(({ letter_set, valid_from }) => ({ set: letter_set, validFrom: valid_from })),
    forms: LETTER_SETS.flatMap((set) =>
      FORMS[set].map(({ form, kind, name }) => ({
        set,
        form,
        kind,
        name,
        remark: set === '2025' && form !== null ? DRAFTED_2025 : null,
        placeholders: Object.entries(PLACEHOLDERS[kind]).map(([key, meaning]) => ({ key, meaning })),
        fields: (STATUTORY_FIELDS[kind] ?? []).map(([field]) => field),
        shipped: SHIPPED_WORDINGS[set][kind],
        versions: wordings
          .filter((each) => each.letter_set === set && each.kind === kind)
          .map(({ valid_from, wording }) => ({ validFrom: valid_from, wording })),
      })),
    ),
  }
}

/** Errors: letter.unknown 404, request.invalid naming the paragraph with an unknown placeholder. */
function requireKnown(set: LetterSet, kind: string, wording: Wording): LetterKind {
  const form = formOf(set, kind as LetterKind)
  if (!form) throw new Problem('letter.unknown', 404, `Bộ mẫu ${set} không có giấy “${kind}”.`)
  const [wrong] = unknownPlaceholders(form.kind, wording)
  if (wrong) {
    const known = Object.keys(PLACEHOLDERS[form.kind]).map((key) => `{${key}}`)
    throw invalid(
      `wording.${wrong.path}`,
      wrong.path === 'title'
        ? 'Tên giấy không chứa chỗ điền. Hãy chuyển {…} xuống đoạn văn.'
        : `Không có chỗ điền {${wrong.key}} trong giấy này. Dùng được: ${known.join(', ') || 'không có'}.`,
    )
  }
  return form.kind
}

/**
 * Edits a letter's words from a day on; what was issued before keeps the words of its day. Errors: letter.unknown 404,
 * request.invalid naming `validFrom` for a day gone by, or the paragraph with an unknown placeholder.
 */
export const setLetterWording = command({
  name: 'letter.setWording',
  route: 'PUT /letter-wordings/{set}/{kind}',
  summary: 'Sửa lời văn một mẫu giấy, áp dụng từ một ngày',
  input: z.strictObject({ set: FormSet, kind: Kind, validFrom: Day, wording: WordingInput }),
  output: LetterWordings,
  permission: 'letter.administer',
  audit: ({ set, kind, validFrom }) => `edited the words of letter ${kind} of set ${set} from ${validFrom}`,
  forgets: [LETTERS],
  async run({ input, sql, actor, now }) {
    const { set, validFrom, wording } = input
    const kind = requireKnown(set, input.kind, wording)
    requireToCome(validFrom, now)
    const row = { wording: JSON.stringify(wording), account: actor.account, at: now }
    await (sql as Kysely<DocumentTables>)
      .insertInto('document.letter_wording')
      .values({ letter_set: set, kind, valid_from: validFrom, ...row })
      .onConflict((conflict) => conflict.columns(['letter_set', 'kind', 'valid_from']).doUpdateSet(row))
      .execute()
    return wordingsView(sql)
  },
})

function requireToCome(day: string, now: Date): void {
  if (parseDate(day) === null) throw invalid('validFrom', `Ngày ${day} không có thật.`)
  if (day < formatDate(dayOf(now.getTime())))
    throw invalid(
      'validFrom',
      'Lời văn chỉ sửa được từ hôm nay trở đi; giấy đã cấp giữ lời văn của ngày cấp. Hãy chọn ngày khác.',
    )
}

/** From when the set of 2025 applies to dossiers received; open dossiers keep the set of their own day. Errors: request.invalid. */
export const setLetterSet = command({
  name: 'letter.setSet',
  route: 'PUT /letter-sets/{set}',
  summary: 'Đặt ngày bắt đầu áp dụng bộ mẫu 2025',
  input: z.strictObject({ set: z.literal('2025'), validFrom: Day }),
  output: LetterWordings,
  permission: 'letter.administer',
  audit: ({ set, validFrom }) => `made letter set ${set} apply from ${validFrom}`,
  forgets: [LETTERS],
  async run({ input, sql, actor, now }) {
    if (parseDate(input.validFrom) === null)
      throw invalid('validFrom', `Ngày ${input.validFrom} không có thật.`)
    await (sql as Kysely<DocumentTables>)
      .updateTable('document.letter_set')
      .set({ valid_from: input.validFrom, account: actor.account, at: now })
      .where('letter_set', '=', input.set)
      .execute()
    return wordingsView(sql)
  },
})

/** A letter with these words and fictitious values, before anybody is sent it. Errors: as letter.setWording. */
export const previewLetter = query({
  name: 'letter.preview',
  route: 'POST /letter-wordings/preview',
  summary: 'Xem thử một mẫu giấy với lời văn đang soạn (PDF, số liệu hư cấu)',
  input: z.strictObject({ set: FormSet, kind: Kind, wording: WordingInput }),
  output: z.any(),
  produces: ['application/pdf'],
  permission: 'letter.administer',
  async run({ input }) {
    const kind = requireKnown(input.set, input.kind, input.wording)
    const data = { ...samples[kind], ...(input.wording.symbol ? { symbol: input.wording.symbol } : {}) }
    const body = await renderLetter(kind, data as LetterData[typeof kind], input.wording)
    return { contentType: 'application/pdf', fileName: `xem-thu-${kind}.pdf`, body, inline: true }
  },
})
