import { plain } from '../../../kernel/vietnamese.ts'
import { PLAIN_WORDS } from './plain-words.ts'

/** What a search reads of one thing: its title, and everything else people may call it by. */
export type Searched = { title: string; more: string }
export type Hit = { at: number; score: number }

/** Words that hardly say which procedure is meant. Some are others too without their marks (thu hồi, căn cước): so they count little, not nothing. */
const EMPTY = new Set(
  'thu tuc toi muon can lam xin cho ve cua va o tai duoc la thi co nhu the nao gi de minh hoi nop cac theo voi'.split(
    ' ',
  ),
)
const LITTLE = 0.2
/** Of the best one's score a hit must have at least this share. */
const TAIL = 0.5
const MOST_WORDS = 30
/** What the very title of one thing is worth: more than any preference among the others. */
export const VERY_TITLE = 0.8
const PREFIX = 0.6
const MISTYPED = 0.5
const IN_TITLE = 1.5
const SIMILAR = 0.45

/** The things that have a word, and how much: a title counts more than the rest. */
type Postings = { at: Int32Array; how: Float32Array }
const NOWHERE: Postings = { at: new Int32Array(0), how: new Float32Array(0) }

/**
 * Titles and other words of many procedures, asked in plain words with or without diacritics. Not every word need be
 * found: what matches more and rarer words comes first. A word known nowhere is taken for a slip of the nearest words.
 */
export class SearchIndex {
  readonly #size: number
  readonly #where: ReadonlyMap<string, Postings>
  /** All words in order, so that those with one beginning lie together. */
  readonly #sorted: readonly string[]
  readonly #titles: readonly string[]
  /** The titles that hold two words one after the other. */
  readonly #pairs: ReadonlyMap<string, readonly number[]>
  readonly #trigrams = new Map<string, string[]>()

