import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DEMO_PASSWORD } from '../../demo/province.ts'
import { freePort } from '../../src/platform/testing/free-port.ts'

export type Province = {
  url: string
  accounts: Record<
    | 'counter'
    | 'specialist'
    | 'head'
    | 'leader'
    | 'director'
    | 'office'
    | 'chairman'
    | 'administrator'
    | 'designer'
    | 'approver'
    | 'commune'
    | 'communeHead',
    { userName: string; password: string }
  >
  /** The demo-system's secret, as the start printed it. */
  secret: string
  dataDir: string
  stop: () => Promise<void>
}

const as = (userName: string) => ({ userName, password: DEMO_PASSWORD })
const STARTS_WITHIN_MS = 90_000

/**
 * The whole product in a process of its own, on a fresh demonstration province: what a person would start. `host` is the
 * name people reach it by; passkeys want one that is no bare address.
 */
export async function startProvince(
  env: Record<string, string> = {},
  host: '127.0.0.1' | 'localhost' = '127.0.0.1',
): Promise<Province> {
  const port = await freePort()
  const dataDir = env.DATA_DIR ?? mkdtempSync(join(tmpdir(), 'tan-trao-journey-'))
  const url = `http://${host}:${port}`
  const child = spawn(process.execPath, ['src/main.ts', 'serve'], {
    cwd: new URL('../..', import.meta.url),
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      PORT: String(port),
      DATA_DIR: dataDir,
      LOG_LEVEL: 'warn',
      ...(host === '127.0.0.1' ? {} : { PUBLIC_URL: url }),
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  child.stdout.on('data', (chunk) => {
    said += chunk
  })
  child.stderr.on('data', (chunk) => {
    said += chunk
  })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  await ready(
    url,
    () => said,
    () => child.exitCode,
  )
  return {
    url,
    secret: /^demo-system secret (\S+)$/m.exec(said)?.[1] ?? '',
    dataDir,
    accounts: {
      counter: as('motcua'),
      specialist: as('chuyenvien'),
      head: as('truongphong'),
      leader: as('lanhdao'),
      director: as('giamdoc'),
      office: as('vanphong'),
      chairman: as('chutich'),
      administrator: as('quantri'),
      designer: as('thietke'),
      approver: as('duyet'),
      commune: as('xa'),
      communeHead: as('phutrachxa'),
    },
    stop: async () => {
      child.kill('SIGINT')
      await ended
      if (!env.DATA_DIR) rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

async function ready(url: string, said: () => string, exitCode: () => number | null): Promise<void> {
  const until = Date.now() + STARTS_WITHIN_MS
  while (Date.now() < until) {
    if (exitCode() !== null) throw new Error(`the province ended at start:\n${said()}`)
    const answer = await fetch(`${url}/readyz`).catch(() => null)
    if (answer?.ok && /^demo-system secret /m.test(said())) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error(`the province was not ready in time:\n${said()}`)
}
