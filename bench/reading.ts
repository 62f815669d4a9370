import { sql } from 'kysely'
import type { House } from '../src/platform/command/run.ts'
import { open } from './data-set.ts'
import { percentile, print } from './line.ts'
import { type Product, signIn, startProduct } from './product.ts'
import { type Percentiles, percentiles, underLoad } from './under-load.ts'

/** Design's promise for every read: p50, p95, p99 in milliseconds. */
const PROMISED: Percentiles = { p50: 50, p95: 150, p99: 300 }
export const CLIENTS = 4
const SQL_MS = 3000

/** Who asks: user name in the demonstration, and what they see. */
export const READERS = [
  { who: 'specialist', userName: 'chuyenvien', agency: 'H60.21' },
  { who: 'head', userName: 'truongphong', agency: 'H60.21' },
  { who: 'counter', userName: 'motcua', agency: 'H60.21' },
  { who: 'commune', userName: 'xa', agency: 'H60.175' },
  { who: 'director', userName: 'giamdoc', agency: null },
] as const

/** The product on this data, with a house beside it for questions in plain SQL. */
export async function withProduct(
  dataDir: string,
  work: (product: Product, house: House) => Promise<void>,
): Promise<void> {
  const product = await startProduct(dataDir)
  try {
    const beside = await open(dataDir, true)
    try {
      await work(product, beside.house)
    } finally {
      await beside.close()
    }
  } finally {
    await product.stop()
  }
}

export async function cookies(product: Product): Promise<Record<string, string>> {
  const signedIn: Record<string, string> = {}
  for (const { who, userName } of READERS) signedIn[who] = await signIn(product, userName)
  return signedIn
}

/** Latency of GETs in turn, after a short warm-up. */
export async function readTimes(
  product: Product,
  cookie: string,
  paths: readonly string[],
  requests: number,
): Promise<Percentiles> {
  const targets = paths.map((path) => ({ method: 'GET' as const, path, headers: { cookie } }))
  await underLoad({ url: product.url, clients: CLIENTS, requests: 12, targets })
  return percentiles((await underLoad({ url: product.url, clients: CLIENTS, requests, targets })).times)
}

export function printPromised(name: string, got: Percentiles, note: string): void {
  for (const mark of ['p50', 'p95', 'p99'] as const)
    print(`${name} ${mark}`, got[mark], 'ms', PROMISED[mark], `${note}; target at most`)
}

/** The middle time of one statement alone, one connection, no authorisation and no audit row: what the server needs. */
export async function sqlMedian(house: House, statements: readonly string[], times = 40): Promise<number> {
  const took: number[] = []
  const until = performance.now() + SQL_MS
  for (let at = 0; at < times && (performance.now() < until || took.length < 3); at += 1) {
    const begun = performance.now()
    await sql.raw(statements[at % statements.length]!).execute(house.db)
    if (at >= 2) took.push(performance.now() - begun)
  }
  return percentile(
    took.sort((a, b) => a - b),
    0.5,
  )
}
