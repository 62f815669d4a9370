import { plain } from '../../../kernel/vietnamese.ts'
import type { PlaceBook } from '../../organisation/model/places.ts'
import type { Field, FieldKind } from '../model/definition.ts'

export type Lang = 'vi' | 'en'
export type JsonSchema = Record<string, unknown>

/**
 * What the schema found wrong: Ajv's keyword (`required`, `type`, `maxLength` …), the limit it names, and the part of the
 * answer that is missing or too much, if any.
 */
export type AnswerError = { keyword: string; limit?: number; part?: string }

/** What an answer is read with, besides what was typed: the province's communes, for addresses. */
export type Knowing = { places?: PlaceBook | undefined }

/** Texts of one input or of several under one name; for an answer of several parts, what was typed into each. */
export type Raw = string | string[] | Parts | undefined
export type Parts = Record<string, unknown>

/** One kind of field. Adding a kind touches its folder and the lists in kinds.ts, fills.tsx, shows.tsx and edits.tsx. */
export type Kind = {
  kind: FieldKind
  /**
   * JSON Schema 2020-12 of a given answer; whether an answer must be given is the form's affair. `inside` is the object
   * that the parts make, for kinds that have any.
   */
  schema(field: Field, inside?: JsonSchema): JsonSchema
  /**
   * What a person typed or ticked -> the answer as it is kept. Nothing given is `undefined`. Text that cannot be
   * understood comes back as typed, so that the schema refuses it and the person sees it again. Reading twice is
   * reading once. Kinds with parts are given what each part read.
   */
  read(raw: Raw, field: Field, knowing?: Knowing): unknown
  /** The answer as people read it. */
  show(value: unknown, field: Field, lang: Lang): string
  /** A Vietnamese sentence that names the field and says what to do. */
  message(error: AnswerError, field: Field): string
  /** Named checks the schema calls as `format`. */
  formats?: Record<string, (text: string) => boolean>
  /** The fields inside an answer of several parts; for `rows` those of one row. */
  parts?(field: Field): Field[]
  /** The answer is a list of rows, each made of the parts. */
  rows?: true
  /** Inputs besides the parts: what is typed there is turned into parts by `open`. */
  extras?: readonly string[]
  open?(typed: Parts): Parts
  /** Which input an error about some other part belongs to. */
  standsAt?: Readonly<Record<string, string>>
  /** Several texts come under the one name. */
  several?: true
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
export function oneLine(raw: Raw): string | undefined {
  const text = tidy(firstText(raw)).replace(/\s+/g, ' ')
  return text === '' ? undefined : text
}

/** The text of an input; of several under one name the first. */
export function firstText(raw: Raw): string {
  const first = Array.isArray(raw) ? raw[0] : raw
  return typeof first === 'string' ? first : ''
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
