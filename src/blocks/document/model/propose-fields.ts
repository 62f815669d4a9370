import { parseCitizenNumber } from '../../../kernel/identifiers.ts'
import { plain } from '../../../kernel/vietnamese.ts'
import { type KindField, kindByKey, kindOfTitle, type PaperKind } from './paper-kinds.ts'
import type { ProposedField } from './scan.ts'
import { lineText, type TextLine, type TextWord } from './text-lines.ts'

type Page = { number: number; lines: readonly TextLine[] }
type Read = { text: string; words: readonly TextWord[] }
type Found = { value: string; confidence: number; doubt: string | null }

/** Titles stand near the top and are set in few words: what is read there says the kind of paper. */
const TITLE_LINES = 14

/** The kind of paper its own first lines name; null when they name none. */
export function recognisedKind(pages: readonly Page[]): string | null {
  const first = pages[0]?.lines.slice(0, TITLE_LINES) ?? []
  // A title may break over two lines.
  const key = kindOfTitle(first.map(lineText).join(' ')).key
  return key.startsWith('other:') ? null : key
}

/**
 * What the text proposes for the fields of a kind, each with how sure: the reading of its own words, whether it stands
 * behind the words that announce it, and whether its structure holds. For a person to accept or mend. Pure.
 */
export function proposeFields(pages: readonly Page[], kind: PaperKind): ProposedField[] {
  return kind.fields.flatMap((asked) => {
    for (const { number, lines } of pages) {
      const found = behind(lines, asked) ?? anywhere(lines, asked)
      if (found) return [{ key: asked.key, label: asked.label, shape: asked.shape, page: number, ...found }]
    }
    return []
  })
}

export const proposedFor = (pages: readonly Page[], key: string) => proposeFields(pages, kindByKey(key))

/** Where an announcing phrase ends within a line of words: the index of the word after it. */
function endOf(words: readonly TextWord[], phrase: string): number | null {
  const bare = (text: string) => plain(text).replace(/[^a-z0-9/]+/g, '')
  const wanted = phrase.split(' ').map(bare).filter(Boolean)
  const said = words.map((word) => bare(word.text))
  for (let start = 0; start + wanted.length <= said.length; start += 1)
    if (wanted.every((each, at) => same(said[start + at]!, each))) return start + wanted.length
  return null
}

/** Equal, or one letter read wrongly in a longer word. */
function same(read: string, wanted: string): boolean {
  if (read === wanted) return true
  if (wanted.length < 5 || read.length !== wanted.length) return false
  let wrong = 0
  for (let at = 0; at < wanted.length; at += 1) if (read[at] !== wanted[at]) wrong += 1
  return wrong === 1
}

/** A label often goes on ("Nơi đăng ký khai sinh:"): its value stands after the colon. */
function afterColon(words: readonly TextWord[], end: number): number {
  if (words[end - 1]?.text.endsWith(':')) return end
  const colon = words.findIndex((word, at) => at >= end && at < end + 4 && word.text.endsWith(':'))
  return colon < 0 ? end : colon + 1
}

function behind(lines: readonly TextLine[], asked: KindField): Found | null {
  for (const phrase of asked.after)
    for (const [at, line] of lines.entries()) {
      const end = endOf(line.words, phrase)
      if (end === null) continue
      const said = line.words.slice(afterColon(line.words, end))
      const rest = { text: wordsText(said), words: said }
      const here = shaped(rest, asked)
      if (here) return here
      // The value may stand alone on the line below.
      const below = lines[at + 1]
      const next = rest.words.length === 0 && below ? shaped(readOf(below), asked) : null
      if (next) return { ...next, confidence: round(next.confidence * 0.9) }
    }
  return null
}

/** Some values are known by their shape alone, wherever they stand; that makes them less sure. */
function anywhere(lines: readonly TextLine[], asked: KindField): Found | null {
  if (asked.shape !== 'citizenNumber' && asked.shape !== 'agency' && asked.key !== 'issuedOn') return null
  for (const line of asked.key === 'issuedOn' ? [...lines].reverse() : lines) {
    const words = readOf(line)
    if (asked.shape === 'agency' && !AGENCY.test(plain(words.text))) continue
    if (asked.key === 'issuedOn' && !/, ngay \d/.test(plain(words.text))) continue
    const found = shaped(words, asked)
    if (found) return { ...found, confidence: round(found.confidence * 0.75) }
  }
  return null
}

