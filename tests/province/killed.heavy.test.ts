import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'

/** The product as a person starts it, killed as no person would: what it has answered must be there afterwards. */
const dataDir = mkdtempSync(join(tmpdir(), 'tan-trao-killed-'))
const port = 20_000 + (process.pid % 20_000)
const url = `http://127.0.0.1:${port}`
let child: ChildProcess
let secret = ''

async function start(): Promise<number> {
  const began = performance.now()
  let said = ''
  child = spawn(process.execPath, ['src/main.ts'], {
    cwd: new URL('../..', import.meta.url),
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      PORT: String(port),
      DATA_DIR: dataDir,
      LOG_LEVEL: 'error',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  child.stdout!.on('data', (chunk) => {
    said += chunk
  })
  child.stderr!.on('data', (chunk) => {
    said += chunk
  })
  while (!/^demo-system secret (\S+)$/m.test(said)) {
    if (child.exitCode !== null) throw new Error(said)
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  secret = /^demo-system secret (\S+)$/m.exec(said)![1]!
  return performance.now() - began
}

function kill(signal: NodeJS.Signals): Promise<void> {
  return new Promise((resolve) => {
    child.once('exit', () => resolve())
    child.kill(signal)
  })
}

async function token(): Promise<string> {
  const answer = await fetch(`${url}/oidc/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${Buffer.from(`demo-system:${secret}`).toString('base64')}` },
    body: new URLSearchParams({ grant_type: 'client_credentials' }),
  })
  return (await answer.json()).access_token
}

/** A signed-in counter officer's request. */
let cookie = ''
const asOfficer = (method: string, path: string, body?: object, key?: string) =>
  fetch(`${url}/api${path}`, {
    method,
    headers: {
      cookie,
      'x-requested-with': 'tan-trao',
      ...(body ? { 'content-type': 'application/json' } : {}),
      ...(key ? { 'idempotency-key': key } : {}),
    },
    ...(body ? { body: JSON.stringify(body) } : {}),
  })
async function signIn() {
  const answer = await fetch(`${url}/api/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ userName: 'motcua', password: 'tantrao2026' }),
  })
  cookie = answer.headers.get('set-cookie')!.split(';')[0]!
}

/** An extract from the civil status register, asked for at the department's desk. The people are fictitious. */
const INPUT = {
  procedure: '2.000635',
  agency: 'H60.03',
  applicant: { name: 'Ma Thị Thử', citizenNumber: '008190001234', phone: '0912345678' },
  answers: {
    applicantName: 'Ma Thị Thử',
    applicantNumber: '008190001234',
    applicantBirthDate: '1990-02-03',
    applicantAddress: 'Tổ 3, phường Minh Xuân',
    applicantPhone: '0912345678',
    onBehalf: false,
    eventKind: 'birth',
    subjectName: 'Ma Thị Thử',
    registeredAt: 'Phường Minh Xuân',
    copies: 1,
    pledge: true,
  },
}

beforeAll(async () => {
  await start()
  await signIn()
}, 180_000)
afterAll(async () => {
  await kill('SIGINT')
  rmSync(dataDir, { recursive: true, force: true })
}, 60_000)

test('kill -9 in the middle of receiving: every code that was given out is there, once, after the next start', async () => {
  const given = new Map<string, string>()
  const cut = new Set<string>()
  const lanes = Array.from({ length: 8 }, async (_, lane) => {
    for (let n = 0; ; n += 1) {
      const key = `lane-${lane}-${n}`
      try {
        const answer = await asOfficer('POST', '/dossiers/received', INPUT, key)
        if (answer.status !== 201) throw new Error(`${answer.status} ${await answer.text()}`)
        given.set(key, (await answer.json()).code)
      } catch (error) {
        if (!/fetch failed|terminated|socket|ECONN/i.test(String(error))) throw error
        cut.add(key)
        return
      }
    }
  })
  await new Promise((resolve) => setTimeout(resolve, 2500))
  await kill('SIGKILL')
  await Promise.all(lanes)
  expect(given.size).toBeGreaterThan(20)

  expect(await start()).toBeLessThan(30_000)
  // The session outlived the process; the same keys give the same codes, and what was cut off is done now, once.
  for (const [key, code] of given) {
    const again = await asOfficer('POST', '/dossiers/received', INPUT, key)
    expect([again.status, (await again.json()).code], key).toEqual([201, code])
  }
  const late = await Promise.all([...cut].map((key) => asOfficer('POST', '/dossiers/received', INPUT, key)))
  const codes = [
    ...given.values(),
    ...(await Promise.all(late.map(async (each) => (await each.json()).code))),
  ]
  expect(new Set(codes).size).toBe(codes.length)
  const today = codes
    .map((code) => code.slice(0, 13))
    .sort()
    .at(-1)!
  const numbers = codes
    .filter((code) => code.startsWith(today))
    .map((code) => Number(code.slice(14)))
    .sort((a, b) => a - b)
  expect(numbers).toEqual(numbers.map((_, index) => numbers[0]! + index))
}, 120_000)

test('its database killed under it: 503 until it is back by itself, then everything as before', async () => {
  const before = await asOfficer('GET', '/dossiers?limit=1')
  expect(before.status).toBe(200)
  const [postmaster] = readFileSync(`/proc/${child.pid}/task/${child.pid}/children`, 'utf8')
    .trim()
    .split(' ')
    .map(Number)
  process.kill(postmaster!, 'SIGKILL')
  const statuses: number[] = []
  const until = Date.now() + 60_000
  while (Date.now() < until) {
    const { status } = await asOfficer('GET', '/dossiers?limit=1')
    statuses.push(status)
    if (statuses.includes(503) && status === 200) break
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  expect(new Set(statuses)).toEqual(new Set([503, 200]))
  expect(statuses.at(-1)).toBe(200)
  expect((await (await asOfficer('GET', '/dossiers?limit=1')).json()).items).toHaveLength(1)
  expect((await fetch(`${url}/readyz`)).status).toBe(200)
}, 120_000)

test('a system’s token and key work against the started product', async () => {
  const answer = await fetch(`${url}/api/dossiers?limit=1`, {
    headers: { authorization: `Bearer ${await token()}` },
  })
  expect(answer.status).toBe(200)
})
