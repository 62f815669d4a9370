import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { doubtfulDependencies } from './dependencies.ts'
import { missingWords } from './glossary.ts'
import { brokenRules } from './house-rules.ts'

/**
 * `npm run check`: formatting and lint, types, boundaries, unused code, glossary, house rules,
 * dependencies (licences, known weaknesses, bill of materials). Silent when all is well;
 * otherwise the output of what failed, and exit 1.
 */
const root = dirname(dirname(fileURLToPath(import.meta.url)))
const trees = ['src', 'web', 'demo', 'tests', 'bench'].filter((tree) => existsSync(join(root, tree)))

type Check = { name: string; run: () => Promise<string | null> }
const checks: Check[] = [
  {
    name: 'types',
    run: tool('typescript/bin/tsc', [
      '--noEmit',
      '--pretty',
      'false',
      '--incremental',
      '--tsBuildInfoFile',
      '.cache/types.json',
    ]),
  },
  {
    name: 'unused code',
    run: tool('knip/bin/knip.js', ['--no-progress', '--cache', '--cache-location', '.cache/knip']),
  },
  {
    name: 'boundaries',
    run: tool('dependency-cruiser/bin/dependency-cruiser.mjs', [
      '--config',
      'boundaries.cjs',
      '--output-type',
      'err',
      ...trees,
    ]),
  },
  {
    name: 'formatting and lint',
    run: tool('@biomejs/biome/bin/biome', ['check', '--error-on-warnings', '--no-errors-on-unmatched', '.']),
  },
  { name: 'glossary', run: async () => listed(missingWords(root)) },
  { name: 'house rules', run: async () => listed(brokenRules(root)) },
  { name: 'dependencies', run: async () => listed(doubtfulDependencies(root)) },
]

const waiting = [...checks]
const failed: string[] = []
await Promise.all(Array.from({ length: Math.min(availableParallelism(), 4) }, work))
if (failed.length > 0) {
  for (const report of failed) process.stdout.write(`${report}\n`)
  process.exitCode = 1
}

async function work(): Promise<void> {
  for (let check = waiting.shift(); check; check = waiting.shift()) {
    const output = await check.run().catch((error: Error) => error.message)
    if (output !== null) failed.push(`── ${check.name}\n${output}\n`)
  }
}

/** A tool of node_modules run by this Node; null when it is content, otherwise what it printed. */
function tool(file: string, args: string[]): Check['run'] {
  return () =>
    new Promise((resolve) => {
      const child = spawn(process.execPath, [join(root, 'node_modules', file), ...args], {
        cwd: root,
        env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: undefined },
        stdio: ['ignore', 'pipe', 'pipe'],
      })
      let output = ''
      for (const stream of [child.stdout, child.stderr]) stream.on('data', (piece) => (output += piece))
      child.on('error', (error) => resolve(error.message))
      child.on('close', (code) => resolve(code === 0 ? null : output.trim() || `${file} ended with ${code}`))
    })
}

function listed(lines: string[]): string | null {
  return lines.length > 0 ? lines.join('\n') : null
}
