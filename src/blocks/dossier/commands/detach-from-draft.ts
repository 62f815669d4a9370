import type { Kysely } from 'kysely'
import { z } from 'zod'
import { command } from '../../../platform/command/declare.ts'
import { Draft } from '../contract.ts'
import { draftByToken, draftView } from '../drafts.ts'
import type { DossierTables } from '../tables.ts'

/** Takes a file off a draft's paper; taking it off twice is no error. */
export const detachFromDraft = command({
  name: 'dossier.detachFromDraft',
  route: 'POST /drafts/{token}/files/remove',
  summary: 'Bỏ một tệp khỏi bản nháp',
  input: z.strictObject({ token: z.string(), key: z.string(), hash: z.string() }),
  output: Draft,
  permission: 'public',
  audit: (input) => `took file ${input.hash} off a draft`,
  async run(context) {
    const { input, sql } = context
    const row = await draftByToken(context, input.token, true)
    await (sql as Kysely<DossierTables>)
      .deleteFrom('dossier.draft_file')
      .where('draft', '=', row.id)
      .where('key', '=', input.key)
      .where('hash', '=', input.hash)
      .execute()
    return draftView(context, row)
  },
})
