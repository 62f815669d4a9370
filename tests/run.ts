import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/**
 * `npm test [-- filters]`: every test once; `--heavy` adds the `*.heavy.test.ts`. The last line of stdout is exactly
 * `N passed, N failed`: tests, where a file that did not load or prepare counts as one failed, and so does an error
 * outside any test when nothing else failed. Exit 1 when anything failed or nothing ran.
 */
type Result = {
  numPassedTests: number
  numFailedTests: number
  testResults: { status: string; assertionResults: { status: string }[] }[]
}

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const asked = process.argv.slice(2)
const heavy = asked.includes('--heavy')
const filters = asked.filter((argument) => argument !== '--heavy')

const folder = mkdtempSync(join(tmpdir(), 'tan-trao-tests-'))
const written = join(folder, 'result.json')
const code = await vitest()
const { passed, failed } = count(code)
rmSync(folder, { recursive: true, force: true })
process.stdout.write(`${passed} passed, ${failed} failed\n`)
process.exitCode = failed > 0 || passed === 0 ? 1 : 0

function vitest(): Promise<number> {
  const args = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${written}`, ...filters]
  const child = spawn(process.execPath, [join(root, 'node_modules/vitest/vitest.mjs'), ...args], {
    cwd: root,
    env: { ...process.env, ...(heavy ? { HEAVY: '1' } : {}) },
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  // Vitest stops its own servers on a signal; this process waits for it instead of leaving them behind.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal))
  return new Promise((resolve) => {
    child.on('error', (error) => {
      console.error(error.message)
      resolve(1)
    })
    child.on('close', (status) => resolve(status ?? 1))
  })
}

function count(status: number): { passed: number; failed: number } {
  if (!existsSync(written)) return { passed: 0, failed: 1 }
  const result: Result = JSON.parse(readFileSync(written, 'utf8'))
  const unloaded = result.testResults.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'),
  )
  const failed = result.numFailedTests + unloaded.length
  return { passed: result.numPassedTests, failed: failed === 0 && status !== 0 ? 1 : failed }
}
