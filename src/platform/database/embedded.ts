import { type ChildProcess, spawn } from 'node:child_process'
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  rmdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Problem } from '../../kernel/problem.ts'
import { findBinaries, type ServerUser, serverUser } from './binaries.ts'
import {
  initialise,
  ownerOf,
  placeCluster,
  refuseOtherVersion,
  serverEnvironment,
  socketFolder,
} from './cluster.ts'
import { disownStale, livePostmaster, processIdentity, stopPostmaster } from './postmaster.ts'
import {
  APP_ROLE,
  DATABASE,
  ensureRolesAndDatabase,
  OWNER_ROLE,
  RETENTION_ROLE,
  socketUrl,
  withClient,
} from './roles.ts'

export type Embedded = {
  ownerUrl: string
  appUrl: string
  retentionUrl: string
  /** For tests and repairs; the software itself never needs it. */
  superuserUrl: string
  /** Fast shutdown; resolves when the server has ended. Does nothing when we only attached. */
  stop(): Promise<void>
}

export type EmbeddedOptions = {
  /** Folder of this installation; the cluster lives in `<dataDir>/pg`. May be relative. */
  dataDir: string
  log: (sentence: string) => void
  /** Use the server of another live process on the same folder (report, backup) instead of refusing. */
  attach?: boolean
  /** Server settings over ours; tests switch fsync off here. */
  settings?: Record<string, string>
}

/** For a 2-core machine with little memory that other things share. Durable: nothing acknowledged is lost. */
const settings: Record<string, string> = {
  listen_addresses: '',
  unix_socket_permissions: '0700',
  max_connections: '100',
  shared_buffers: '256MB',
  effective_cache_size: '1GB',
  work_mem: '16MB',
  maintenance_work_mem: '128MB',
  fsync: 'on',
  synchronous_commit: 'on',
  full_page_writes: 'on',
  // One server, no replica: the write-ahead log only has to survive a crash.
  wal_level: 'minimal',
  max_wal_senders: '0',
  max_wal_size: '2GB',
  min_wal_size: '256MB',
  checkpoint_timeout: '15min',
  checkpoint_completion_target: '0.9',
  random_page_cost: '1.1',
  jit: 'off',
  max_parallel_workers_per_gather: '1',
  timezone: 'UTC',
  log_timezone: 'UTC',
  lc_messages: 'C',
  // A week of logs, then over again. Terse: the DETAIL of a refused row would write personal data into a log.
  logging_collector: 'on',
  log_directory: 'log',
  log_filename: 'postgresql-%a.log',
  log_truncate_on_rotation: 'on',
  log_rotation_age: '1d',
  log_rotation_size: '0',
  log_error_verbosity: 'terse',
  log_parameter_max_length: '0',
  log_min_error_statement: 'panic',
}

