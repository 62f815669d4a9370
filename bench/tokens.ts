import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { hash, verify } from '@node-rs/argon2'
import { createLocalJWKSet, jwtVerify } from 'jose'
import { sql } from 'kysely'
import { openIssuer } from '../src/blocks/identity/index.ts'
import type { House } from '../src/platform/command/run.ts'
import { open } from './data-set.ts'
import { median, print, say } from './line.ts'
import { type Product, signIn, startProduct, token } from './product.ts'
import { underLoad } from './under-load.ts'

const SECONDS = 8
const CLIENTS = 8
/** Keycloak's own sizing guide: client_credentials a second for each vCPU. */
const KEYCLOAK = 120
const CHECK_MS = 0.2
const SCOPES = ['dossier.submit', 'dossier.read', 'report.read', 'document.upload']
const EXCHANGE = 'https://truc.example.vn/dich-vu'

/** Tokens given and checked, and what a password costs, on a province of its own. */
export async function tokens(): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'tan-trao-bench-tokens-'))
  chmodSync(dataDir, 0o755)
  const product = await startProduct(dataDir)
  try {
    await given(product)
    await passwords(product)
    const beside = await open(dataDir, true)
    try {
      await checked(product, beside.house)
    } finally {
      await beside.close()
    }
  } finally {
    await product.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
}

/**
 * Each with a row of its own in the database. Counted by the processor time of the product and its database, so that
 * neither the load's own work nor whatever else the machine does is.
 */
async function given(product: Product): Promise<void> {
  say(`tokens: client_credentials for ${SECONDS} s`)
  const headers = {
    'content-type': 'application/x-www-form-urlencoded',
    authorization: `Basic ${Buffer.from(`demo-system:${product.secret}`).toString('base64')}`,
  }
  const targets = [
    { method: 'POST' as const, path: '/oidc/token', headers, body: 'grant_type=client_credentials' },
  ]
  const load = { url: product.url, clients: CLIENTS, targets }
  await underLoad({ ...load, seconds: 2 })
  const before = cpuSeconds(product.pid)
  const { perSecond } = await underLoad({ ...load, seconds: SECONDS })
  const cores = (cpuSeconds(product.pid) - before) / SECONDS
  const note = `${CLIENTS} clients for ${SECONDS} s: ${Math.round(perSecond)}/s, on ${cores.toFixed(2)} cores of product and PostgreSQL together; Keycloak's guide says ${KEYCLOAK} a vCPU without its database; target at least`
  print('client_credentials a core', perSecond / cores, '1/s', KEYCLOAK, note)
}

/** A password's cost is argon2id's alone: the sign-in beside the bare hash. */
async function passwords(product: Product): Promise<void> {
  say('tokens: passwords')
  const options = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const
  const kept = await hash('tantrao2026', options)
  const bare = await timed(15, () => verify(kept, 'tantrao2026'))
  const whole = await timed(15, () => signIn(product, 'chuyenvien'))
  print('password check', bare, 'ms', null, 'argon2id, 19 MiB, two passes, one lane (OWASP); median of 15')
  print(
    'password sign-in',
    whole,
    'ms',
    bare,
    'over HTTP with limits, audit row and session, beside argon2id alone',
  )
}

async function checked(product: Product, house: House): Promise<void> {
  say('tokens: checks')
  const issuer = await openIssuer({
    db: house.db,
    memory: house.memory,
    vault: house.vault,
    clock: house.clock,
    publicUrl: product.url,
    clients: [{ id: 'demo-system', name: 'Bench', secret: product.secret, scopes: SCOPES, agency: null }],
    permissions: SCOPES,
  })
  const opaque = await token(product)
  const caller = await issuer.callerOf(opaque, 'bench')
  if (caller?.account !== 'demo-system') throw new Error('the token did not check')
  const warm = await each(20_000, () => issuer.callerOf(opaque, 'bench'))
  const cold = await timed(500, () => {
    house.memory.forget('identity.token')
    return issuer.callerOf(opaque, 'bench')
  })
  const note = 'whom an opaque token stands for; target at most'
  print(
    'token check',
    warm,
    'ms',
    CHECK_MS,
    `${note}; within five seconds of its last reading, mean of 20000`,
  )
  const row = await timed(500, () => sql`select 1`.execute(house.db))
  print(
    'token check unread',
    cold,
    'ms',
    CHECK_MS,
    `${note}; once in five seconds, read from the database first, median of 500; “select 1” takes ${row.toFixed(3)} ms beside it`,
  )
  await signedCheck(product, house)
}

/** A service that checks by itself: the signature, issuer and audience of a signed token. */
async function signedCheck(product: Product, house: House): Promise<void> {
  await sql`insert into identity.resource (id, name, scopes, created_at)
    values (${EXCHANGE}, 'Bench', ${['dossier.read']}::text[], now()) on conflict do nothing`.execute(
    house.db,
  )
  const answer = await fetch(`${product.url}/oidc/token`, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      authorization: `Basic ${Buffer.from(`demo-system:${product.secret}`).toString('base64')}`,
    },
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      scope: 'dossier.read',
      resource: EXCHANGE,
    }).toString(),
  })
  if (!answer.ok) throw new Error(`no signed token: ${answer.status} ${await answer.text()}`)
  const { access_token } = (await answer.json()) as { access_token: string }
  const keys = createLocalJWKSet((await (await fetch(`${product.url}/oidc/jwks`)).json()) as never)
  const expected = { issuer: `${product.url}/oidc`, audience: EXCHANGE }
  const signed = await each(5000, () => jwtVerify(access_token, keys, expected))
  print('token check signed', signed, 'ms', CHECK_MS, 'RS256 by jose, mean of 5000; target at most')
}

async function each(times: number, work: () => Promise<unknown>): Promise<number> {
  for (let n = 0; n < times / 10; n += 1) await work()
  const begun = performance.now()
  for (let n = 0; n < times; n += 1) await work()
  return (performance.now() - begun) / times
}

async function timed(times: number, work: () => Promise<unknown>): Promise<number> {
  const took: number[] = []
  for (let n = 0; n < times; n += 1) {
    const begun = performance.now()
    await work()
    took.push(performance.now() - begun)
  }
  return median(took)
}

const TICKS_A_SECOND = 100

/** Processor time of a process and everything it started. */
function cpuSeconds(pid: number): number {
  const all = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        const fields = readFileSync(`/proc/${name}/stat`, 'utf8').split(') ')[1]!.split(' ')
        const ticks = [11, 12, 13, 14].reduce((sum, at) => sum + Number(fields[at]), 0)
        return [{ pid: Number(name), parent: Number(fields[1]), ticks }]
      } catch {
        // Ended between the listing and the reading.
        return []
      }
    })
  const below = (parent: number): number =>
    all.filter((each) => each.parent === parent).reduce((sum, each) => sum + each.ticks + below(each.pid), 0)
  const own = all.find((each) => each.pid === pid)?.ticks ?? 0
  return (own + below(pid)) / TICKS_A_SECOND
}
