import { createHash } from 'node:crypto'
import type { Kysely } from 'kysely'
import { formatInstant } from '../../kernel/local-time.ts'
import { Problem } from '../../kernel/problem.ts'
import { type Actor, grantsOf } from '../../platform/command/actor.ts'
import type { Context } from '../../platform/command/declare.ts'
import { keepFile } from '../document/index.ts'
import { answeredHashes } from './answered-files.ts'
import { type Draft, PERMISSIONS } from './contract.ts'
import { asNewer, draftDefinition, newerEdition, requireCurrent } from './newer-edition.ts'
import { type Asked, openDossier } from './open-dossier.ts'
import { requireOwnPortal } from './regime.ts'
import type { DossierTables, DraftRow } from './tables.ts'

export const DRAFT_DAYS = 30

export const draftHash = (token: string) => createHash('sha256').update(token).digest()

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/**
 * The draft under this secret link, or one's own by its id when signed in.
 * Errors: draft.not-found 404, also when its 30 days are over.
 */
export async function draftByToken(
  { sql, now, actor }: Pick<Context<unknown>, 'sql' | 'now' | 'actor'>,
  token: string,
  lock = false,
): Promise<DraftRow> {
  const drafts = (sql as Kysely<DossierTables>).selectFrom('dossier.draft').selectAll()
  const owner = ownerOf(actor)
  let wanted =
    owner !== null && UUID.test(token)
      ? drafts.where('id', '=', token).where('account', '=', owner)
      : drafts.where('token_hash', '=', draftHash(token))
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

/** The account whose dossiers and drafts somebody's own are: a citizen's or company's; an officer has none here. */
export function ownerOf(actor: Actor): string | null {
  const own = grantsOf(actor, PERMISSIONS.submit).some((grant) => grant.scope === 'own')
  return actor.kind === 'person' && own ? actor.account : null
}

/** Another window, or the law, was faster than this one. */
export function changedElsewhere(row: DraftRow): Problem {
  return new Problem(
    'draft.changed-elsewhere',
    409,
    'Bản nháp đã được sửa ở một cửa sổ khác. Những gì bạn vừa gõ vẫn còn trên trang này; hãy xem lại rồi lưu lần nữa.',
    [{ path: 'version', message: `Phiên bản hiện tại là ${row.version}.` }],
  )
}

type Viewing = Pick<Context<unknown>, 'sql' | 'db' | 'memory' | 'now'>

export async function draftView({ sql, ...reading }: Viewing, row: DraftRow): Promise<Draft> {
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
    newer: row.submitted_code ? null : asNewer(await newerEdition(reading, row)),
    expiresAt: formatInstant(row.expires_at.getTime()),
    submitted:
      row.submitted_code && row.check_secret ? { code: row.submitted_code, check: row.check_secret } : null,
  }
}

/**
 * Submits what a draft holds. Locked first, so that two presses of the button give one dossier and the same receipt.
 * Errors: draft.not-found, draft.newer-edition 409, and those of openDossier.
 */
export async function submitDraft(context: Context<unknown>, asked: Asked, token: string) {
  const { sql, now, publicUrl } = context
  const tables = sql as Kysely<DossierTables>
  const draft = await draftByToken(context, token, true)
  if (draft.submitted_code && draft.check_secret)
    return receiptAgain(context, draft.submitted_code, publicUrl)
  if (draft.procedure !== asked.procedure)
    throw new Problem('request.invalid', 422, 'Bản nháp này thuộc một thủ tục khác.', [
      { path: 'procedure', message: 'Không khớp bản nháp.' },
    ])
  await requireOwnPortal(context, draft.created_at)
  await requireCurrent(context, draft)
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
  const documents = fromStore(asked.documents, files)
  const foreign = [
    ...asked.documents.map((paper) => ({ path: `documents.${paper.key}`, hashes: paper.files })),
    ...answeredHashes(await draftDefinition(context, draft), asked.answers),
  ].find(({ hashes }) => hashes.some((hash) => !own.has(hash)))
  if (foreign)
    throw new Problem('request.invalid', 422, 'Có tệp không thuộc bản nháp này. Hãy tải tệp lên lại.', [
      { path: foreign.path, message: 'Tệp không thuộc bản nháp này.' },
    ])
  const receipt = await openDossier(
    context,
    { ...asked, documents, id: draft.id },
    {
      move: 'submit',
      channel: 'online',
      desk: asked.agency,
      role: 'applicant',
      account: ownerOf(context.actor) ?? draft.account,
    },
  )
  await tables
    .updateTable('dossier.draft')
    .set({ submitted_code: receipt.code, check_secret: receipt.check })
    .where('id', '=', draft.id)
    .execute()
  return receipt
}

/** Which papers come from the citizen's own store is what the draft knows, whatever was sent. */
function fromStore(
  handed: Asked['documents'],
  files: readonly { key: string; hash: string; paper?: string | null }[],
) {
  return handed.map(({ paper: _said, ...each }) => {
    const stored = files.find((file) => file.key === each.key && file.paper && each.files.includes(file.hash))
    return stored?.paper ? { ...each, paper: stored.paper } : each
  })
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