/**
 * Starts PostgreSQL in `<dataDir>/pg`, made on first use, with the three roles and the database. A server that outlived
 * its killed application is stopped and started again; one that dies while we live is started again. Throws
 * `database.in-use`, `database.no-binaries`, `database.not-started` (with the server's own last words).
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  const { log } = options
  const dataDir = resolve(options.dataDir)
  mkdirSync(dataDir, { recursive: true })
  const claim = join(dataDir, 'pg.process')
  const holder = claimFolder(claim)
  if (holder && !options.attach) {
    const message = `Thư mục dữ liệu ${dataDir} đang được tiến trình ${holder} dùng: hãy dừng nó hoặc đặt DATA_DIR khác.`
    throw new Problem('database.in-use', 409, message)
  }
  if (holder) return { ...urls(await runningSocket(join(dataDir, 'pg'))), stop: async () => {} }
  try {
    await stopLeftOver(join(dataDir, 'pg'), log)
    const user = ownerOf(join(dataDir, 'pg')) ?? serverUser()
    const cluster = placeCluster(dataDir, user, log)
    const binaries = findBinaries(user, user ? '/var/lib/tan-trao' : dataDir, log)
    if (!existsSync(join(cluster, 'PG_VERSION'))) initialise(binaries.initdb, cluster, user)
    refuseOtherVersion(cluster, binaries.version)
    const socket = socketFolder(dirname(cluster), user)
    const start = () => launch(binaries.postgres, cluster, socket, user, options.settings ?? {})
    const stop = await keepRunning(start, log)
    const end = async () => {
      await stop()
      removeIfEmpty(socket)
      rmSync(claim, { force: true })
    }
    await ensureRolesAndDatabase(urls(socket).superuserUrl).catch(async (error) => {
      await end()
      throw error
    })
    return { ...urls(socket), stop: end }
  } catch (error) {
    rmSync(claim, { force: true })
    throw error
  }
}

function urls(socket: string): Omit<Embedded, 'stop'> {
  return {
    ownerUrl: socketUrl(OWNER_ROLE, DATABASE, socket),
    appUrl: socketUrl(APP_ROLE, DATABASE, socket),
    retentionUrl: socketUrl(RETENTION_ROLE, DATABASE, socket),
    superuserUrl: socketUrl('postgres', 'postgres', socket),
  }
}

/** Writes our name on the folder; or returns the number of the live process whose name stands there. */
function claimFolder(claim: string): number | undefined {
  for (;;) {
    try {
      writeFileSync(claim, processIdentity(process.pid) ?? '', { flag: 'wx' })
      return undefined
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
    const claimed = readFileSync(claim, 'utf8')
    const pid = Number(claimed.split(' ')[0])
    if (claimed !== '' && processIdentity(pid) === claimed) return pid
    rmSync(claim, { force: true })
  }
}

/** The other process may have only just begun. */
async function runningSocket(cluster: string): Promise<string> {
  for (let tries = 0; tries < 300; tries++) {
    const server = livePostmaster(cluster)
    if (server?.socket) return server.socket
    await sleep(100)
  }
  throw new Problem('database.not-started', 503, `PostgreSQL ở ${cluster} chưa chạy: hãy thử lại sau.`)
}

async function stopLeftOver(cluster: string, log: (sentence: string) => void): Promise<void> {
  const server = livePostmaster(cluster)
  if (!server) return
  log('PostgreSQL của lần chạy trước còn sống: đang dừng để khởi động lại.')
  await stopPostmaster(server.pid)
  removeIfEmpty(server.socket)
}

function removeIfEmpty(folder: string): void {
  try {
    rmdirSync(folder)
  } catch {}
}

/** Starts the server, and again whenever it ends unasked (killed for memory, or by hand). Returns how to end it. */
async function keepRunning(
  start: () => Promise<ChildProcess>,
  log: (sentence: string) => void,
): Promise<() => Promise<void>> {
  let child = await start()
  let restarting: Promise<void> = Promise.resolve()
  const stopping = new AbortController()
  const restart = async () => {
    log('PostgreSQL dừng ngoài ý muốn: đang khởi động lại.')
    for (let pause = 1_000; ; pause = Math.min(pause * 2, 60_000)) {
      await sleep(pause, undefined, { ref: false, signal: stopping.signal })
      try {
        child = await start()
        return watch()
      } catch (error) {
        log((error as Error).message)
      }
    }
  }
  const watch = () => {
    child.once('exit', () => {
      if (!stopping.signal.aborted) restarting = restart().catch(() => {})
    })
  }
  watch()
  return async () => {
    stopping.abort()
    await restarting
    if (child.exitCode === null && child.signalCode === null) await stopPostmaster(child.pid!)
  }
}

async function launch(
  postgres: string,
  cluster: string,
  socket: string,
  user: ServerUser | undefined,
  over: Record<string, string>,
): Promise<ChildProcess> {
  const all = { ...settings, unix_socket_directories: socket, ...over }
  const args = Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const words = join(cluster, 'start.log')
  for (let attempt = 1; ; attempt++) {
    disownStale(cluster)
    const out = openSync(words, 'w', 0o600)
    // Detached: Ctrl-C reaches the whole foreground group, and the server must outlive the application's own shutdown.
    const child = spawn(postgres, ['-D', cluster, ...args], {
      ...user,
      cwd: '/',
      env: serverEnvironment,
      detached: true,
      stdio: ['ignore', out, out],
    })
    closeSync(out)
    child.unref()
    const failure = await untilReady(child, urls(socket).superuserUrl)
    if (failure === undefined) return child
    const said = lastWords(cluster, words)
    // Children of a killed server need a moment to notice and to let its shared memory go.
    if (/pre-existing shared memory block/.test(said) && attempt < 20) await sleep(500)
    else throw new Problem('database.not-started', 500, `PostgreSQL không khởi động được: ${said || failure}`)
  }
}

/** Undefined once the server answers; else why it never will. Crash recovery may take minutes. */
async function untilReady(child: ChildProcess, url: string): Promise<string | undefined> {
  let ended: string | undefined
  child.once('error', (error) => {
    ended = error.message
  })
  child.once('exit', (code, signal) => {
    ended ??= `kết thúc với mã ${code ?? signal}`
  })
  for (let tries = 0; tries < 12_000; tries++) {
    if (ended !== undefined) return ended
    try {
      await withClient(url, (client) => client.query('select 1'))
      return undefined
    } catch {
      await sleep(tries < 40 ? 25 : 50)
    }
  }
  return 'không trả lời sau 10 phút'
}

function lastWords(cluster: string, words: string): string {
  const folder = join(cluster, 'log')
  const logs = existsSync(folder) ? readdirSync(folder).map((name) => join(folder, name)) : []
  const newest = logs.sort((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs)[0]
  const lines = [words, newest].flatMap((file) =>
    file && existsSync(file) ? readFileSync(file, 'utf8').split('\n') : [],
  )
  return lines.filter((line) => /FATAL|ERROR|error while loading/.test(line)).at(-1) ?? ''
}
