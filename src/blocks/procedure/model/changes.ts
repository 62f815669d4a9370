import { readShape, readVariants } from './check-shape.ts'
import { Definition } from './definition.ts'
import { placeWords, rowName, rowWords, upperFirst, wordIn } from './place-words.ts'
import { own, sameJson } from './same-json.ts'
import { valueWords } from './value-words.ts'

/** One difference, where it stands in the later one (in the earlier one for what was taken away), in words. */
export type Change = { place: string; kind: 'added' | 'removed' | 'changed'; text: string }
type Content = { competent: unknown; definition: unknown; variants: readonly unknown[] }
type Row = Record<string, unknown>
type Sides = { before: unknown; after: unknown }

/** Lists whose rows are known by a key, and what the key is called there. */
const KEYED: Record<string, string> = {
  form: 'key',
  fields: 'key',
  documents: 'key',
  fees: 'key',
  states: 'key',
  moves: 'key',
  outcomes: 'key',
  options: 'value',
  variants: 'agency',
}
const DEEPEST = 12

/**
 * What differs between two contents, in Vietnamese sentences, in the order of the form: "Thời hạn giảm từ 15 xuống 10
 * ngày làm việc". Equal contents, defaults filled in, give nothing. `agencies`: names by code. Pure and total.
 */
export function changesBetween(
  earlier: Content,
  later: Content,
  agencies: ReadonlyMap<string, string> = new Map(),
): Change[] {
  const before = whole(earlier)
  const after = whole(later)
  const changes: Change[] = []
  const compare = new Comparison({ before, after }, changes, agencies)
  for (const part of partsOf(before, after)) compare.part(part)
  return changes
}

/** Definition, variants and competence side by side, with the defaults that publishing would fill in. */
function whole({ competent, definition, variants }: Content): Row {
  const silent = () => undefined
  const raw = isObject(definition) ? definition : {}
  const read = readVariants(variants, silent)
  return {
    ...raw,
    ...readShape(raw, silent),
    competent,
    variants: variants.map((variant, at) => read.get(at) ?? variant),
  }
}

function partsOf(before: Row, after: Row): string[] {
  const known = [...Object.keys(Definition.shape), 'variants', 'competent']
  const strange = [...Object.keys(before), ...Object.keys(after)].filter((key) => !known.includes(key))
  return [...known, ...new Set(strange)]
}

class Comparison {
  readonly #roots: Sides
  readonly #changes: Change[]
  readonly #agencies: ReadonlyMap<string, string>

  constructor(roots: Sides, changes: Change[], agencies: ReadonlyMap<string, string>) {
    this.#roots = roots
    this.#changes = changes
    this.#agencies = agencies
  }

