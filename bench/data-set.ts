import { createHash } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { pino } from 'pino'
import { openHouse, type Running } from '../src/house.ts'
import { readSettings } from '../src/platform/settings.ts'
import { fill } from './fill/fill.ts'
import { refoldSample } from './fill/refold.ts'
import { say } from './line.ts'

const log = pino({ level: 'error' }, pino.destination(2))
/** Older sets have no work that is due about now. */
const FRESH_MS = 7 * 86_400_000
const SAMPLE = 300

type Marker = { dossiers: number; moves: number; open: number; at: number; made: string }
export type DataSet = { dataDir: string; dossiers: number; moves: number; open: number }

/** A province of `dossiers` dossiers on disk; made on first use, kept in the temporary folder for the next run. */
export async function dataSet(dossiers: number): Promise<DataSet> {
  const dataDir = join(tmpdir(), `tan-trao-bench-${dossiers}`)
  const marker = join(dataDir, 'filled.json')
  const made = recipe()
  if (existsSync(marker)) {
    const kept = JSON.parse(readFileSync(marker, 'utf8')) as Marker
    if (kept.made === made && Date.now() - kept.at < FRESH_MS) return { dataDir, ...kept }
  }
  rmSync(dataDir, { recursive: true, force: true })
  mkdirSync(dataDir, { recursive: true })
  chmodSync(dataDir, 0o755)
  say(`filling ${dossiers} dossiers into ${dataDir} (kept for the next run; remove the folder when done)`)
  const running = await open(dataDir)
  try {
    const filling = await fill(running.house, running.ownerUrl!, dossiers)
    const same = await refoldSample(running.house, SAMPLE)
    say(
      `  ${filling.dossiers} dossiers, ${filling.moves} moves, ${filling.open} open, ${Math.round(filling.seconds)} s; ${same} folded again, all equal`,
    )
    const { seconds: _seconds, ...told } = filling
    writeFileSync(marker, JSON.stringify({ ...told, at: Date.now(), made } satisfies Marker))
    return { dataDir, ...told }
  } finally {
    await running.close()
  }
}

/** The house on that data, in this process; with `attach` beside a product that is already running on it. */
export function open(dataDir: string, attach = false): Promise<Running> {
  return openHouse({
    settings: readSettings({ DATA_DIR: dataDir }),
    log,
    attach,
    connections: 2,
  })
}

/** A set made by another recipe is made again. */
function recipe(): string {
  const folder = fileURLToPath(new URL('fill/', import.meta.url))
  const hash = createHash('sha256')
  for (const name of readdirSync(folder).sort()) hash.update(readFileSync(join(folder, name)))
  return hash.digest('hex')
}
