import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import type { Script } from './pgbench-script.ts'

/** Where Debian and PATH keep pgbench. Throws with what to do when it is nowhere. */
export function findPgbench(): string {
  const debian = '/usr/lib/postgresql'
  const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a)) : []
  const places = [
    ...versions.map((version) => `${debian}/${version}/bin/pgbench`),
    ...(process.env.PATH ?? '').split(':').map((folder) => `${folder}/pgbench`),
  ]
  const found = places.find((path) => existsSync(path))
  if (found) return found
  throw new Error(
    'Không tìm thấy pgbench để so sánh. Hãy cài gói của Debian: apt-get install postgresql (hoặc postgresql-contrib), rồi chạy lại.',
  )
}

/** Transactions a second of the scripts, in equal shares, over the server's unix socket; prepared, as the product's own. */
export async function runPgbench(
  pgbench: string,
  appUrl: string,
  scripts: readonly Script[],
  { clients, seconds }: { clients: number; seconds: number },
): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'tan-trao-pgbench-'))
  try {
    const files = scripts.map(({ text }, index) => {
      const path = join(folder, `${index}.sql`)
      writeFileSync(path, text)
      return path
    })
    const [, role, database, host] = /^postgresql:\/\/([^@]+)@\/([^?]+)\?host=(.+)$/.exec(appUrl) ?? []
    const child = spawn(
      pgbench,
      [
        ...['-n', '-M', 'prepared', '-c', String(clients), '-j', '2', '-T', String(seconds)],
        ...['-h', decodeURIComponent(host!), '-U', role!],
        ...scripts.flatMap(({ variables }) =>
          [...variables].flatMap(([name, value]) => ['-D', `${name}=${value}`]),
        ),
        ...files.flatMap((path) => ['-f', path]),
        database!,
      ],
      { stdio: ['ignore', 'pipe', 'pipe'] },
    )
    const ended = new Promise<number | null>((resolve, reject) => {
      child.once('error', reject)
      child.once('close', resolve)
    })
    const [out, wrong, code] = await Promise.all([text(child.stdout), text(child.stderr), ended])
    const rate = Number(/^tps = ([\d.]+)/m.exec(out)?.[1])
    const failed = /number of failed transactions: (\d+)/.exec(out)?.[1] ?? '0'
    if (code !== 0 || !(rate > 0) || failed !== '0' || /aborted/.test(wrong))
      throw new Error(`pgbench ended with ${code}, ${failed} failed:\n${wrong.slice(0, 2000)}`)
    return rate
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
