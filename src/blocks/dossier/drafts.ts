import { createHash } from 'node:crypto'
import type { Kysely } from 'kysely'
import { formatInstant } from '../../kernel/local-time.ts'
import { Problem } from '../../kernel/problem.ts'
import type { Context } from '../../platform/command/declare.ts'
import { keepFile } from '../document/index.ts'
import type { Draft } from './contract.ts'
import { type Asked, openDossier } from './open-dossier.ts'
import type { DossierTables, DraftRow } from './tables.ts'

export const DRAFT_DAYS = 30

export const draftHash = (token: string) => createHash('sha256').update(token).digest()

/** The draft under this secret link. Errors: draft.not-found 404, also when its 30 days are over. */
export async function draftByToken(
  sql: Kysely<any>,
  token: string,
  now: Date,
  lock = false,
): Promise<DraftRow> {
  let wanted = (sql as Kysely<DossierTables>)
    .selectFrom('dossier.draft')
    .selectAll()
    .where('token_hash', '=', draftHash(token))
  if (lock) wanted = wanted.forUpdate()
  const row = await wanted.executeTakeFirst()
  if (!row || row.expires_at <= now)
    throw new Problem(
      'draft.not-found',
      404,
      'Không còn bản nháp này: đường dẫn sai, hoặc đã quá 30 ngày. Hãy làm hồ sơ mới.',
    )
  return row
}

export async function draftView(sql: Kysely<any>, row: DraftRow): Promise<Draft> {
  const files = await (sql as Kysely<DossierTables>)
    .selectFrom('dossier.draft_file')
    .selectAll()
    .where('draft', '=', row.id)
    .orderBy('at')
    .execute()
  const byKey = Map.groupBy(files, (file) => file.key)
  return {
    id: row.id,
    procedure: row.procedure,
    edition: row.edition,
    agency: row.agency,
    applicant: row.applicant,
    answers: row.answers,
    documents: [...byKey].map(([key, of]) => ({
      key,
      files: of.map((file) => ({
        hash: file.hash,
        name: file.name,
        size: file.size,
        mediaType: file.media_type,
      })),
    })),
    returnBy: row.return_by,
    version: row.version,
    expiresAt: formatInstant(row.expires_at.getTime()),
    submitted:
      row.submitted_code && row.check_secret ? { code: row.submitted_code, check: row.check_secret } : null,
  }
}

/**
 * Submits what a draft holds. Locked first, so that two presses of the button give one dossier and the same receipt.
 * Errors: draft.not-found, and those of openDossier.
 */
export async function submitDraft(context: Context<unknown>, asked: Asked, token: string) {
  const { sql, now, publicUrl } = context
  const tables = sql as Kysely<DossierTables>
  const draft = await draftByToken(sql, token, now, true)
  if (draft.submitted_code && draft.check_secret)
    return receiptAgain(context, draft.submitted_code, publicUrl)
  if (draft.procedure !== asked.procedure)
    throw new Problem('request.invalid', 422, 'Bản nháp này thuộc một thủ tục khác.', [
      { path: 'procedure', message: 'Không khớp bản nháp.' },
    ])
  const files = await tables
    .selectFrom('dossier.draft_file')
    .selectAll()
    .where('draft', '=', draft.id)
    .execute()
  for (const file of files)
    await keepFile(
      sql,
      { hash: file.hash, name: file.name, size: file.size, mediaType: file.media_type },
      now,
    )
  const own = new Set(files.map((file) => file.hash))
  const foreign = asked.documents.find((paper) => paper.files.some((hash) => !own.has(hash)))
  if (foreign)
    throw new Problem('request.invalid', 422, 'Có tệp không thuộc bản nháp này. Hãy tải tệp lên lại.', [
      { path: `documents.${foreign.key}`, message: 'Tệp không thuộc bản nháp này.' },
    ])
  const receipt = await openDossier(
    context,
    { ...asked, id: draft.id },
    { move: 'submit', channel: 'online', desk: asked.agency, role: 'applicant', account: null },
  )
  await tables
    .updateTable('dossier.draft')
    .set({ submitted_code: receipt.code, check_secret: receipt.check })
    .where('id', '=', draft.id)
    .execute()
  return receipt
}

async function receiptAgain({ sql }: Context<unknown>, code: string, publicUrl: string) {
  const row = await (sql as Kysely<DossierTables>)
    .selectFrom('dossier.dossier')
    .selectAll()
    .where('code', '=', code)
    .executeTakeFirstOrThrow()
  return {
    id: row.id,
    code: row.code,
    state: row.state,
    submittedAt: formatInstant(row.submitted_at.getTime()),
    firstDueAt: row.first_due_at ? formatInstant(row.first_due_at.getTime()) : null,
    check: row.check_secret,
    trackUrl: `${publicUrl}/tra-cuu?ma=${encodeURIComponent(row.code)}&khoa=${row.check_secret}`,
  }
}
