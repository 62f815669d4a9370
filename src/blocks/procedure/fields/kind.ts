import { plain } from '../../../kernel/vietnamese.ts'
import type { Field, FieldKind } from '../model/definition.ts'

export type Lang = 'vi' | 'en'
export type JsonSchema = Record<string, unknown>

/** What the schema found wrong: Ajv's keyword (`required`, `type`, `maxLength` …) and the limit it names, if any. */
export type AnswerError = { keyword: string; limit?: number }

/** One kind of field. Adding a kind touches its folder and the list in kinds.ts. */
export type Kind = {
  kind: FieldKind
  /** JSON Schema 2020-12 of a given answer; whether an answer must be given is the form's affair. */
  schema(field: Field): JsonSchema
  /**
   * What a person typed or ticked -> the answer as it is kept. Nothing given is `undefined`. Text that cannot be
   * understood comes back as typed, so that the schema refuses it and the person sees it again. Reading twice is
   * reading once.
   */
  read(raw: string | string[] | undefined, field: Field): unknown
  /** The answer as people read it. */
  show(value: unknown, field: Field, lang: Lang): string
  /** A Vietnamese sentence that names the field and says what to do. */
  message(error: AnswerError, field: Field): string
  /** Named checks the schema calls as `format`. */
  formats?: Record<string, (text: string) => boolean>
}

/** NFC, without characters that cannot be seen, blanks at both ends gone. */
export function tidy(text: string): string {
  return (
    text
      // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are exactly what must go
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u200b\u2060\ufeff]/g, '')
      .replace(/\r\n?/g, '\n')
      .normalize('NFC')
      .trim()
  )
}

/** One line of text, or undefined when nothing was given. */
export function oneLine(raw: string | string[] | undefined): string | undefined {
  const first = Array.isArray(raw) ? raw[0] : raw
  const text = tidy(first ?? '').replace(/\s+/g, ' ')
  return text === '' ? undefined : text
}

/** A number written the Vietnamese way: 1.500.000 or 12,5. Also 12.5, as phone keyboards type it; 1.500 is 1500. */
export function readNumber(text: string): number | undefined {
  const tight = text.replace(/\s/g, '')
  if (/^-?\d{1,3}(\.\d{3})+(,\d+)?$/.test(tight)) return Number(tight.replaceAll('.', '').replace(',', '.'))
  if (/^-?\d+([.,]\d+)?$/.test(tight)) return Number(tight.replace(',', '.'))
  return undefined
}

export function label(field: Field): string {
  return `“${field.label.vi}”`
}

/** The sentences every kind shares; a kind adds its own for what is wrong with the content. */
export function sharedMessage(error: AnswerError, field: Field, otherwise: string): string {
  if (error.keyword === 'required') return `Chưa có ${label(field)}. Hãy điền mục này.`
  if (error.keyword === 'maxLength') return `${label(field)} dài quá ${error.limit} ký tự. Hãy viết ngắn lại.`
  return otherwise
}

/** The option a person meant: by its value, else by its Vietnamese or English wording. */
export function optionOf(text: string, field: Field): string {
  const options = field.options ?? []
  if (options.some((option) => option.value === text)) return text
  const wanted = plain(text)
  const found = options.find(
    ({ label }) => plain(label.vi) === wanted || (label.en !== undefined && plain(label.en) === wanted),
  )
  return found?.value ?? text
}

export function optionLabel(value: unknown, field: Field, lang: Lang): string {
  const option = field.options?.find((each) => each.value === value)
  return option ? ((lang === 'en' ? option.label.en : undefined) ?? option.label.vi) : String(value ?? '')
}
