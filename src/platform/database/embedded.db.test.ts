import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { connect } from './connection.ts'
import { type Embedded, startEmbedded } from './embedded.ts'
import { livePostmaster } from './postmaster.ts'
import { withClient } from './roles.ts'

let folder: string
let dataDir: string
let running: Embedded[]
let said: string[]
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tan-trao-embedded-'))
  chmodSync(folder, 0o755)
  dataDir = join(folder, 'data')
  running = []
  said = []
})
afterEach(async () => {
  for (const server of running) await server.stop()
  rmSync(folder, { recursive: true, force: true })
})

async function start(options: { dataDir?: string; attach?: boolean } = {}): Promise<Embedded> {
  const server = await startEmbedded({ dataDir, log: (sentence) => said.push(sentence), ...options })
  running.push(server)
  return server
}
const query = (url: string, text: string) =>
  withClient(url, async (client) => (await client.query(text)).rows)

/** A process that starts the server, writes one row, says so and then hangs, as an application does until killed. */
async function application(): Promise<ChildProcess> {
  const here = JSON.stringify(import.meta.dirname)
  const script = `
    const { startEmbedded } = await import(${here} + '/embedded.ts')
    const { withClient } = await import(${here} + '/roles.ts')
    const server = await startEmbedded({ dataDir: ${JSON.stringify(dataDir)}, log: () => {} })
    await withClient(server.ownerUrl, (client) =>
      client.query("create table public.kept (word text); insert into public.kept values ('còn đây')"))
    console.log('written')
    setInterval(() => {}, 1000)`
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await once(child.stdout!, 'data')
  return child
}

test('a second start keeps the data; between the two nothing runs', async () => {
  const first = await start()
  await query(
    first.ownerUrl,
    `create table public.kept (word text); insert into public.kept values ('còn đây')`,
  )
  await first.stop()
  expect(livePostmaster(join(dataDir, 'pg'))).toBeUndefined()
  const second = await start()
  expect(await query(second.ownerUrl, 'select word from public.kept')).toEqual([{ word: 'còn đây' }])
})

test('it is durable, Vietnamese, without TCP, and behind a folder only its user may enter', async () => {
  const server = await start()
  const [found] = await query(
    server.appUrl,
    `select current_setting('fsync') as fsync, current_setting('synchronous_commit') as sync,
            current_setting('listen_addresses') as tcp, current_setting('jit') as jit, version() as version,
            (select datlocale from pg_database where datname = current_database()) as locale`,
  )
  expect(found).toMatchObject({ fsync: 'on', sync: 'on', tcp: '', jit: 'off', locale: 'vi-VN' })
  expect(found.version).toMatch(/^PostgreSQL 18\./)
  const socket = livePostmaster(join(dataDir, 'pg'))!.socket
  expect(statSync(socket).mode & 0o777).toBe(0o700)
  expect(statSync(join(dataDir, 'pg')).mode & 0o777).toBe(0o700)
})

test('the application killed with -9: the server left over is stopped and the data stands', async () => {
  const killed = await application()
  const before = livePostmaster(join(dataDir, 'pg'))!
  killed.kill('SIGKILL')
  await once(killed, 'exit')
  expect(livePostmaster(join(dataDir, 'pg'))?.pid).toBe(before.pid)
  const server = await start()
  expect(livePostmaster(join(dataDir, 'pg'))?.pid).not.toBe(before.pid)
  expect(said).toContain('PostgreSQL của lần chạy trước còn sống: đang dừng để khởi động lại.')
  expect(await query(server.ownerUrl, 'select word from public.kept')).toEqual([{ word: 'còn đây' }])
})

test('application and server killed with -9: it recovers, nothing acknowledged is lost', async () => {
  const killed = await application()
  process.kill(livePostmaster(join(dataDir, 'pg'))!.pid, 'SIGKILL')
  killed.kill('SIGKILL')
  await once(killed, 'exit')
  expect(existsSync(join(dataDir, 'pg', 'postmaster.pid'))).toBe(true)
  const server = await start()
  expect(await query(server.ownerUrl, 'select word from public.kept')).toEqual([{ word: 'còn đây' }])
})

test('a server that dies under a living application comes back, and the pool with it', async () => {
  const server = await start()
  const connection = connect(server.appUrl)
  await connection.pool.query('select 1')
  process.kill(livePostmaster(join(dataDir, 'pg'))!.pid, 'SIGKILL')
  const answered = async () => {
    for (let tries = 0; tries < 100; tries++) {
      await new Promise((resolve) => setTimeout(resolve, 100))
      const answer = await connection.pool.query('select 1 as one').catch(() => undefined)
      if (answer && said.length > 0) return answer.rows
    }
    return []
  }
  expect(await answered()).toEqual([{ one: 1 }])
  expect(said[0]).toBe('PostgreSQL dừng ngoài ý muốn: đang khởi động lại.')
  await connection.close()
})

test('a folder in use is refused by name, unless one only wants to look in', async () => {
  const server = await start()
  await expect(start()).rejects.toMatchObject({
    code: 'database.in-use',
    message: expect.stringContaining(`tiến trình ${process.pid}`),
  })
  const guest = await start({ attach: true })
  expect(guest.ownerUrl).toBe(server.ownerUrl)
  await guest.stop()
  expect(await query(server.appUrl, 'select 1 as one')).toEqual([{ one: 1 }])
})

test('a relative folder and one too deep for a socket path both work', async () => {
  dataDir = relative(process.cwd(), join(folder, 'd'.repeat(120)))
  const server = await start()
  expect(await query(server.appUrl, 'select 1 as one')).toEqual([{ one: 1 }])
})

test('data of another PostgreSQL version is refused in one sentence', async () => {
  await (await start()).stop()
  const { writeFileSync } = await import('node:fs')
  writeFileSync(join(dataDir, 'pg', 'PG_VERSION'), '17\n')
  await expect(start()).rejects.toMatchObject({ message: expect.stringContaining('thuộc PostgreSQL 17') })
})

test('a server that can not start says why in its own words', async () => {
  const broken = startEmbedded({ dataDir, log: () => {}, settings: { shared_buffers: 'plenty' } })
  await expect(broken).rejects.toMatchObject({
    code: 'database.not-started',
    message: expect.stringContaining('shared_buffers'),
  })
  // And the folder is free again.
  expect(await query((await start()).appUrl, 'select 1 as one')).toEqual([{ one: 1 }])
})

test.runIf(process.getuid?.() === 0)(
  'as root under a closed folder the data lies elsewhere, linked and said',
  async () => {
    const closed = join(folder, 'closed')
    mkdirSync(closed, { mode: 0o700 })
    dataDir = join(closed, 'data')
    const first = await start()
    const cluster = realpathSync(join(dataDir, 'pg'))
    expect(relative(closed, cluster).startsWith('..')).toBe(true)
    expect(said.join()).toContain(cluster)
    await query(first.ownerUrl, 'create table public.kept ()')
    await first.stop()
    const second = await start()
    expect(await query(second.ownerUrl, `select to_regclass('public.kept')::text as kept`)).toEqual([
      { kept: 'kept' },
    ])
    await second.stop()
    rmSync(dirname(cluster), { recursive: true, force: true })
    expect(readFileSync('/proc/self/status', 'utf8')).toContain('Uid:\t0')
  },
)
