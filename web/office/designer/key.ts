import type { DraftContent } from '../../../src/blocks/procedure/contract.ts'
import { plain } from '../../../src/kernel/vietnamese.ts'

const WORDS = 5

/** "Họ, chữ đệm, tên" -> "hoChuDemTen"; one that is taken gets a number behind it. */
export function proposedKey(label: string, taken: Iterable<string>, otherwise = 'muc'): string {
  const words = (plain(label).match(/[a-z0-9]+/g) ?? []).slice(0, WORDS)
  const joined = words
    .map((word, at) => (at === 0 ? word : word[0]!.toUpperCase() + word.slice(1)))
    .join('')
    .slice(0, 40)
  const base = /^[a-z]/.test(joined)
    ? joined
    : `${otherwise}${joined.charAt(0).toUpperCase()}${joined.slice(1)}`
  const used = new Set(taken)
  if (!used.has(base)) return base
  for (let number = 2; ; number++) if (!used.has(`${base}${number}`)) return `${base}${number}`
}

/** Keys of all fields of the form, those inside repeated groups too. */
export function fieldKeys(content: DraftContent): string[] {
  const keys: string[] = []
  const gather = (fields: readonly unknown[] | undefined) => {
    for (const field of (fields ?? []) as { key?: string; fields?: unknown[] }[]) {
      if (field?.key) keys.push(field.key)
      gather(field?.fields)
    }
  }
  for (const page of content.definition.form ?? []) gather(page?.fields)
  return keys
}

const FEEL_KEYS = new Set(['showIf', 'requiredIf', 'waivedIf', 'formula', 'when'])

/** The content after a field got another key: every condition and formula that named it names it still. */
export function renamedAnswer(content: DraftContent, from: string, to: string): DraftContent {
  if (!/^\w+$/.test(from)) return content
  const named = new RegExp(`\\banswers\\s*\\.\\s*${from}\\b`, 'g')
  const walk = (here: unknown, key = ''): unknown => {
    if (typeof here === 'string') return FEEL_KEYS.has(key) ? here.replace(named, `answers.${to}`) : here
    if (Array.isArray(here)) return here.map((each) => walk(each, key))
    if (here === null || typeof here !== 'object') return here
    return Object.fromEntries(Object.entries(here).map(([name, each]) => [name, walk(each, name)]))
  }
  return walk(content) as DraftContent
}
