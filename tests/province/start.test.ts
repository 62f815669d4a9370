import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'

const dataDir = mkdtempSync(join(tmpdir(), 'tan-trao-start-'))
afterAll(() => rmSync(dataDir, { recursive: true, force: true }))

/** What the product says and how it ends when started with these settings. */
function start(env: Record<string, string>): Promise<{ code: number | null; said: string }> {
  const child = spawn(process.execPath, ['src/main.ts'], {
    cwd: new URL('../..', import.meta.url),
    env: { PATH: process.env.PATH, HOME: process.env.HOME, DATA_DIR: dataDir, LOG_LEVEL: 'silent', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  child.stdout.on('data', (chunk) => {
    said += chunk
  })
  child.stderr.on('data', (chunk) => {
    said += chunk
  })
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, said })))
}

test.each([
  ['an unknown name', { DATABASE_ULR: 'postgres://x@127.0.0.1/x' }, 'DATABASE_ULR'],
  ['a port that is none', { PORT: 'ba nghìn' }, 'PORT'],
  ['a port out of range', { PORT: '70000' }, 'PORT'],
  ['a demo that is neither on nor off', { DEMO: 'yes' }, 'DEMO'],
  ['an address that is none', { DATABASE_URL: 'mysql://x@127.0.0.1/x' }, 'DATABASE_URL'],
  ['an owner without a database', { DATABASE_OWNER_URL: 'postgres://x@127.0.0.1/x' }, 'DATABASE_OWNER_URL'],
  ['a public address that is none', { PUBLIC_URL: 'tuyenquang' }, 'PUBLIC_URL'],
  ['a mail server that is none', { SMTP_URL: 'http://x' }, 'SMTP_URL'],
  ['a database nobody answers at', { DATABASE_URL: 'postgres://tan_trao_app@127.0.0.1:1/x' }, 'DATABASE_URL'],
  ['a database without a role', { DATABASE_URL: 'postgres://127.0.0.1:1/x' }, 'DATABASE_URL'],
])('%s stops the start with one sentence that names it', async (_what, env, named) => {
  const { code, said } = await start({ PORT: '0', ...(env as unknown as Record<string, string>) })
  expect(code).toBe(1)
  expect(said).toContain(named)
  expect(said.trimEnd().split('\n')).toHaveLength(1)
  expect(said).toMatch(/[à-ỹđ]/i)
  expect(said).not.toMatch(/\bat .*\.ts:\d+/)
})

test('a port in use is one sentence too', async () => {
  const taken = createServer()
  await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve))
  const { port } = taken.address() as { port: number }
  const { code, said } = await start({ PORT: String(port), DEMO: '0' })
  await new Promise((resolve) => taken.close(resolve))
  expect([code, said.trimEnd().split('\n').length]).toEqual([1, 1])
  expect(said).toContain(String(port))
})
