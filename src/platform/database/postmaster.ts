import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, readlinkSync, realpathSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

/** The running server of a data directory. */
export type Postmaster = { pid: number; socket: string }

/** The live server of `dataDir`, told from a stale postmaster.pid and from a stranger that now has its number. */
export function livePostmaster(dataDir: string): Postmaster | undefined {
  const file = join(dataDir, 'postmaster.pid')
  if (!existsSync(file)) return undefined
  const lines = readFileSync(file, 'utf8').split('\n')
  const pid = Number(lines[0])
  if (!Number.isInteger(pid) || pid < 2 || !isAlive(pid) || !worksIn(pid, dataDir)) return undefined
  return { pid, socket: lines[4] ?? '' }
}

/**
 * Makes a stale postmaster.pid harmless. PostgreSQL takes any process with the noted number for its old self: one that
 * a container without init never reaped, or a stranger after a restart. Our own number it knows as its parent's. The
 * file stays, because the shared memory noted in it is how PostgreSQL finds surviving children of a killed server.
 */
export function disownStale(dataDir: string): void {
  const file = join(dataDir, 'postmaster.pid')
  if (!existsSync(file) || livePostmaster(dataDir)) return
  const [, ...rest] = readFileSync(file, 'utf8').split('\n')
  writeFileSync(file, [process.pid, ...rest].join('\n'))
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** A postmaster's working directory is its data directory. Where /proc is missing its command line names it. */
function worksIn(pid: number, dataDir: string): boolean {
  try {
    if (existsSync('/proc/self/cwd')) return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(dataDir)
    const command = execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' })
    return command.includes(dataDir)
  } catch {
    return false
  }
}

/** Fast shutdown: open transactions roll back, the rest reaches the disk. After `patience` ms, an immediate one. */
export async function stopPostmaster(pid: number, patience = 60_000): Promise<void> {
  const signal = (name: NodeJS.Signals) => {
    try {
      process.kill(pid, name)
    } catch {}
  }
  signal('SIGINT')
  for (let waited = 0; isAlive(pid) && !isZombie(pid); waited += 20) {
    if (waited === patience) signal('SIGQUIT')
    if (waited > patience + 10_000) throw new Error(`PostgreSQL ${pid} does not stop`)
    await sleep(20)
  }
}

/** A child of ours that has ended but is not yet reaped still answers to signal 0. */
function isZombie(pid: number): boolean {
  try {
    return /^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'))
  } catch {
    return false
  }
}

/** Names a process so that another with the same number, later or after a reboot, is not taken for it. */
export function processIdentity(pid: number): string | undefined {
  if (!isAlive(pid)) return undefined
  try {
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
    // The command name may hold spaces and brackets; the start time is the 20th field after its closing one.
    const started = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ')[19]
    return `${pid} ${boot} ${started}`
  } catch {
    return String(pid)
  }
}
