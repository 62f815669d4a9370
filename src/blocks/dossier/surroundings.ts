import type { Kysely } from 'kysely'
import type { Memory } from '../../platform/command/memory.ts'
import { agencyTree, formerSeats, seats, workingCalendar } from '../organisation/index.ts'
import { catalogue, edition } from '../procedure/index.ts'
import { localDay } from './seat.ts'
import type { DossierRecord } from './tables.ts'
import type { Surroundings } from './views.ts'

/** Reads once what rows of a list share. */
export async function surroundings(
  reading: { db: Kysely<any>; memory: Memory },
  now: Date,
  rows: readonly DossierRecord[],
): Promise<Surroundings> {
  const day = localDay(now)
  const titles: Surroundings['titles'] = new Map(await catalogue(reading, day))
  for (const { procedure, edition: number } of rows)
    if (!titles.has(procedure)) titles.set(procedure, await edition(reading, procedure, number))
  return {
    tree: await agencyTree(reading),
    seats: await seats(reading, day),
    formerSeats: await formerSeats(reading, day),
    titles,
    calendar: await workingCalendar(reading),
    now,
  }
}
