import { plain } from '../../../kernel/vietnamese.ts'

/** One unit below the province, of today or of former days, as the province's own record tells it. */
export type PlaceRow = {
  /** GSO code: five digits for a commune, three for a district. Kept by different communes before and after a merger. */
  gso: string
  name: string
  type: string
  district: string | null
  province: string
  /** First day it was no more, `YYYY-MM-DD`; null while it is. */
  validTo: string | null
  /** GSO codes of the communes it lies in today. */
  now: string[]
}

/** A commune of today. */
export type Commune = { code: string; name: string }
/** What a name may mean: today's commune, or a former one with those it lies in today. */
export type Found = { name: string; former: boolean; present: Commune[] }

const COMMUNE_TYPES = new Set(['Xã', 'Phường', 'Thị trấn'])
/** How people write the type before a name: "xã", "x.", "P.", "TT". */
const PREFIXES: readonly [RegExp, string][] = [
  [/^(thi tran|tt\.?)\s+/, 'Thị trấn'],
  [/^(phuong|p\.)\s*/, 'Phường'],
  [/^(xa|x\.)\s*/, 'Xã'],
]

type Entry = Found & { type: string; bare: string; search: string; within: string }

/** The province's communes of today with the former ones findable by the names that papers and people still use. */
export class PlaceBook {
  readonly province: string
  readonly #present = new Map<string, Commune>()
  readonly #entries: Entry[] = []

  constructor(rows: readonly PlaceRow[], province: string) {
    this.province = province
    for (const row of rows)
      if (row.validTo === null && COMMUNE_TYPES.has(row.type))
        this.#present.set(row.gso, { code: row.gso, name: `${row.type} ${row.name}` })
    for (const row of rows) {
      if (!COMMUNE_TYPES.has(row.type)) continue
      const former = row.validTo !== null
      const whole = `${row.type} ${row.name}`
      const away = row.province === province ? [] : [row.province]
      this.#entries.push({
        name: former ? [whole, row.district, ...away].filter(Boolean).join(', ') : whole,
        former,
        present: (former ? row.now : [row.gso]).flatMap((code) => this.#present.get(code) ?? []),
        type: row.type,
        bare: row.name,
        search: plain(row.name),
        within: plain(`${row.district ?? ''} ${row.province}`),
      })
    }
  }

  /** Every commune of today, by name. */
  present(): Commune[] {
    return [...this.#present.values()].sort((a, b) => a.name.localeCompare(b.name, 'vi'))
  }

  /** Every former commune with where it lies today. */
  former(): Found[] {
    return this.#entries.filter((entry) => entry.former).map(asFound)
  }

  byCode(code: string): Commune | undefined {
    return this.#present.get(code)
  }

  /**
   * What a written name means: "xã Tràng Đà", "Trang Da", "Phường Nông Tiến", "Tân Tiến, huyện Yên Sơn". Today's commune
   * first when it bears exactly that name; else every former one that did. Empty when there is none.
   */
  named(text: string): Found[] {
    const { type, bare, within } = split(text)
    if (bare === '') return []
    const alike = this.#entries.filter(
      (entry) => entry.search === bare && within.every((part) => entry.within.includes(part)),
    )
    const closest = preferred(
      preferred(alike, (entry) => type === null || entry.type === type),
      (entry) => plainMarks(text).includes(plainMarks(entry.bare)),
    )
    const today = within.length === 0 || within.every((part) => part === plain(this.province))
    const present = today ? closest.filter((entry) => !entry.former) : []
    return (present.length > 0 ? present : closest).map(asFound)
  }

  /** The same for a name still being typed: at most `limit`, today's before former ones. */
  search(text: string, limit: number): Found[] {
    const { type, bare, within } = split(text)
    if (bare === '') return []
    return this.#entries
      .filter(
        (entry) =>
          (type === null || entry.type === type) &&
          entry.search.includes(bare) &&
          within.every((part) => entry.within.includes(part)),
      )
      .sort((a, b) => rank(a, bare) - rank(b, bare) || a.name.localeCompare(b.name, 'vi'))
      .slice(0, limit)
      .map(asFound)
  }
}

function asFound({ name, former, present }: Entry): Found {
  return { name, former, present }
}

function rank(entry: Entry, bare: string): number {
  return (entry.search.startsWith(bare) ? 0 : 2) + (entry.former ? 1 : 0)
}

/** Those for which it holds, or all when it holds for none. */
function preferred<T>(all: T[], holds: (each: T) => boolean): T[] {
  const some = all.filter(holds)
  return some.length > 0 ? some : all
}

function plainMarks(text: string): string {
  return text.normalize('NFC').toLowerCase()
}

/** "Xã Tràng Đà, thành phố Tuyên Quang" -> type Xã, bare "trang da", within ["tuyen quang"]. */
function split(text: string): { type: string | null; bare: string; within: string[] } {
  const [first = '', ...rest] = text.split(/[,(;]/).map((part) => plain(part.replace(/[)]/g, '')))
  const within = rest
    .map((part) => part.replace(/^(thanh pho|tp\.?|huyen|h\.|tinh|t\.)\s*/, ''))
    .filter((part) => part !== '' && part !== 'cu')
  for (const [prefix, type] of PREFIXES)
    if (prefix.test(first)) return { type, bare: first.replace(prefix, ''), within }
  return { type: null, bare: first, within }
}
