import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { median, print, say } from './line.ts'
import { startProduct } from './product.ts'

const AGAIN = 3
const PROMISED = 10

/** From spawn to the first 200 of /readyz: an empty folder (cluster, migrations, demonstration province), then its data. */
export async function start(): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'tan-trao-bench-start-'))
  chmodSync(dataDir, 0o755)
  try {
    say('start: first time')
    const first = await startProduct(dataDir)
    await first.stop()
    const again: number[] = []
    for (let turn = 1; turn <= AGAIN; turn += 1) {
      say(`start: again, ${turn} of ${AGAIN}`)
      const product = await startProduct(dataDir)
      again.push(product.readyAfterMs)
      await product.stop()
    }
    const note = 'spawn to /readyz, without npm and scripts/setup.js; target at most'
    print('start again', median(again) / 1000, 's', PROMISED, `existing data, median of ${AGAIN}; ${note}`)
    print(
      'start first',
      first.readyAfterMs / 1000,
      's',
      null,
      'makes the cluster, migrates, plays a few hundred dossiers',
    )
  } finally {
    rmSync(dataDir, { recursive: true, force: true })
  }
}
