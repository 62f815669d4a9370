import { sql } from 'kysely'
import { DAY, dayOf, formatDate } from '../src/kernel/local-time.ts'
import type { House } from '../src/platform/command/run.ts'
import { dataSet } from './data-set.ts'
import { median, print, say } from './line.ts'
import { CLIENTS, cookies, printPromised, READERS, readTimes, sqlMedian, withProduct } from './reading.ts'

const REQUESTS = 100
const COLUMNS = 'd.*, a.applicant_name'
const FROM = 'from dossier.dossier d left join dossier.dossier_answer a on a.dossier_id = d.id and a.seq = 0'

const TURNS = 4
const TURN_REQUESTS = 40
const ALLOWED = 1.3

type Question = { name: string; paths: string[]; sql: string[] | null }

/** The office's lists over HTTP, audit row included, beside the same question in SQL without authorisation. */
export async function worklist(dossiers: number): Promise<void> {
  const set = await dataSet(dossiers)
  say(`worklist: ${set.dossiers} dossiers, ${set.moves} moves, ${set.open} open`)
  await withProduct(set.dataDir, async (product, house) => {
    const signedIn = await cookies(product)
    for (const { who, agency } of READERS) {
      for (const question of await questions(house, agency)) {
        const got = await readTimes(product, signedIn[who]!, question.paths, REQUESTS)
        const name = `worklist ${dossiers} ${who} ${question.name}`
        printPromised(name, got, `${REQUESTS} requests, ${CLIENTS} clients, audit row included`)
        if (question.sql)
          print(
            `${name} over SQL`,
            got.p50,
            'ms p50',
            await sqlMedian(house, question.sql),
            'against the same question in SQL alone, without authorisation, audit and HTTP',
          )
        say(`  ${who}, ${question.name}: p50 ${got.p50.toFixed(1)} ms, p95 ${got.p95.toFixed(1)} ms`)
      }
    }
  })
}

/**
 * The same list with the predicate of who asks and without: by somebody who reaches everything and names the agency in
 * the question instead. In turns, so that what else the machine does falls on both.
 */
export async function authorisation(dossiers: number): Promise<void> {
  const set = await dataSet(dossiers)
  say(`authorisation: ${set.dossiers} dossiers`)
  await withProduct(set.dataDir, async (product, house) => {
    const signedIn = await cookies(product)
    for (const { who, agency } of READERS) {
      if (agency === null) continue
      for (const { name, paths } of await questions(house, agency)) {
        if (name === 'mine' || name === 'counts') continue
        const named = paths.map((path) => `${path}&agency=${agency}`)
        const [within, without]: [number[], number[]] = [[], []]
        for (let turn = 0; turn < TURNS; turn += 1) {
          within.push((await readTimes(product, signedIn[who]!, paths, TURN_REQUESTS)).p50)
          without.push((await readTimes(product, signedIn.director!, named, TURN_REQUESTS)).p50)
        }
        print(
          `authorisation ${dossiers} ${who} ${name}`,
          median(within),
          'ms p50',
          median(without),
          `against the same list asked without the predicate, by who reaches everything; ${TURNS} turns of ${TURN_REQUESTS} requests, ${CLIENTS} clients; target ratio at most ${ALLOWED}`,
        )
        say(`  ${who}, ${name}: ${median(within).toFixed(1)} ms, ${median(without).toFixed(1)} ms without`)
      }
    }
  })
}

async function questions(house: House, agency: string | null): Promise<Question[]> {
  const within = agency ? `d.agency = '${agency}'` : 'true'
  const known = await sql<{ code: string; applicant_name: string }>`
    select d.code, a.applicant_name from dossier.dossier d
    join dossier.dossier_answer a on a.dossier_id = d.id and a.seq = 0
    where ${agency}::text is null or d.agency = ${agency} order by md5(d.code) limit 40`.execute(house.db)
  const today = dayOf(house.clock().getTime())
  const months = Array.from({ length: 8 }, (_, index) => ({
    from: formatDate(today - 30 * (index + 2)),
    to: formatDate(today - 30 * (index + 1)),
  }))
  const instant = (day: string, after = 0) =>
    new Date(Date.parse(`${day}T00:00:00+07:00`) + after * DAY).toISOString()
  const inMonth = ({ from, to }: { from: string; to: string }) =>
    `d.accepted_at >= '${instant(from)}' and d.accepted_at < '${instant(to, 1)}'`
  const asked = (where: string) =>
    `select ${COLUMNS} ${FROM} where ${within} and ${where} order by d.first_due_at, d.id limit 51`
  return [
    { name: 'mine', paths: ['/api/dossiers?queue=mine'], sql: null },
    { name: 'open by due', paths: ['/api/dossiers?phase=open'], sql: [asked(`d.phase <> 'closed'`)] },
    {
      name: 'open and late',
      paths: ['/api/dossiers?phase=open&late=true'],
      sql: [asked(`d.phase <> 'closed' and d.clock_runs and d.first_due_at < now()`)],
    },
    { name: 'all, newest first', paths: ['/api/dossiers?sort=-received'], sql: null },
    {
      name: 'by name',
      paths: known.rows.map((row) => `/api/dossiers?q=${encodeURIComponent(row.applicant_name)}`),
      sql: null,
    },
    {
      name: 'by code',
      paths: known.rows.map((row) => `/api/dossiers?q=${row.code}`),
      sql: known.rows.map((row) => asked(`d.code = '${row.code}'`)),
    },
    {
      name: 'received in a month',
      paths: months.map(({ from, to }) => `/api/dossiers?receivedFrom=${from}&receivedTo=${to}`),
      sql: months.map((month) => asked(inMonth(month))),
    },
    {
      name: 'late of a month',
      paths: months.map(
        ({ from, to }) => `/api/dossiers?receivedFrom=${from}&receivedTo=${to}&timeliness=late`,
      ),
      sql: months.map((month) => asked(`${inMonth(month)} and d.timeliness = 'late'`)),
    },
    {
      name: 'finished in a month',
      paths: months.map(({ from, to }) => `/api/dossiers?finishedFrom=${from}&finishedTo=${to}`),
      sql: null,
    },
    { name: 'by procedure', paths: ['/api/dossiers?procedure=1.001193'], sql: null },
    { name: 'counts', paths: ['/api/dossiers/counts'], sql: null },
  ]
}
