import { readFileSync } from 'node:fs'
import { sql } from 'kysely'
import { dataSet } from './data-set.ts'
import { print, say } from './line.ts'
import { cookies, withProduct } from './reading.ts'
import { underLoad } from './under-load.ts'

const CLIENTS = 16
const SECONDS = 15
const ROUNDS = 4
const PROMISED_MB = 350

/** Resident memory of the app's process (PostgreSQL not counted) under lists, dossiers and citizen pages, in rounds. */
export async function memory(dossiers: number): Promise<void> {
  const set = await dataSet(dossiers)
  say(`memory: ${ROUNDS} rounds of ${SECONDS} s`)
  await withProduct(set.dataDir, async (product, house) => {
    const cookie = (await cookies(product)).director!
    const { rows } = await sql<{ code: string }>`select code from dossier.dossier limit 500`.execute(house.db)
    const targets = [
      ...rows.map(({ code }) => `/api/dossiers/${code}`),
      ...rows.slice(0, 100).map(() => '/api/dossiers?phase=open'),
      ...rows.slice(0, 100).map(() => '/'),
    ].map((path) => ({ method: 'GET' as const, path, headers: { cookie } }))
    const idle = resident(product.pid).now
    const after: number[] = []
    for (let round = 1; round <= ROUNDS; round += 1) {
      const { perSecond } = await underLoad({ url: product.url, clients: CLIENTS, seconds: SECONDS, targets })
      after.push(resident(product.pid).now)
      say(`  round ${round}: ${Math.round(after.at(-1)!)} MB, ${Math.round(perSecond)} requests/s`)
    }
    const note = `${CLIENTS} clients, ${ROUNDS} rounds of ${SECONDS} s on ${set.dossiers} dossiers; after each ${after.map(Math.round).join(', ')} MB; ${Math.round(idle)} MB before`
    print('memory peak', resident(product.pid).peak, 'MB', PROMISED_MB, `${note}; target under`)
    print('memory last round', after.at(-1)!, 'MB', after[1]!, 'against the second round: flat is 1')
  })
}

function resident(pid: number): { now: number; peak: number } {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  const megabytes = (name: string) =>
    Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(status)![1]) / 1024
  return { now: megabytes('VmRSS'), peak: megabytes('VmHWM') }
}
