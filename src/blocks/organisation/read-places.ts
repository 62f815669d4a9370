import type { Kysely } from 'kysely'
import type { Memory } from '../../platform/command/memory.ts'
import { PlaceBook, type PlaceRow } from './model/places.ts'
import type { OrganisationTables } from './tables.ts'

/** A release brings places; between two releases they stand still. */
const AN_HOUR = 3_600_000

export type Places = { province: string; rows: PlaceRow[]; book: PlaceBook }

/** The province's places, with the book that finds them. The province is the one today's communes lie in. */
export function places({ db, memory }: { db: Kysely<any>; memory: Memory }): Promise<Places> {
  return memory.get(
    'organisation.places',
    async () => {
      const found = await (db as Kysely<OrganisationTables>)
        .selectFrom('organisation.place')
        .selectAll()
        .orderBy('gso')
        .orderBy('valid_to')
        .execute()
      const rows = found.map((row) => ({
        gso: row.gso,
        name: row.name,
        type: row.type,
        district: row.district,
        province: row.province,
        validTo: row.valid_to,
        now: row.now,
      }))
      const province = rows.find((row) => row.validTo === null)?.province ?? ''
      return { province, rows, book: new PlaceBook(rows, province) }
    },
    AN_HOUR,
  )
}
