import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { startProvince } from './province.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** A DATA_DIR in which the demonstration province has been played and stopped. */
    playedProvince: string
  }
}

/** Plays the demonstration once for all journeys: each then starts on a copy of its own, in a third of the time. */
export default async function setup(project: TestProject): Promise<() => void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'tan-trao-played-'))
  const province = await startProvince({ DATA_DIR: dataDir })
  await province.stop()
  project.provide('playedProvince', dataDir)
  return () => rmSync(dataDir, { recursive: true, force: true })
}

/** A copy of a stopped province, owners and rights kept: the database's files belong to another user where root runs it. */
export function copyOf(dataDir: string): string {
  const copy = mkdtempSync(join(tmpdir(), 'tan-trao-journey-'))
  const { status, stderr } = spawnSync('cp', ['-a', `${dataDir}/.`, copy], { encoding: 'utf8' })
  if (status !== 0) throw new Error(`the played province could not be copied: ${stderr}`)
  return copy
}
