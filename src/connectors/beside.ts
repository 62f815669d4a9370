import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

const STARTS_WITHIN_MS = 20_000

/**
 * Starts a simulator of an outside system in a process of its own and answers the line it says when it is ready. It ends
 * when `stop` is called, and at the latest with this process: its standard input then ends.
 */
export async function startBeside(
  script: URL,
  args: readonly string[] = [],
): Promise<{ said: string; stop: () => void }> {
  const child = spawn(process.execPath, [fileURLToPath(script), ...args], {
    stdio: ['pipe', 'pipe', 'ignore'],
    env: { PATH: process.env.PATH },
  })
  const said = await new Promise<string>((resolve, reject) => {
    const late = setTimeout(
      () => reject(new Error(`${script.pathname} did not start in time`)),
      STARTS_WITHIN_MS,
    )
    late.unref()
    createInterface({ input: child.stdout }).once('line', (line) => {
      clearTimeout(late)
      resolve(line)
    })
    child.once('error', reject)
    child.once('exit', (code) => reject(new Error(`${script.pathname} ended at its start (${code})`)))
  })
  return { said, stop: () => void child.stdin.end() }
}

/** For the simulator itself: stop when whoever started it is gone. */
export function endWithParent(stop: () => void): void {
  process.stdin.resume()
  process.stdin.once('end', stop)
}
