import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import type { NationalSettings } from '../port.ts'

const STARTS_WITHIN_MS = 20_000

/** Starts the simulator in a process of its own, on `port` when it is free; it ends with this process at the latest. */
export async function startSimulator(
  port: number,
  redirectUri: string,
): Promise<{ settings: NationalSettings[]; stop: () => void }> {
  const child = spawn(
    process.execPath,
    [fileURLToPath(new URL('./main.ts', import.meta.url)), String(port), redirectUri],
    { stdio: ['pipe', 'pipe', 'ignore'], env: { PATH: process.env.PATH } },
  )
  const settings = await new Promise<NationalSettings[]>((resolve, reject) => {
    const late = setTimeout(() => reject(new Error('the simulator did not start in time')), STARTS_WITHIN_MS)
    late.unref()
    createInterface({ input: child.stdout }).once('line', (line) => {
      clearTimeout(late)
      resolve(JSON.parse(line))
    })
    child.once('error', reject)
    child.once('exit', (code) => reject(new Error(`the simulator ended at its start (${code})`)))
  })
  return {
    settings,
    stop: () => {
      child.stdin.end()
    },
  }
}
