import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openAccounts } from '../../demo/payments.ts'
import { Cast } from '../../demo/play/cast.ts'
import { fictitiousPaper } from '../../demo/play/paper.ts'
import { staffOf } from '../../demo/play/staff.ts'
import { Walker } from '../../demo/play/walker.ts'
import { shippedProcedures, shippedProvince } from '../../src/areas/read-areas.ts'
import { dossierJobs } from '../../src/blocks/dossier/index.ts'
import { standing } from '../../src/blocks/identity/index.ts'
import {
  agencyTree,
  loadAgencies,
  loadCalendar,
  loadPlaces,
  loadSeats,
} from '../../src/blocks/organisation/index.ts'
import { loadPacks } from '../../src/blocks/procedure/index.ts'
import type { Actor } from '../../src/platform/command/actor.ts'
import { Memory } from '../../src/platform/command/memory.ts'
import type { House } from '../../src/platform/command/run.ts'
import { connect } from '../../src/platform/database/connection.ts'
import { openFiles } from '../../src/platform/files/store.ts'
import { installJobs, openJobs } from '../../src/platform/jobs/jobs.ts'
import { openVault } from '../../src/platform/secrets/vault.ts'
import { testDatabase } from '../../src/platform/testing/database.ts'
import { QUEUES } from '../../src/queues.ts'

export type OpenProvince = {
  house: House
  ownerUrl: string
  /** Where the retention role connects. */
  retentionUrl: string
  /** Where uploaded files lie. */
  filesDir: string
  walker: Walker
  cast: Cast
  /** The actor a sign-in of this account would make on that day, from the seat it chose. */
  signedIn: (account: string, at: Date, chosen?: string) => Promise<Actor>
  /** Does every job that waits. */
  drain: () => Promise<number>
  close: () => Promise<void>
}

/**
 * The province as a release ships it, in a database of its own, staffed on `day` in the agencies named: real commands,
 * jobs and files, no HTTP.
 */
export async function openProvince(day: string, staffed: readonly string[]): Promise<OpenProvince> {
  const database = await testDatabase()
  await installJobs(database.ownerUrl, 'tan_trao_app', QUEUES)
  const jobs = await openJobs(database.appUrl, () => undefined)
  const aside = connect(database.appUrl, { max: 4 })
  const folder = mkdtempSync(join(tmpdir(), 'tan-trao-province-'))
  const now = new Date(`${day}T00:30:00Z`)
  const house: House = {
    db: database.db,
    aside: aside.db,
    jobs,
    files: await openFiles(folder),
    vault: openVault(folder),
    memory: new Memory(),
    publicUrl: 'http://127.0.0.1:3000',
    clock: () => now,
    log: { warn: () => undefined },
  }
  const { agencies, successions, calendar, places } = shippedProvince()
  await house.db.transaction().execute(async (trx) => {
    await loadAgencies(trx, agencies, successions)
    await loadCalendar(trx, calendar, 'Lịch làm việc của tỉnh')
    await loadPlaces(trx, places)
    await loadPacks(trx, shippedProcedures(), now, true)
  })
  const tree = await agencyTree(house)
  const seats = staffOf(
    staffed.map((code) => tree.get(code)!),
    '2021-01-01',
  )
  await loadSeats(house.db, seats)
  await openAccounts(house)
  const cast = new Cast(seats)
  return {
    house,
    ownerUrl: database.ownerUrl,
    retentionUrl: database.retentionUrl,
    filesDir: folder,
    cast,
    walker: new Walker(house, cast, await fictitiousPaper(house)),
    signedIn: async (account, at, chosen) => (await standing(house, account, at, chosen)).actor,
    drain: () => jobs.drain(dossierJobs(house)),
    close: async () => {
      await jobs.stop()
      await aside.close()
      await database.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
