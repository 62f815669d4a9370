import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { person } from '../../demo/people/people.ts'
import { seeded } from '../../demo/people/random.ts'
import { believableAnswers } from '../../demo/play/answers.ts'
import { fictitiousPaper } from '../../demo/play/paper.ts'
import { competentAgencies, definitionFor, editionInForce } from '../../src/blocks/procedure/index.ts'
import { requiredDocuments } from '../../src/blocks/procedure/model/form-schema.ts'
import { dayOf, formatDate } from '../../src/kernel/local-time.ts'
import type { House } from '../../src/platform/command/run.ts'
import { APP_ROLE, DATABASE, databaseUrl } from '../../src/platform/database/roles.ts'
import { open } from '../data-set.ts'
import { median, print, say } from '../line.ts'
import { startProduct, token } from '../product.ts'
import { percentiles, underLoad } from '../under-load.ts'
import { captureSubmit } from './capture.ts'
import { findPgbench, runPgbench } from './pgbench.ts'
import { pgbenchScript, type Script } from './pgbench-script.ts'

const CLIENTS = 16
const ROUNDS = 4
const SECONDS = 8
/** Registering a birth: asked of every commune, with papers, wholly online. */
const PROCEDURE = '1.001193'
const AGENCIES = 32

/** Validated submission over HTTP beside pgbench with the same SQL on the same server, in turns. */
export async function intake(): Promise<void> {
  const pgbench = findPgbench()
  const dataDir = mkdtempSync(join(tmpdir(), 'tan-trao-bench-intake-'))
  chmodSync(dataDir, 0o755)
  say('intake: starting a fresh demonstration province')
  const product = await startProduct(dataDir)
  const beside = await open(dataDir, true)
  try {
    const appUrl = databaseUrl(beside.ownerUrl!, DATABASE, APP_ROLE)
    const bodies = await bodiesOf(beside.house)
    const scripts: Script[] = []
    for (const [index, body] of bodies.entries())
      scripts.push(pgbenchScript(await captureSubmit(beside.house, appUrl, body), `s${index}`))
    const authorization = `Bearer ${await token(product)}`
    const targets = bodies.map((body) => ({
      method: 'POST' as const,
      path: '/api/dossiers',
      headers: { authorization },
      body: JSON.stringify(body),
      keyed: true,
    }))
    const http = (seconds: number) => underLoad({ url: product.url, clients: CLIENTS, seconds, targets })
    const rival = (seconds: number) => runPgbench(pgbench, appUrl, scripts, { clients: CLIENTS, seconds })
    say('  warming up')
    await http(4)
    await rival(2)
    const ours: number[] = []
    const theirs: number[] = []
    const times: number[] = []
    for (let round = 1; round <= ROUNDS; round += 1) {
      const loaded = await http(SECONDS)
      ours.push(loaded.perSecond)
      times.push(...loaded.times)
      theirs.push(await rival(SECONDS))
      say(
        `  round ${round}: ${Math.round(ours.at(-1)!)} dossiers/s over HTTP, ${Math.round(theirs.at(-1)!)}/s by pgbench`,
      )
    }
    const statements = scripts[0]!.text.split(';\n').length - 1
    const spread = (values: number[]) => values.map(Math.round).join(', ')
    print(
      'intake',
      median(ours),
      'dossiers/s',
      median(theirs),
      `POST /api/dossiers against pgbench -M prepared with the same ${statements} statements (idempotency, audit and numbering among them), ${CLIENTS} clients each, ${AGENCIES} agencies, ${ROUNDS} rounds of ${SECONDS} s in turns, medians; HTTP ${spread(ours)}; pgbench ${spread(theirs)}; load, product and server share the machine; target ratio at least 0.5`,
    )
    const { p50, p95, p99 } = percentiles(times)
    print('intake p50', p50, 'ms', 100, 'full load, 16 clients without pause; target at most')
    print('intake p95', p95, 'ms', 300, 'target at most')
    print('intake p99', p99, 'ms', 500, 'target at most')
  } finally {
    await beside.close()
    await product.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
}

/** One believable application to each of the agencies, papers attached. */
async function bodiesOf(house: House): Promise<object[]> {
  const today = formatDate(dayOf(house.clock().getTime()))
  const entry = await editionInForce(house, PROCEDURE, today)
  const agencies = (await competentAgencies(house, entry, today)).slice(0, AGENCIES)
  const paper = await fictitiousPaper(house)
  const bodies: object[] = []
  for (const [index, { code }] of agencies.entries()) {
    const definition = await definitionFor(house, entry.code, entry.edition, code)
    const random = seeded(`bench:intake:${index}`)
    const one = person(random, { at: today })
    const answers = believableAnswers(definition, one, random)
    bodies.push({
      procedure: PROCEDURE,
      agency: code,
      applicant: {
        kind: 'person',
        name: one.fullName,
        citizenNumber: one.citizenNumber,
        birthDate: one.birthDate,
        phone: one.phone,
        address: one.address.text,
      },
      answers,
      documents: requiredDocuments(definition, answers).map(({ key, form }) => ({
        key,
        form,
        copies: 1,
        files: [paper],
      })),
    })
  }
  return bodies
}
