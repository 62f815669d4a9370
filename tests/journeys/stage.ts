import { rmSync } from 'node:fs'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, inject } from 'vitest'
import { openBrowser } from './browser.ts'
import { copyOf } from './played-province.ts'
import { type Province, startProvince } from './province.ts'

/** What a journey plays on, from its first test to its last: a province of its own and a browser. */
export let province: Province
export let browser: Browser

const STARTS_WITHIN_MS = 180_000

/** Says that this file's journeys need the stage, reached by `host`; `more` settings are known once it is to be set. */
export function setStage(
  host?: Parameters<typeof startProvince>[1],
  more: () => Promise<Record<string, string>> = async () => ({}),
): void {
  let dataDir = ''
  beforeAll(async () => {
    dataDir = copyOf(inject('playedProvince'))
    ;[province, browser] = await Promise.all([
      startProvince({ DATA_DIR: dataDir, ...(await more()) }, host),
      openBrowser(),
    ])
  }, STARTS_WITHIN_MS)
  afterAll(async () => {
    await browser?.close()
    await province?.stop()
    rmSync(dataDir, { recursive: true, force: true })
  })
}
