// One set-up at a time. Plain JS with only node: imports, for the same reason as setup.js.
import {
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'

/** Why set-up can't go on, in one sentence for the person who started it. */
export class Refusal extends Error {}

/** Runs `work` while no other set-up with this folder does; a lock whose process is gone is taken over. */
export function alone(folder, say, work) {
  const lock = join(folder, 'setup.lock')
  mkdirSync(folder, { recursive: true })
  const mine = `${lock}.${process.pid}`
  writeFileSync(mine, String(process.pid))
  try {
    const until = Date.now() + 15 * 60_000
    for (let waited = 0; !linked(mine, lock); waited++) {
      const holder = readIfThere(lock)
      if (holder !== null && !runsSetup(Number(holder))) takeAway(lock, holder)
      else if (Date.now() > until)
        throw new Refusal(
          `Cài đặt dừng lại: một lần cài khác (tiến trình ${holder}) chưa xong sau 15 phút; xóa ${lock} nếu nó không còn chạy.`,
        )
      else if (waited === 5) say('Đang chờ một lần cài khác làm xong…')
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 200)
    }
    try {
      clearLeftovers(folder)
      return work()
    } finally {
      rmSync(lock, { force: true })
    }
  } finally {
    rmSync(mine, { force: true })
  }
}

function linked(from, to) {
  try {
    linkSync(from, to)
    return true
  } catch (error) {
    if (error.code === 'EEXIST') return false
    throw error
  }
}

/** What a set-up that was killed left half made; nobody else is making anything while we hold the lock. */
function clearLeftovers(folder) {
  for (const name of readdirSync(folder)) {
    const [, pid] = name.match(/^(?:node|packages|web|old|current|setup\.lock(?:\.stale)?)\.(\d+)$/) ?? []
    if (pid && !runsSetup(Number(pid))) rmSync(join(folder, name), { recursive: true, force: true })
  }
}

/** Removes a dead process's lock; two that try at once must not remove the fresh lock of the quicker one. */
function takeAway(lock, holder) {
  const aside = `${lock}.stale.${process.pid}`
  try {
    renameSync(lock, aside)
  } catch {
    return
  }
  if (readIfThere(aside) !== holder) linked(aside, lock)
  rmSync(aside, { force: true })
}

function runsSetup(pid) {
  try {
    process.kill(pid, 0)
  } catch (error) {
    if (error.code !== 'EPERM') return false
  }
  const line = readIfThere(`/proc/${pid}/cmdline`)
  return line === null ? !existsSync('/proc/self') : line.includes('setup.js')
}

/** A file's text, or null when it is not there. */
export function readIfThere(path) {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return null
    throw error
  }
}
