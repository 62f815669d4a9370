import type { Kysely } from 'kysely'
import { z } from 'zod'
import { invalid } from '../../../kernel/problem.ts'
import { command } from '../../../platform/command/declare.ts'
import { keptPapersById } from '../../document/index.ts'
import { provedNumberOf } from '../../identity/index.ts'
import { Draft } from '../contract.ts'
import { draftByToken, draftView } from '../drafts.ts'
import { draftDefinition } from '../newer-edition.ts'
import { localDay } from '../seat.ts'
import type { DossierTables } from '../tables.ts'
import { usable } from './stored-papers.ts'

/**
 * A citizen reuses a paper of their own store instead of photographing it again; it is theirs by the number their account
 * has proved. Errors: draft.not-found 404, request.invalid 422 naming the paper.
 */
export const reuseInDraft = command({
  name: 'dossier.reuseInDraft',
  route: 'POST /drafts/{token}/papers',
  summary: 'Dùng lại giấy đã số hóa trong kho của tôi',
  input: z.strictObject({ token: z.string(), key: z.string().max(60), paper: z.uuid() }),
  output: Draft,
  permission: 'signed-in',
  audit: (input) => `reused stored paper ${input.paper} in a draft`,
  async run(context) {
    const { input, sql, now, actor, subjects } = context
    const row = await draftByToken(context, input.token, true)
    const definition = await draftDefinition(context, row)
    const asked = definition.documents.some((paper) => paper.key === input.key && paper.direction === 'in')
    if (!asked) throw invalid('key', 'Thủ tục này không có giấy tờ đó.')
    const number = actor.account === null ? null : await provedNumberOf(sql, actor.account)
    const kept = (await keptPapersById(sql, [input.paper])).get(input.paper)
    const { id, file } = usable(
      kept,
      { citizenNumber: number ?? undefined },
      localDay(now),
      `documents.${input.key}`,
    )
    await (sql as Kysely<DossierTables>)
      .insertInto('dossier.draft_file')
      .values({
        draft: row.id,
        key: input.key,
        hash: file.hash,
        name: file.name,
        size: file.size,
        media_type: file.mediaType,
        at: now,
        paper: id,
      })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
    subjects.add(id)
    return draftView(context, row)
  },
})
