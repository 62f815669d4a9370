import { randomBytes, randomUUID } from 'node:crypto'
import type { Kysely } from 'kysely'
import { z } from 'zod'
import { limit } from '../../../platform/access/limit.ts'
import { command } from '../../../platform/command/declare.ts'
import { identityOf } from '../../identity/index.ts'
import { editionInForce } from '../../procedure/index.ts'
import { AgencyCode, Draft } from '../contract.ts'
import { DRAFT_DAYS, draftHash, draftView, ownerOf } from '../drafts.ts'
import { requireOwnPortal } from '../regime.ts'
import { localDay } from '../seat.ts'
import type { DossierTables, DraftRow } from '../tables.ts'

const DRAFTS_AN_HOUR = 200

/**
 * Begins an application: it lives 30 days under a random 128-bit link, shown once. Who is signed in also finds it under
 * their own, with what is known of them filled in.
 */
export const openDraft = command({
  name: 'dossier.openDraft',
  route: 'POST /drafts',
  summary: 'Bắt đầu một hồ sơ trực tuyến (bản nháp 30 ngày)',
  input: z.strictObject({ procedure: z.string(), agency: AgencyCode.optional() }),
  output: z.object({ token: z.string(), draft: Draft }),
  permission: 'public',
  answers: 201,
  audit: (input) => `opened a draft of ${input.procedure}`,
  async run(context) {
    const { input, sql, db, memory, now, actor } = context
    await requireOwnPortal(context)
    await limit(db, `draft:${actor.origin}`, now, DRAFTS_AN_HOUR, 3600)
    const entry = await editionInForce({ db, memory }, input.procedure, localDay(now))
    const owner = ownerOf(actor)
    const token = randomBytes(16).toString('base64url')
    const row: DraftRow = {
      id: randomUUID(),
      token_hash: draftHash(token),
      procedure: entry.code,
      edition: entry.edition,
      agency: input.agency ?? null,
      applicant: owner ? asTyped(await identityOf(sql, owner)) : {},
      answers: {},
      return_by: 'desk',
      version: 0,
      created_at: now,
      expires_at: new Date(now.getTime() + DRAFT_DAYS * 86_400_000),
      submitted_code: null,
      check_secret: null,
      account: owner,
    }
    await (sql as Kysely<DossierTables>).insertInto('dossier.draft').values(row).execute()
    return { token, draft: await draftView(context, row) }
  },
})

/** A draft holds what a person would have typed: the day before the month, the year last. */
function asTyped(known: Awaited<ReturnType<typeof identityOf>>): Record<string, unknown> {
  if (known === null) return {}
  const { birthDate, ...rest } = known
  return { ...rest, ...(birthDate && { birthDate: birthDate.split('-').reverse().join('/') }) }
}
