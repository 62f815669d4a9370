import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs'
import { join } from 'node:path'
import { Problem } from '../../kernel/problem.ts'
import { reachable, type ServerUser } from './binaries.ts'

const SOCKET_FILE = '/.s.PGSQL.5432'
/** sun_path holds 107 bytes on Linux and 103 on macOS. */
const MAX_SOCKET_PATH = 103

/** The server sees nothing of the caller's own environment: a stray PGDATA or PGOPTIONS changes nothing. */
export const serverEnvironment = { PATH: process.env.PATH ?? '', LC_ALL: 'C' }

/** As root, an existing cluster keeps the user it was made by. */
export function ownerOf(cluster: string): ServerUser | undefined {
  if (process.getuid?.() !== 0 || !existsSync(join(cluster, 'PG_VERSION'))) return undefined
  const { uid, gid } = statSync(cluster)
  return uid === 0 ? undefined : { uid, gid }
}

/**
 * The cluster's real folder: `<dataDir>/pg`, or, when a folder above is closed to the server's user (such as /root), a
 * folder in /var/lib/tan-trao to which `<dataDir>/pg` is a link.
 */
export function placeCluster(
  dataDir: string,
  user: ServerUser | undefined,
  log: (sentence: string) => void,
): string {
  const link = join(dataDir, 'pg')
  if (existsSync(link)) {
    const cluster = realpathSync(link)
    if (!user && statSync(cluster).uid !== process.getuid?.()) {
      throw new Problem(
        'database.not-started',
        500,
        `Thư mục ${cluster} thuộc người dùng khác: hãy chạy bằng đúng người dùng đó.`,
      )
    }
    if (user) chownTree(cluster, user)
    return cluster
  }
  // Passing through is all the server needs; what else lies there keeps its own mode.
  if (user && !reachable(dataDir, user)) chmodSync(dataDir, statSync(dataDir).mode | 0o011)
  let cluster = link
  if (user && !reachable(dataDir, user)) {
    mkdirSync('/var/lib/tan-trao', { recursive: true, mode: 0o755 })
    const home = mkdtempSync('/var/lib/tan-trao/data-')
    chmodSync(home, 0o755)
    cluster = join(home, 'pg')
    if (lstatSync(link, { throwIfNoEntry: false })) rmSync(link)
    symlinkSync(cluster, link)
    log(`PostgreSQL không chạy bằng root và không vào được ${dataDir}, nên dữ liệu nằm ở ${cluster}.`)
  }
  mkdirSync(cluster, { mode: 0o700 })
  if (user) chownSync(cluster, user.uid, user.gid)
  return cluster
}

/** A folder copied or restored by root belongs to root; the server must own all of it. */
function chownTree(folder: string, user: ServerUser): void {
  if (statSync(folder).uid === user.uid) return
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    chownSync(join(entry.parentPath, entry.name), user.uid, user.gid)
  }
  chownSync(folder, user.uid, user.gid)
}

export function initialise(initdb: string, cluster: string, user: ServerUser | undefined): void {
  // Half a cluster (killed during initdb) has no PG_VERSION of its own worth keeping.
  for (const entry of readdirSync(cluster)) rmSync(join(cluster, entry), { recursive: true, force: true })
  const locale = ['--encoding=UTF8', '--locale=C', '--locale-provider=icu', '--icu-locale=vi-VN']
  const access = ['--username=postgres', '--auth-local=trust', '--auth-host=reject', '--data-checksums']
  const made = spawnSync(initdb, ['-D', cluster, ...locale, ...access], {
    ...user,
    cwd: '/',
    env: serverEnvironment,
  })
  if (made.status === 0) return
  const words = made.error?.message ?? made.stderr.toString().trim().split('\n').at(-1)
  throw new Problem('database.not-started', 500, `Không tạo được cơ sở dữ liệu ở ${cluster}: ${words}.`)
}

export function refuseOtherVersion(cluster: string, version: string): void {
  const made = readFileSync(join(cluster, 'PG_VERSION'), 'utf8').trim()
  const major = version.split('.')[0]
  if (made === major) return
  const message = `Dữ liệu ở ${cluster} thuộc PostgreSQL ${made}, phần mềm này mang bản ${major}: hãy sao lưu bằng bản cũ rồi khôi phục.`
  throw new Problem('database.not-started', 500, message)
}

/** Trust stands on this folder: only the server's user (and root) may enter it. */
export function socketFolder(home: string, user: ServerUser | undefined): string {
  const beside = join(home, 'pg.socket')
  const short = Buffer.byteLength(beside + SOCKET_FILE) <= MAX_SOCKET_PATH
  if (short) rmSync(beside, { recursive: true, force: true })
  const socket = short ? beside : mkdtempSync('/tmp/tan-trao-')
  mkdirSync(socket, { recursive: true, mode: 0o700 })
  chmodSync(socket, 0o700)
  if (user) chownSync(socket, user.uid, user.gid)
  return socket
}
