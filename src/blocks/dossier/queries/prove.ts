import { type Kysely, sql } from 'kysely'
import { z } from 'zod'
import { Problem } from '../../../kernel/problem.ts'
import { Head } from '../../../platform/audit/operations.ts'
import { headOf, proveConsistency, proveRows } from '../../../platform/audit/prove.ts'
import { query } from '../../../platform/command/declare.ts'
import { agencyTree } from '../../organisation/index.ts'
import { requireCheck } from '../check.ts'
import { Code, PERMISSIONS } from '../contract.ts'
import { moveProof } from '../model/move-proof.ts'
import { reachOf, within } from '../policy.ts'
import { contentsOf, hasSecret, movesOf, notFound, outOfReach } from '../read.ts'
import { localDay } from '../seat.ts'
import type { DossierTables } from '../tables.ts'

/**
 * Evidence that a dossier's history was not rewritten: its moves, the sealed rows that bind them, their way to a signed
 * and time-stamped tree head. Whoever holds the receipt's secret also gets the words each move carried. The file is
 * checked by the stand-alone verifier (`audit.verifier`), without asking us.
 * Errors: dossier.not-found 404, request.too-many 429, audit.no-head 404.
 */
export const prove = query({
  name: 'audit.prove',
  route: 'GET /dossiers/{code}/proof',
  summary: 'Bằng chứng lịch sử hồ sơ không bị sửa, để kiểm chứng độc lập',
  input: z.strictObject({
    code: Code,
    check: z.string().max(100).optional(),
    /** Rows of an earlier head somebody kept: proves that the history since only grew. */
    since: z.coerce.number().int().min(1).optional(),
  }),
  output: z.object({
    form: z.literal('tan-trao-evidence/1'),
    dossier: z.object({ code: z.string(), id: z.string() }),
    head: Head,
    moves: z.array(
      z.object({
        record: z.record(z.string(), z.unknown()),
        content: z.object({ salt: z.string(), value: z.unknown() }).optional(),
      }),
    ),
    rows: z.array(
      z.object({ record: z.record(z.string(), z.unknown()), index: z.int(), path: z.array(z.string()) }),
    ),
    consistency: z.object({ from: z.int(), path: z.array(z.string()) }).nullable(),
  }),
  permission: 'public',
  audit: (input) => `gave evidence of dossier ${input.code}`,
  async run(context) {
    const { input, actor, sql: trx, db, memory, now, subjects } = context
    const row = await (trx as Kysely<DossierTables>)
      .selectFrom('dossier.dossier')
      .selectAll()
      .where('code', '=', input.code)
      .executeTakeFirst()
    if (!row) throw notFound(input.code)
    const own = row.applicant_account !== null && row.applicant_account === actor.account
    const tree = await agencyTree({ db, memory })
    const officer = within.check(row, reachOf(actor, PERMISSIONS.read, tree, localDay(now)))
    if (!own && !officer) {
      if (!input.check) throw outOfReach(input.code)
      await requireCheck(context, row, await contentsOf(trx, row.id), input.check)
    }
    subjects.add(row.id)
    const head = await headOf(trx, 'newest')
    if (!head)
      throw new Problem(
        'audit.no-head',
        404,
        'Nhật ký chưa được niêm phong lần nào. Việc này chạy mỗi phút; xin thử lại sau ít phút.',
      )
    const moves = await movesOf(trx, row.id)
    const carried =
      own || (input.check && hasSecret(row, input.check)) ? await carriedOf(trx, row.id) : new Map()
    const rows = await proveRows(trx, await bindingRows(trx, row.id), head.size)
    return {
      form: 'tan-trao-evidence/1' as const,
      dossier: { code: row.code, id: row.id },
      head,
      moves: moves.map((move) => {
        const content = carried.get(move.seq)
        return { record: moveProof(move), ...(content && { content }) }
      }),
      rows,
      consistency: input.since
        ? {
            from: input.since,
            path: await proveConsistency(trx, Math.min(input.since, head.size), head.size),
          }
        : null,
    }
  },
})

/** The audit rows that bind something this dossier went through. */
async function bindingRows(trx: Kysely<any>, id: string): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    select id from audit.audit_row where subjects @> ${[id]}::text[] and subjects <> '{}' and digests <> '{}'`.execute(
    trx,
  )
  return rows.map((row) => row.id)
}

/** What each move carried, with its salt, as far as retention has left it. */
async function carriedOf(
  trx: Kysely<any>,
  id: string,
): Promise<Map<number, { salt: string; value: unknown }>> {
  const rows = await (trx as Kysely<DossierTables>)
    .selectFrom('dossier.dossier_answer')
    .select(['seq', 'salt', 'content'])
    .where('dossier_id', '=', id)
    .execute()
  return new Map(rows.map((row) => [row.seq, { salt: row.salt.toString('hex'), value: row.content }]))
}
