import type { Kysely } from 'kysely'
import { z } from 'zod'
import { formatInstant } from '../../../kernel/local-time.ts'
import { query } from '../../../platform/command/declare.ts'
import { keptPapersOf } from '../../document/index.ts'
import { provedNumberOf } from '../../identity/index.ts'
import { noticesOf } from '../../message/index.ts'
import { questions } from '../data-questions.ts'
import { contentsOf, movesOf } from '../read.ts'
import type { DossierTables } from '../tables.ts'

const MOST = 1000

/** Everything the system holds of the signed-in person as an applicant, as one JSON file: theirs to take away. */
export const exportMyData = query({
  name: 'dossier.exportMyData',
  route: 'GET /my-data/export',
  summary: 'Tải về toàn bộ dữ liệu hồ sơ của tôi (JSON)',
  input: z.strictObject({}),
  output: z.any(),
  produces: ['application/json'],
  permission: 'signed-in',
  audit: () => 'exported the own data',
  async run({ actor, sql: trx, now, subjects }) {
    const rows = await (trx as Kysely<DossierTables>)
      .selectFrom('dossier.dossier')
      .selectAll()
      .where('applicant_account', '=', actor.account ?? '')
      .orderBy('submitted_at')
      .limit(MOST)
      .execute()
    const dossiers = []
    for (const row of rows) {
      subjects.add(row.id)
      const contents = await contentsOf(trx, row.id)
      const moves = await movesOf(trx, row.id)
      dossiers.push({
        code: row.code,
        procedure: row.procedure,
        submittedAt: formatInstant(row.submitted_at.getTime()),
        erasedAt: row.erased_at ? formatInstant(row.erased_at.getTime()) : null,
        applicant: contents.applicant,
        answers: contents.answers,
        documents: [...contents.documents].map(([key, paper]) => ({ key, ...paper })),
        steps: moves.map((move) => ({
          move: move.move,
          state: move.to_state,
          at: formatInstant(move.at.getTime()),
        })),
        messages: (await noticesOf(trx, row.code)).map(({ at, text }) => ({
          at: formatInstant(at.getTime()),
          text,
        })),
      })
    }
    const asked = await questions(trx)
      .where('q.account', '=', actor.account ?? '')
      .execute()
    const number = await provedNumberOf(trx, actor.account ?? '')
    const stored = number ? await keptPapersOf(trx, number) : []
    for (const { id } of stored) subjects.add(id)
    const body = {
      exportedAt: formatInstant(now.getTime()),
      account: actor.account,
      dossiers,
      papers: stored.map(({ id, title, number, issuer, issued_on, valid_until, fields }) => ({
        id,
        title,
        number,
        issuer,
        issuedOn: issued_on,
        validUntil: valid_until,
        fields,
      })),
      questions: asked.map(({ kind, code, text, asked_at, answer }) => ({
        kind,
        dossier: code,
        text,
        askedAt: formatInstant(asked_at.getTime()),
        answer,
      })),
    }
    return {
      contentType: 'application/json; charset=utf-8',
      fileName: 'du-lieu-cua-toi.json',
      body: Buffer.from(`${JSON.stringify(body, null, 2)}\n`),
    }
  },
})
