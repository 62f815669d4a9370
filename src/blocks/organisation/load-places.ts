import type { Kysely } from 'kysely'
import type { OrganisationTables } from './tables.ts'

export type ShippedPlace = {
  gso: string
  name: string
  type: string
  province: string
  district?: string
  validFrom?: string
  validTo?: string
  now: string[]
}

/** Puts the release's places down where they are missing: today's communes, and former ones with what they became. */
export async function loadPlaces(sql: Kysely<any>, places: readonly ShippedPlace[]): Promise<void> {
  if (places.length === 0) return
  await (sql as Kysely<OrganisationTables>)
    .insertInto('organisation.place')
    .values(
      places.map((place) => ({
        gso: place.gso,
        name: place.name,
        type: place.type,
        district: place.district ?? null,
        province: place.province,
        valid_from: place.validFrom ?? null,
        valid_to: place.validTo ?? null,
        now: place.now,
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}