const AGENCY = /^(uy ban nhan dan|ubnd|so |bo |cuc |cong an|phong |van phong dang ky)/

const readOf = (line: TextLine): Read => ({ text: lineText(line), words: line.words })
const wordsText = (words: readonly TextWord[]) => words.map((word) => word.text).join(' ')
const round = (value: number) => Math.round(value * 100) / 100

/** How sure the words of a value are, as one: the mean, pulled down by the worst. */
function sureness(words: readonly TextWord[]): number {
  if (words.length === 0) return 0
  const mean = words.reduce((sum, word) => sum + word.confidence, 0) / words.length
  return (mean + Math.min(...words.map((word) => word.confidence))) / 2
}

function shaped(read: Read, asked: KindField): Found | null {
  const text = read.text.replace(/^[\s:;.,-]+/, '').replace(/[\s.…_]+$/u, '')
  if (text === '') return null
  const found = SHAPES[asked.shape](text)
  if (!found) return null
  const [first, count] = [read.text.indexOf(found.from), found.from.length]
  const own = wordsWithin(read.words, first, count)
  const confidence = sureness(own.length > 0 ? own : read.words) * (found.doubt ? 0.5 : 1)
  return { value: found.value, confidence: round(confidence), doubt: found.doubt }
}

/** The words that a stretch of their joined text covers. */
function wordsWithin(words: readonly TextWord[], from: number, length: number): TextWord[] {
  let at = 0
  return words.filter((word) => {
    const start = at
    at += word.text.length + 1
    return start < from + length && start + word.text.length > from
  })
}

type Shaped = { value: string; from: string; doubt: string | null }
const SHAPES: Record<ProposedField['shape'], (text: string) => Shaped | null> = {
  name: (text) => {
    const stop = /(?:\s{2,}|[,;(|]|\bgiới tính\b|\bsinh ngày\b|\bngày\b|\bdân tộc\b)/iu.exec(text)
    const value = (stop ? text.slice(0, stop.index) : text).trim()
    const words = value.split(/\s+/)
    if (words.length < 2 || words.length > 8 || !/^[\p{L}\p{M}'’. -]+$/u.test(value)) return null
    return { value: value.normalize('NFC'), from: value, doubt: null }
  },
  citizenNumber: (text) => {
    const digits = /\d(?:[ .]?\d){8,13}/.exec(text)?.[0]
    if (!digits) return null
    const value = digits.replace(/\D/g, '')
    const parsed = parseCitizenNumber(value)
    return { value, from: digits, doubt: parsed.ok ? null : parsed.problem.message }
  },
  date: (text) => {
    const found =
      /(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{4})/.exec(text) ??
      /(\d{1,2})\s+tháng\s+(\d{1,2})\s+năm\s+(\d{4})/iu.exec(text.normalize('NFC'))
    if (!found) return null
    const [from, day, month, year] = found
    const iso = `${year}-${month!.padStart(2, '0')}-${day!.padStart(2, '0')}`
    const real = new Date(`${iso}T00:00:00Z`)
    const exists = !Number.isNaN(real.getTime()) && real.toISOString().startsWith(iso)
    return {
      value: iso,
      from,
      doubt: exists ? null : 'Không có ngày này trong lịch. Hãy đối chiếu với giấy.',
    }
  },
  documentNumber: (text) => {
    const found = /^(?:s[ốo]\s*[:.]?\s*)?(\d[\dA-ZĐ]*(?:[/-][\p{L}\d]+)*)/iu.exec(text)?.[1]
    if (!found || found.length > 40) return null
    return { value: found.normalize('NFC'), from: found, doubt: null }
  },
  agency: (text) => {
    const value = text.trim()
    if (value.length < 6 || value.length > 200 || !/\p{L}{2}/u.test(value)) return null
    return { value: value.normalize('NFC'), from: value, doubt: null }
  },
  text: (text) => ({ value: text.normalize('NFC'), from: text, doubt: null }),
}
