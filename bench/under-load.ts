import { spawn } from 'node:child_process'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { percentile } from './line.ts'
import type { Load, Loaded } from './load.ts'

/** Drives the product from a process of its own, so that making the load is not counted as serving it. */
export async function underLoad(load: Load): Promise<Loaded> {
  const child = spawn(process.execPath, [fileURLToPath(new URL('load.ts', import.meta.url))], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  child.stdin.end(JSON.stringify(load))
  const said = await text(child.stdout)
  if (!said) throw new Error('the load process ended without a result')
  const loaded = JSON.parse(said) as Loaded
  if (loaded.refused.count > 0)
    throw new Error(`${loaded.refused.count} requests were refused; the first: ${loaded.refused.first}`)
  return loaded
}

export type Percentiles = { p50: number; p95: number; p99: number }

export function percentiles(times: readonly number[]): Percentiles {
  const sorted = [...times].sort((a, b) => a - b)
  return { p50: percentile(sorted, 0.5), p95: percentile(sorted, 0.95), p99: percentile(sorted, 0.99) }
}
