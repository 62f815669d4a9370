import { PlaceBook, type PlaceRow } from '../../../src/blocks/organisation/model/places.ts'
import type { Field } from '../../../src/blocks/procedure/model/definition.ts'
import type { Visit } from '../router.ts'

/** Places change with a release: one book serves every page for a while, without asking again. */
const KEPT_MS = 600_000
let kept: { book: PlaceBook; until: number } | null = null
const lists = new WeakMap<PlaceBook, string>()

/** The province's communes, if some question needs them. */
export async function placesFor(visit: Visit, fields: readonly Field[]): Promise<PlaceBook | undefined> {
  const asked = fields.some((field) =>
    [field, ...(field.fields ?? [])].some(({ kind }) => kind === 'address' || kind === 'commune'),
  )
  if (!asked) return undefined
  const now = visit.now().getTime()
  if (kept && kept.until > now) return kept.book
  const { province, rows }: { province: string; rows: PlaceRow[] } = await visit.ask(
    'organisation.findPlaces',
    {},
  )
  const book = new PlaceBook(rows, province)
  kept = { book, until: now + KEPT_MS }
  return book
}

/** Names to pick from while typing: today's, and former ones that tell beside them where they lie today. */
export function PlaceList({ places }: { places: PlaceBook | undefined }) {
  if (!places) return null
  let options = lists.get(places)
  if (options === undefined) {
    options = optionsOf(places)
    lists.set(places, options)
  }
  // biome-ignore lint/security/noDangerouslySetInnerHtml: some 500 options, escaped below and written once
  return <datalist id="communes" dangerouslySetInnerHTML={{ __html: options }} />
}

function optionsOf(places: PlaceBook): string {
  const present = places.present().map(({ name }) => `<option value="${escaped(name)}">`)
  const names = new Set(places.present().map(({ name }) => name))
  const former = places
    .former()
    .filter((each) => !(each.present.length === 1 && each.name.startsWith(`${each.present[0]!.name},`)))
    .filter((each) => !names.has(each.name))
    .map(({ name, present: now }) => {
      const today = now.map((commune) => commune.name).join('; ')
      return `<option value="${escaped(name)}" label="${escaped(`${name}: nay là ${today}`)}">`
    })
  return [...present, ...former].join('')
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
}