  constructor(things: readonly Searched[]) {
    this.#size = things.length
    this.#where = postingsOf(things)
    this.#sorted = [...this.#where.keys()].sort()
    const titles = things.map(({ title }) => wordsIn(title))
    this.#titles = titles.map((words) => ` ${words.join(' ')} `)
    this.#pairs = pairsOf(titles)
    for (const word of this.#sorted)
      for (const part of trigramsOf(word)) {
        const words = this.#trigrams.get(part)
        if (words) words.push(word)
        else this.#trigrams.set(part, [word])
      }
  }

  /** Best first; empty when no word says anything. Ties stand in the order the things were given. */
  find(query: string): Hit[] {
    const words = [...new Set(wordsIn(query))].slice(0, MOST_WORDS)
    if (words.length === 0) return []
    const best = new Float32Array(this.#size)
    for (const way of [words, ...alternatives(words)]) this.#score(way, best)
    const least = best.reduce((most, score) => Math.max(most, score), 0) * TAIL
    const hits: Hit[] = []
    if (least === 0) return hits
    best.forEach((score, at) => {
      if (score >= least) hits.push({ at, score })
    })
    return hits.sort((a, b) => b.score - a.score || a.at - b.at)
  }

  /** Shares of 0..1 for the words, and a little for words that stand together in a title; kept where more than before. */
  #score(words: readonly string[], best: Float32Array): void {
    const places = words.map((word, n) => this.#places(word, n === words.length - 1, words.length))
    const telling = words.map((word) => !EMPTY.has(word))
    // Asked in empty words alone, they are all there is.
    const only = telling.every((each) => !each)
    const weights = words.map(
      (_, n) => rarity(this.#size, places[n]!.at.length) * (telling[n] || only ? 1 : LITTLE),
    )
    const most = weights.reduce((sum, weight) => sum + weight, 0) * IN_TITLE
    const scores = new Float32Array(this.#size)
    const meant = new Set<number>()
    places.forEach(({ at, how }, n) => {
      const weight = weights[n]! / most
      for (let i = 0; i < at.length; i += 1) {
        scores[at[i]!]! += how[i]! * weight
        if (telling[n] || only) meant.add(at[i]!)
      }
    })
    const paired = new Uint8Array(this.#size)
    for (const [n, word] of words.slice(1).entries())
      for (const at of this.#pairs.get(`${words[n]} ${word}`) ?? []) paired[at]! += 1
    const phrase = ` ${words.join(' ')} `
    for (const at of meant) {
      const score = scores[at]! + this.#together(at, phrase, paired[at]!, words.length)
      if (score > best[at]!) best[at] = score
    }
  }

  /** What it is worth that words stand together; of two titles that hold all words, the shorter is more likely meant. */
  #together(at: number, phrase: string, pairs: number, words: number): number {
    const title = this.#titles[at]!
    const short = 0.2 / (1 + title.length / 60)
    if (title === phrase) return VERY_TITLE + 0.2 + short
    const whole = pairs >= words - 1 && title.includes(phrase) ? 0.2 : 0
    return whole + short + (0.2 * pairs) / words
  }

  /**
   * Places of a word; as the beginning of one where it is unknown, or the last, still being typed; where that is unknown
   * too, as two run together or a slip of the nearest words.
   */
  #places(word: string, last: boolean, among: number): Postings {
    const whole = this.#where.get(word) ?? NOWHERE
    if (word.length < 2 || (whole.at.length > 0 && !last)) return whole
    const longer: string[] = []
    for (let n = lowerBound(this.#sorted, word); this.#sorted[n]?.startsWith(word); n += 1)
      if (this.#sorted[n] !== word) longer.push(this.#sorted[n]!)
    if (longer.length > 0) return this.#merged(whole, longer, PREFIX)
    // A short word is near to too many: it is mended only where little else is said.
    if (whole.at.length > 0 || word.length < (among > 2 ? 4 : 3) || EMPTY.has(word)) return whole
    return this.#merged(this.#runTogether(word), this.#near(word), MISTYPED)
  }

  /** One word's places and others', which count for a share; the most of it where there are several. */
  #merged(one: Postings, others: readonly string[], share: number): Postings {
    const most = new Float32Array(this.#size)
    one.at.forEach((at, i) => {
      most[at] = one.how[i]!
    })
    for (const other of others) {
      const { at, how } = this.#where.get(other)!
      for (let i = 0; i < at.length; i += 1) {
        const counts = how[i]! * share
        if (counts > most[at[i]!]!) most[at[i]!] = counts
      }
    }
    return posted(most)
  }

  #runTogether(word: string): Postings {
    const most = new Float32Array(this.#size)
    for (let cut = 2; cut <= word.length - 2; cut += 1) {
      const [first, second] = [this.#where.get(word.slice(0, cut)), this.#where.get(word.slice(cut))]
      if (!first || !second) continue
      const both = new Set(second.at)
      first.at.forEach((at, i) => {
        if (both.has(at)) most[at] = Math.max(most[at]!, first.how[i]! * PREFIX)
      })
    }
    return posted(most)
  }

  /** Known words one slip away, else those that share most trigrams. */
  #near(word: string): string[] {
    const slips = this.#sorted.filter(
      (known) => Math.abs(known.length - word.length) <= 1 && oneSlip(known, word),
    )
    if (slips.length > 0) return slips
    const parts = trigramsOf(word)
    const shared = new Map<string, number>()
    for (const part of parts)
      for (const known of this.#trigrams.get(part) ?? []) shared.set(known, (shared.get(known) ?? 0) + 1)
    return [...shared]
      .filter(([known, n]) => (2 * n) / (parts.length + trigramsOf(known).length) >= SIMILAR)
      .map(([known]) => known)
  }
}

function postingsOf(things: readonly Searched[]): Map<string, Postings> {
  const gathered = new Map<string, Map<number, number>>()
  const put = (word: string, at: number, how: number) => {
    const places = gathered.get(word)
    if (places) places.set(at, Math.max(places.get(at) ?? 0, how))
    else gathered.set(word, new Map([[at, how]]))
  }
  things.forEach(({ title, more }, at) => {
    for (const word of wordsIn(more)) put(word, at, 1)
    for (const word of wordsIn(title)) put(word, at, IN_TITLE)
  })
  return new Map(
    [...gathered].map(([word, places]) => [
      word,
      { at: Int32Array.from(places.keys()), how: Float32Array.from(places.values()) },
    ]),
  )
}

function pairsOf(titles: readonly (readonly string[])[]): Map<string, number[]> {
  const pairs = new Map<string, number[]>()
  titles.forEach((words, at) => {
    for (const pair of new Set(words.slice(1).map((word, n) => `${words[n]} ${word}`))) {
      const places = pairs.get(pair)
      if (places) places.push(at)
      else pairs.set(pair, [at])
    }
  })
  return pairs
}

function posted(most: Float32Array): Postings {
  const at: number[] = []
  most.forEach((how, n) => {
    if (how > 0) at.push(n)
  })
  return { at: Int32Array.from(at), how: Float32Array.from(at, (n) => most[n]!) }
}

/** The words of a text as they are compared: no diacritics, letters and digits; a code keeps its dot. */
export function wordsIn(text: string): string[] {
  return plain(text)
    .split(/[^a-z0-9.]+/)
    .map((word) => word.replace(/^\.+|\.+$/g, ''))
    .filter(Boolean)
}

/** The query again in official words, where it holds what people say instead. */
function alternatives(words: readonly string[]): string[][] {
  const said = ` ${words.join(' ')} `
  return PLAIN_WORDS.filter(([people]) => said.includes(` ${people} `)).map(([people, official]) => [
    ...new Set(wordsIn(said.replace(` ${people} `, ` ${official} `))),
  ])
}

function rarity(all: number, having: number): number {
  return having === 0 ? Math.log(2) : Math.log(1 + all / having)
}

function trigramsOf(word: string): string[] {
  const padded = `  ${word} `
  return Array.from({ length: padded.length - 2 }, (_, n) => padded.slice(n, n + 3))
}

/** One letter too many, missing, wrong, or two changed over. */
function oneSlip(one: string, other: string): boolean {
  if (one === other) return false
  let start = 0
  while (start < one.length && one[start] === other[start]) start += 1
  const [a, b] = [one.slice(start), other.slice(start)]
  return (
    a.slice(1) === b.slice(1) ||
    a === b.slice(1) ||
    a.slice(1) === b ||
    (a[0] === b[1] && a[1] === b[0] && a.slice(2) === b.slice(2) && a.length > 1)
  )
}

function lowerBound(sorted: readonly string[], word: string): number {
  let [low, high] = [0, sorted.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (sorted[middle]! < word) low = middle + 1
    else high = middle
  }
  return low
}
