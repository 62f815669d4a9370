import type { Kysely } from 'kysely'
import { z } from 'zod'
import { formatInstant } from '../../../kernel/local-time.ts'
import { query } from '../../../platform/command/declare.ts'
import { ownerOf } from '../drafts.ts'
import { surroundings } from '../surroundings.ts'
import type { DossierTables } from '../tables.ts'

/** One's own unfinished applications, newest first; opened by their id in place of the secret link. */
export const findDrafts = query({
  name: 'dossier.findDrafts',
  route: 'GET /drafts',
  summary: 'Các hồ sơ bạn đang khai dở',
  input: z.strictObject({}),
  output: z.object({
    items: z.array(
      z.object({
        id: z.uuid(),
        procedure: z.object({ code: z.string(), title: z.string() }),
        openedAt: z.iso.datetime({ offset: true }),
        savedUntil: z.iso.datetime({ offset: true }),
      }),
    ),
  }),
  permission: 'signed-in',
  async run({ actor, sql, db, memory, now }) {
    const owner = ownerOf(actor)
    if (owner === null) return { items: [] }
    const rows = await (sql as Kysely<DossierTables>)
      .selectFrom('dossier.draft')
      .select(['id', 'procedure', 'edition', 'created_at', 'expires_at'])
      .where('account', '=', owner)
      .where('submitted_code', 'is', null)
      .where('expires_at', '>', now)
      .orderBy('created_at', 'desc')
      .limit(50)
      .execute()
    const { titles } = await surroundings({ db, memory }, now, rows as never)
    return {
      items: rows.map((row) => ({
        id: row.id,
        procedure: {
          code: row.procedure,
          title: titles.get(row.procedure)?.definition.title.vi ?? row.procedure,
        },
        openedAt: formatInstant(row.created_at.getTime()),
        savedUntil: formatInstant(row.expires_at.getTime()),
      })),
    }
  },
})
