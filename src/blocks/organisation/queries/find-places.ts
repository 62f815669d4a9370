import { z } from 'zod'
import { query } from '../../../platform/command/declare.ts'
import { FindPlacesOutput } from '../contract.ts'
import { places } from '../read-places.ts'

const MOST_FOUND = 20

/**
 * The province's communes of today and the former ones with what they became; with `q` those whose name is so, with or
 * without marks, and where each lies today.
 */
export const findPlaces = query({
  name: 'organisation.findPlaces',
  route: 'GET /places',
  summary: 'Địa danh cấp xã hiện nay và trước đây của tỉnh; tên cũ nay thuộc đâu',
  input: z.strictObject({ q: z.string().trim().max(200).optional() }),
  output: FindPlacesOutput,
  permission: 'public',
  async run({ input, db, memory }) {
    const { province, rows, book } = await places({ db, memory })
    return input.q === undefined
      ? { province, rows, found: [] }
      : { province, rows: [], found: book.search(input.q, MOST_FOUND) }
  },
})
