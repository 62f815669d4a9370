import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { pino } from 'pino'
import { levelsOn } from '../../src/blocks/procedure/index.ts'
import { Problem } from '../../src/kernel/problem.ts'
import { SettingError } from '../../src/platform/settings.ts'
import { PERIOD, targetsAt } from './figures.ts'
import { progressBar } from './progress.ts'
import { type Replayed, replay } from './replay.ts'
import {
  articleTable,
  centreFigures,
  differences,
  serviceDifferences,
  serviceFigures,
  windowDifferences,
  windowFigures,
} from './report.ts'

const DEFAULT_SEED = '2022'

/** `npm run replay -- [--scale N] [--seed S] [--keep]`: plays, prints the report, and says whether it is the article's. */
export async function run(args: string[], dataDir: string | undefined): Promise<void> {
  let temporary: string | null = null
  let replayed: Replayed | null = null
  try {
    const { scale, seed, keep } = asked(args)
    if (!dataDir) {
      temporary = mkdtempSync(join(tmpdir(), 'tan-trao-replay-'))
      // The embedded server may have to run as another user, who must be able to come in.
      chmodSync(temporary, 0o755)
    }
    const folder = dataDir ? resolve(dataDir) : temporary!
    if (keep) temporary = null
    const targets = targetsAt(scale)
    const began = performance.now()
    const bar = progressBar(process.stderr)
    const log = pino({ base: null, level: 'warn' }, pino.destination(2))
    replayed = await replay({ dataDir: folder, seed, targets, log, onDay: bar.show })
    const seconds = Math.round((performance.now() - began) / 100) / 10
    bar.end()
    const report = await centreFigures(replayed.house)
    const onlineServices = await serviceFigures(replayed.house)
    const digitisation = await windowFigures(replayed.house)
    const { hash, dossiers, moves } = replayed.history
    const movesPerDossier = Math.round((moves / dossiers) * 100) / 100
    process.stdout.write(
      `${JSON.stringify({ ...report, onlineServices, digitisation, seed, scale, hash, dossiers, moves, movesPerDossier, seconds }, null, 2)}\n`,
    )
    process.stderr.write(`\n${articleTable(report, onlineServices, digitisation)}\n`)
    process.stderr.write(
      `\n${dossiers} hồ sơ, ${moves} bước (${movesPerDossier} bước một hồ sơ), ${seconds} giây. Mã băm ${hash}\n`,
    )
    if (keep || dataDir) process.stderr.write(`Dữ liệu giữ tại ${folder}\n`)
    const levels = await levelsOn(replayed.house.db, PERIOD.to)
    const wrong = [
      ...differences(report, targets),
      ...serviceDifferences(onlineServices, replayed.plan, levels),
      ...windowDifferences(digitisation, replayed.plan),
    ]
    if (wrong.length > 0) {
      process.stderr.write(`Số liệu khác kế hoạch: ${wrong.join('; ')}.\n`)
      process.exitCode = 1
    }
  } catch (error) {
    const known = error instanceof SettingError || error instanceof Problem
    process.stderr.write(`\n${known ? error.message : ((error as Error).stack ?? String(error))}\n`)
    process.exitCode = 1
  } finally {
    await replayed?.close()
    if (temporary) rmSync(temporary, { recursive: true, force: true })
  }
}

function asked(args: string[]): { scale: number; seed: string; keep: boolean } {
  const usage = 'Cách dùng: npm run replay -- [--scale 0.01…10] [--seed 2022] [--keep]'
  try {
    const { values } = parseArgs({
      args,
      options: {
        scale: { type: 'string', default: '1' },
        seed: { type: 'string', default: DEFAULT_SEED },
        keep: { type: 'boolean', default: false },
      },
    })
    const scale = Number(values.scale)
    if (!(scale >= 0.001 && scale <= 10)) throw new SettingError(`--scale từ 0.001 đến 10. ${usage}`)
    return { scale, seed: values.seed, keep: values.keep }
  } catch (error) {
    if (error instanceof SettingError) throw error
    throw new SettingError(`${(error as Error).message}. ${usage}`)
  }
}
