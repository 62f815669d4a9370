import { plain } from '../../../../kernel/vietnamese.ts'
import type { Commune, Found, PlaceBook } from '../../../organisation/model/places.ts'
import type { Parts } from '../kind.ts'

/** What a typed commune may mean in the province; a former name may lie in several communes of today. */
export type Meaning = { commune: Commune; former: string | null }

export function meanings(text: string, places: PlaceBook): Meaning[] {
  const all = places
    .named(text)
    .flatMap((found: Found) =>
      found.present.map((commune) => ({ commune, former: found.former ? found.name : null })),
    )
  const seen = new Set<string>()
  return all.filter(({ commune }) => !seen.has(commune.code) && seen.add(commune.code))
}

/**
 * The address with its commune as it is called today. What cannot be found stays as typed and bears no code, so that the
 * schema refuses it; a name that means several waits for a choice. Without a book it stays as it came.
 */
export function resolved(parts: Parts, places: PlaceBook | undefined): Parts {
  if (!places) return parts
  const { code, former, province, ...rest } = parts
  const text = typeof rest.commune === 'string' ? rest.commune : ''
  const here = province === undefined || plain(String(province)) === plain(places.province)
  if (!here) return { ...rest, province }
  if (text === '') return rest
  const found = meanings(text, places)
  const chosen =
    found.find(({ commune }) => commune.code === code) ?? (found.length === 1 ? found[0] : undefined)
  if (!chosen) return rest
  const was = chosen.former ?? stillFormer(former, chosen.commune, places)
  return {
    ...rest,
    commune: chosen.commune.name,
    province: places.province,
    code: chosen.commune.code,
    ...(was ? { former: was } : {}),
  }
}

/** Read again, the commune bears its name of today; what it was called before is kept if it is true. */
function stillFormer(former: unknown, commune: Commune, places: PlaceBook): string | undefined {
  if (typeof former !== 'string') return undefined
  const found = places
    .named(former)
    .find((each) => each.former && each.present.some(({ code }) => code === commune.code))
  return found?.name
}
