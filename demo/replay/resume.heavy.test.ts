import { type ChildProcess, spawn } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, expect, test } from 'vitest'

const main = fileURLToPath(new URL('./main.ts', import.meta.url))
const folders: string[] = []
afterAll(() => {
  for (const each of folders) rmSync(each, { recursive: true, force: true })
})

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'tan-trao-resume-'))
  chmodSync(made, 0o755)
  folders.push(made)
  return made
}

type Ended = { code: number | null; signal: NodeJS.Signals | null; out: string; said: string }

/** Runs the replay as a process of its own; `during` sees what it says on stderr so far. */
function run(
  dataDir: string,
  during: (child: ChildProcess, said: string) => void = () => {},
): Promise<Ended> {
  const child = spawn(process.execPath, [main, '--scale', '0.004', '--seed', 'resume'], {
    env: { PATH: process.env.PATH, DATA_DIR: dataDir },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let out = ''
  let said = ''
  child.stdout!.on('data', (chunk) => {
    out += chunk
  })
  child.stderr!.on('data', (chunk) => {
    said += chunk
    during(child, said)
  })
  return new Promise((resolve) => child.once('close', (code, signal) => resolve({ code, signal, out, said })))
}

test('killed outright in the middle and run again, it goes on to the very same history', async () => {
  const whole = await run(folder())
  expect(whole.code, whole.said).toBe(0)
  const cut = folder()
  for (const share of [' 30 %', ' 60 %']) {
    const killed = await run(cut, (child, said) => {
      if (said.includes(share) || said.includes(share.replace('0 %', '1 %'))) child.kill('SIGKILL')
    })
    expect(killed.signal, killed.said).toBe('SIGKILL')
  }
  const resumed = await run(cut)
  expect(resumed.code, resumed.said).toBe(0)
  expect(resumed.said).toMatch(/bước đã có/)
  const { seconds: _first, ...wanted } = JSON.parse(whole.out)
  const { seconds: _second, ...got } = JSON.parse(resumed.out)
  expect(got).toEqual(wanted)
}, 300_000)
