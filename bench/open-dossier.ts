import { sql } from 'kysely'
import { dataSet } from './data-set.ts'
import { print, say } from './line.ts'
import { CLIENTS, cookies, printPromised, READERS, readTimes, sqlMedian, withProduct } from './reading.ts'

const REQUESTS = 400

/** One whole dossier over HTTP: form, papers, history, clock, allowed moves and the audit row of having looked. */
export async function openDossier(dossiers: number): Promise<void> {
  const set = await dataSet(dossiers)
  say(`open-dossier: ${set.dossiers} dossiers, ${set.moves} moves`)
  await withProduct(set.dataDir, async (product, house) => {
    const signedIn = await cookies(product)
    for (const { who, agency } of READERS) {
      const { rows } = await sql<{ id: string; code: string }>`
        select id, code from dossier.dossier where ${agency}::text is null or agency = ${agency}
        order by md5(code) limit ${REQUESTS}`.execute(house.db)
      const paths = rows.map(({ code }) => `/api/dossiers/${code}`)
      const got = await readTimes(product, signedIn[who]!, paths, REQUESTS)
      const name = `open-dossier ${dossiers} ${who}`
      printPromised(name, got, `${rows.length} different dossiers, ${CLIENTS} clients, audit row included`)
      const statements = rows.slice(0, 60).map(
        ({ id, code }) => `select
          (select to_jsonb(d) from dossier.dossier d where code = '${code}'),
          (select jsonb_agg(m order by seq) from dossier.dossier_move m where dossier_id = '${id}'),
          (select jsonb_agg(a order by seq) from dossier.dossier_answer a where dossier_id = '${id}'),
          (select jsonb_agg(p) from dossier.dossier_document p where dossier_id = '${id}')`,
      )
      print(
        `${name} over SQL`,
        got.p50,
        'ms p50',
        await sqlMedian(house, statements, 60),
        'against reading the same rows in one statement, one connection',
      )
      say(`  ${who}: p50 ${got.p50.toFixed(1)} ms, p95 ${got.p95.toFixed(1)} ms`)
    }
  })
}
