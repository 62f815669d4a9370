import rows from '../../src/areas/province/places.json' with { type: 'json' }
import { PlaceBook, type PlaceRow } from '../../src/blocks/organisation/model/places.ts'

/** The province's communes as a release ships them. */
export const places = new PlaceBook(
  rows.map((row): PlaceRow => ({ ...row, district: row.district ?? null, validTo: row.validTo ?? null })),
  'Tuyên Quang',
)
