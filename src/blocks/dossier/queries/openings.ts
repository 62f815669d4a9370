import type { Kysely } from 'kysely'
import { z } from 'zod'
import { formatInstant } from '../../../kernel/local-time.ts'
import { query } from '../../../platform/command/declare.ts'
import { agencyTree, openingsAt } from '../../organisation/index.ts'
import { OpeningView, PERMISSIONS } from '../contract.ts'
import { reachOf } from '../policy.ts'
import { localDay } from '../seat.ts'
import type { DossierTables } from '../tables.ts'

const MOST = 200

/** For heads: who opened which dossier of theirs in an emergency, when and why; newest first. */
export const openings = query({
  name: 'dossier.openings',
  route: 'GET /openings',
  summary: 'Những lần hồ sơ của cơ quan bị mở khẩn cấp: ai, khi nào, vì sao',
  input: z.strictObject({}),
  output: z.object({ items: z.array(OpeningView) }),
  permission: PERMISSIONS.reviewOpenings,
  audit: () => 'listed dossiers opened in an emergency',
  async run({ actor, sql: trx, db, memory, now, subjects }) {
    const tree = await agencyTree({ db, memory })
    const reach = reachOf(actor, PERMISSIONS.reviewOpenings, tree, localDay(now))
    const rows = await openingsAt(trx, reach.all ? null : reach.agencies, MOST)
    if (rows.length === 0) return { items: [] }
    const codes = await (trx as Kysely<DossierTables>)
      .selectFrom('dossier.dossier')
      .select(['id', 'code'])
      .where(
        'id',
        'in',
        rows.map((row) => row.subject),
      )
      .execute()
    const codeOf = new Map(codes.map(({ id, code }) => [id, code]))
    for (const { id } of codes) subjects.add(id)
    return {
      items: rows.map((row) => ({
        id: row.id,
        code: codeOf.get(row.subject) ?? null,
        agency: tree.nameOf(row.agency),
        by: row.name ?? row.account,
        title: row.title,
        reason: row.reason,
        at: formatInstant(row.opened_at.getTime()),
        until: formatInstant(row.ends_at.getTime()),
      })),
    }
  },
})
