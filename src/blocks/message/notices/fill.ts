import type { Form, Lang } from '../contract.ts'
import { NOTICE_KINDS, type NoticeKind, PLACEHOLDERS } from './kinds.ts'

const NAMED = /\{([^{}\n]*)\}/g

/** The placeholders a text names that its kind does not know, in order of appearance, each once. */
export function unknownPlaceholders(kind: NoticeKind, text: string): string[] {
  const known: readonly string[] = NOTICE_KINDS[kind].placeholders
  return [...new Set([...text.matchAll(NAMED)].map((found) => found[1] ?? ''))].filter(
    (name) => !known.includes(name),
  )
}

/** Puts the values in. A line whose every value is missing goes: "Hẹn trả: {due}." says nothing without a date. */
export function fill(text: string, values: Record<string, string | null | undefined>): string {
  const lines = text.split('\n').filter((line) => {
    const names = [...line.matchAll(NAMED)].map((found) => found[1] ?? '')
    return names.length === 0 || names.some((name) => values[name])
  })
  return lines
    .map((line) => line.replace(NAMED, (_, name: string) => values[name] ?? ''))
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}

/** How a text reads on sample data. */
export function sampleOf(kind: NoticeKind, lang: Lang): Record<string, string> {
  const names: readonly string[] = NOTICE_KINDS[kind].placeholders
  return Object.fromEntries(names.map((name) => [name, PLACEHOLDERS[name]?.sample[lang] ?? '']))
}

const GSM_ONE = 160
const GSM_MANY = 153
const UCS_ONE = 70
const UCS_MANY = 67
/** Characters of the GSM 03.38 alphabet that Vietnamese and English texts use; anything else makes the whole SMS Unicode. */
const GSM = /^[\n\r A-Za-z0-9@£$¥èéùìòÇØøÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ!"#¤%&'()*+,\-./:;<=>?¡ÄÖÑÜ§¿äöñüà]*$/

/** How many SMS a text costs: 160 plain characters or 70 with diacritics, less when it must be split. */
export function smsParts(text: string): number {
  const [one, many] = GSM.test(text) ? [GSM_ONE, GSM_MANY] : [UCS_ONE, UCS_MANY]
  return text.length <= one ? 1 : Math.ceil(text.length / many)
}

export const titled = (form: Form): boolean => form === 'email'
