import { readFileSync } from 'node:fs'

/** Characters the font draws, read from its own character map (cmap, format 4: OpenType 1.9, "cmap"). */
function coverage(file: Buffer): Set<number> {
  const tables = file.readUInt16BE(4)
  let cmap = 0
  for (let i = 0; i < tables; i++) {
    const record = 12 + i * 16
    if (file.toString('latin1', record, record + 4) === 'cmap') cmap = file.readUInt32BE(record + 8)
  }
  const table = cmap + file.readUInt32BE(cmap + 8)
  if (file.readUInt16BE(table) !== 4) throw new Error('the letter font has no format 4 character map')
  const segments = file.readUInt16BE(table + 6) / 2
  const ends = table + 14
  const starts = ends + segments * 2 + 2
  const deltas = starts + segments * 2
  const offsets = deltas + segments * 2
  const known = new Set<number>()
  for (let i = 0; i < segments; i++) {
    const [first, last] = [file.readUInt16BE(starts + i * 2), file.readUInt16BE(ends + i * 2)]
    const delta = file.readUInt16BE(deltas + i * 2)
    const offset = file.readUInt16BE(offsets + i * 2)
    for (let code = first; code <= last && code < 0xffff; code++) {
      const indirect = offset > 0 && file.readUInt16BE(offsets + i * 2 + offset + (code - first) * 2)
      const glyph = offset > 0 ? indirect : (code + delta) & 0xffff
      if (glyph) known.add(code)
    }
  }
  return known
}

let drawn: Set<number> | undefined

/** Code points the letter font can draw; its four styles hold the same ones. */
export function drawable(): Set<number> {
  drawn ??= coverage(readFileSync(new URL('./fonts/Tinos-Regular.ttf', import.meta.url)))
  return drawn
}

const longest = 48
const unbroken = new RegExp(`[^\\s\\u200b]{${longest},}`, 'gu')

/**
 * Text as it can be set: NFC, so that stacked marks are one glyph; no control or format characters (a right-to-left
 * override would turn a name round on a legal paper); □ for what the font lacks, because PDF/A forbids missing glyphs
 * and a letter must still come out; a break allowed in "words" too long for a line.
 */
export function printableText(text: string): string {
  const known = drawable()
  const clean = text
    .normalize('NFC')
    .replace(/\r\n?|[\u2028\u2029\u0085\v\f]/g, '\n')
    .replace(/\t/g, ' ')
    .replace(/[\p{Cc}\p{Cf}]/gu, (char) => (char === '\n' ? char : ''))
  let out = ''
  for (const char of clean) out += char === '\n' || known.has(char.codePointAt(0)!) ? char : '□'
  return out.replace(unbroken, (word) => word.match(/.{1,24}/gsu)!.join('\u200b'))
}

/** A JSON value with every string in it made printable; keys are the template's own and stay. */
export function printable(value: unknown): unknown {
  if (typeof value === 'string') return printableText(value)
  if (Array.isArray(value)) return value.map(printable)
  if (value && typeof value === 'object') {
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, printable(inner)]))
  }
  return value
}