  part(part: string): void {
    const [before, after] = [own(this.#roots.before as Row, part), own(this.#roots.after as Row, part)]
    if (part === 'clock') this.#clock(before, after)
    else if (part === 'form') this.#form(before, after)
    else this.#value([part], [part], before, after, 0)
  }

  #say(place: readonly string[], kind: Change['kind'], text: string): void {
    this.#changes.push({ place: place.join('.'), kind, text: upperFirst(text) })
  }

  /** A term and its unit are one thing to a reader. */
  #clock(before: unknown, after: unknown): void {
    const [was, is] = [isObject(before) ? before : {}, isObject(after) ? after : {}]
    const same = was.unit === is.unit && typeof was.term === 'number' && typeof is.term === 'number'
    if (same && was.term !== is.term) {
      const unit = valueWords('unit', is.unit, null)
      const shorter = Number(is.term) < Number(was.term)
      this.#say(
        ['clock', 'term'],
        'changed',
        `Thời hạn ${shorter ? 'giảm' : 'tăng'} từ ${was.term} ${shorter ? 'xuống' : 'lên'} ${is.term} ${unit}`,
      )
    } else if (!sameJson([was.term, was.unit], [is.term, is.unit]))
      this.#say(['clock', 'term'], 'changed', `Thời hạn đổi từ ${termWords(was)} thành ${termWords(is)}`)
    const rest = ({ term: _term, unit: _unit, ...others }: Row) => others
    this.#value(['clock'], ['clock'], rest(was), rest(is), 0)
  }

  /** A field that stands on another page has moved; it was not taken away. */
  #form(before: unknown, after: unknown): void {
    const homes = (form: unknown) =>
      new Map(
        rowsOf(form).flatMap((page) =>
          rowsOf(page.fields).map((field) => [field.key, { page, field }] as const),
        ),
      )
    const [was, is] = [homes(before), homes(after)]
    const moved = [...is.keys()].filter((key) => {
      const home = was.get(key)
      return home !== undefined && home.page.key !== is.get(key)!.page.key
    })
    for (const key of moved) {
      const [from, to] = [was.get(key)!, is.get(key)!]
      const place = this.#placeOf(after, to)
      this.#say(
        place,
        'changed',
        `Chuyển mục ${rowName(to.field)} từ trang ${rowName(from.page)} sang trang ${rowName(to.page)}`,
      )
      this.#row(place, place, from.field, to.field, 0)
    }
    const without = (form: unknown) =>
      Array.isArray(form)
        ? form.map((page) =>
            isObject(page) && Array.isArray(page.fields)
              ? {
                  ...page,
                  fields: page.fields.filter(
                    (field) => !moved.includes(isObject(field) ? field.key : undefined),
                  ),
                }
              : page,
          )
        : form
    this.#value(['form'], ['form'], without(before), without(after), 0)
  }

  #placeOf(form: unknown, { page, field }: { page: Row; field: Row }): string[] {
    const pages = rowsOf(form)
    return ['form', String(pages.indexOf(page)), 'fields', String(rowsOf(page.fields).indexOf(field))]
  }

  /** `was` and `is` are the same place on both sides; rows may stand at another number in each. */
  #value(
    was: readonly string[],
    is: readonly string[],
    before: unknown,
    after: unknown,
    depth: number,
  ): void {
    if (sameJson(before, after)) return
    const property = is.at(-1) ?? ''
    const isList = Array.isArray(before ?? []) && Array.isArray(after ?? [])
    const key = wordIn(KEYED, property)
    if (isList && key !== undefined && isKeyed([...listOf(before), ...listOf(after)], key))
      this.#rows(was, is, listOf(before), listOf(after), key, depth)
    else if (isList && (before ?? after) !== undefined) this.#list(is, listOf(before), listOf(after))
    else if (isObject(before) && isObject(after) && depth < DEEPEST) this.#row(was, is, before, after, depth)
    else this.#scalar(was, is, before, after)
  }

  #row(was: readonly string[], is: readonly string[], before: Row, after: Row, depth: number): void {
    for (const key of new Set([...Object.keys(after), ...Object.keys(before)]))
      this.#value([...was, key], [...is, key], own(before, key), own(after, key), depth + 1)
  }

  #rows(
    was: readonly string[],
    is: readonly string[],
    before: readonly Row[],
    after: readonly Row[],
    key: string,
    depth: number,
  ): void {
    const context = (path: readonly string[], root: unknown) => {
      const above = path.slice(0, -1)
      return above.length > 1 ? ` ở ${placeWords(root, above)}` : ''
    }
    after.forEach((row, at) => {
      const from = before.findIndex((each) => each[key] === row[key])
      const place = [...is, String(at)]
      if (from < 0)
        this.#say(place, 'added', `Thêm ${this.#named(is, row, at)}${context(is, this.#roots.after)}`)
      else this.#value([...was, String(from)], place, before[from], row, depth + 1)
    })
    before.forEach((row, at) => {
      if (after.some((each) => each[key] === row[key])) return
      const place = [...was, String(at)]
      this.#say(place, 'removed', `Bỏ ${this.#named(was, row, at)}${context(was, this.#roots.before)}`)
    })
    const kept = (rows: readonly Row[], others: readonly Row[]) =>
      rows.map((row) => row[key]).filter((each) => others.some((other) => other[key] === each))
    if (!sameJson(kept(before, after), kept(after, before)))
      this.#say(is, 'changed', `Đổi thứ tự: ${placeWords(this.#roots.after, is)}`)
  }

  /** A row by its name; of a variant also what it reduces, as nobody reads that from a name. */
  #named(path: readonly string[], row: Row, at: number): string {
    const list = path.at(-1) ?? ''
    if (list !== 'variants') return rowWords(list, row, at)
    const { agency, removeDocuments, term, fees } = row
    const reduced = [
      typeof term === 'number' ? `thời hạn ${term}` : '',
      Array.isArray(removeDocuments) && removeDocuments.length > 0
        ? `bỏ ${valueWords('removeDocuments', removeDocuments, this.#roots.after)}`
        : '',
      ...rowsOf(fees).map(
        (fee) =>
          `thu ${valueWords('amount', fee.amount, null)} theo ${valueWords('resolution', fee.resolution, null)}`,
      ),
    ].filter(Boolean)
    return `biến thể của ${this.#agency(String(agency))}${reduced.length > 0 ? `: ${reduced.join('; ')}` : ''}`
  }

  #agency(code: string): string {
    return this.#agencies.get(code) ?? `“${code}”`
  }

  #list(is: readonly string[], before: readonly unknown[], after: readonly unknown[]): void {
    const property = is.at(-1) ?? ''
    const where = placeWords(this.#roots.after, is)
    const words = (list: readonly unknown[], root: unknown) =>
      list
        .map((each) =>
          property === 'agencies' ? this.#agency(String(each)) : valueWords(property, each, root),
        )
        .join(', ')
    const added = after.filter((each) => !before.some((other) => sameJson(each, other)))
    const removed = before.filter((each) => !after.some((other) => sameJson(each, other)))
    if (added.length > 0) this.#say(is, 'added', `${where}: thêm ${words(added, this.#roots.after)}`)
    if (removed.length > 0) this.#say(is, 'removed', `${where}: bỏ ${words(removed, this.#roots.before)}`)
    if (added.length === 0 && removed.length === 0)
      this.#say(is, 'changed', `${where}: đổi thứ tự hoặc số lần lặp`)
  }

  #scalar(was: readonly string[], is: readonly string[], before: unknown, after: unknown): void {
    const property = is.at(-1) ?? ''
    if (property === 'requiredIf') {
      const where = placeWords(this.#roots.after, is.slice(0, -1))
      this.#say(is, 'changed', `${where} đổi từ ${requiredWords(before)} thành ${requiredWords(after)}`)
      return
    }
    const where = placeWords(this.#roots.after, wordedPath(is))
    const then = valueWords(property, before, this.#roots.before)
    const now = valueWords(property, after, this.#roots.after)
    if (after === undefined)
      this.#say(was, 'removed', `Bỏ ${placeWords(this.#roots.before, wordedPath(was))} (trước là ${then})`)
    else if (before === undefined) this.#say(is, 'added', `${where}: thêm ${now}`)
    else if (typeof before === 'number' && typeof after === 'number') {
      const less = after < before
      this.#say(
        is,
        'changed',
        `${where} ${less ? 'giảm' : 'tăng'} từ ${then} ${less ? 'xuống' : 'lên'} ${now}`,
      )
    } else this.#say(is, 'changed', `${where} đổi từ ${then} thành ${now}`)
  }
}

/** Vietnamese is what a text is in, unless told otherwise. */
function wordedPath(path: readonly string[]): readonly string[] {
  return path.length > 1 && path.at(-1) === 'vi' ? path.slice(0, -1) : path
}

/** Nothing said: always required; `false`: never; a condition: when it holds. */
function requiredWords(value: unknown): string {
  if (value === undefined) return 'luôn bắt buộc'
  if (value === false) return 'không bắt buộc'
  return `bắt buộc khi ${valueWords('requiredIf', value, null)}`
}

function termWords({ term, unit }: Row): string {
  if (unit === 'sameDay') return 'trong ngày làm việc'
  if (typeof term !== 'number') return term === null ? 'không quy định' : 'chưa có'
  return `${term} ${valueWords('unit', unit, null)}`
}

/** Rows that each have their own key can be followed from one side to the other. */
function isKeyed(rows: readonly unknown[], key: string): rows is Row[] {
  return rows.every((row) => isObject(row) && typeof row[key] === 'string' && row[key] !== '')
}

function rowsOf(list: unknown): Row[] {
  return Array.isArray(list) ? list.filter(isObject) : []
}

function listOf(list: unknown): readonly Row[] {
  return Array.isArray(list) ? list : []
}

function isObject(value: unknown): value is Row {
  return typeof value === 'object' && value !== null
}
