import { type Kysely, sql } from 'kysely'
import { invalid } from '../../../kernel/problem.ts'
import { formatDate } from '../../../kernel/vietnamese.ts'
import type { Actor } from '../../../platform/command/actor.ts'
import { type KeptPaper, keptPapersById } from '../../document/index.ts'
import type { HandedDocument } from '../contract.ts'
import { localDay } from '../seat.ts'

type Using = { sql: Kysely<any>; now: Date; actor: Actor }
type Applicant = { citizenNumber?: string | undefined }

/**
 * Papers named in the citizen's own store, with their files put where handed files stand.
 * Errors: request.invalid 422 naming the paper: not in the store, somebody else's, no longer valid.
 */
export async function withStored(
  { sql: trx, now }: Using,
  handed: readonly HandedDocument[],
  applicant: Applicant,
): Promise<HandedDocument[]> {
  const named = handed.flatMap((each) => each.paper ?? [])
  if (named.length === 0) return [...handed]
  const kept = await keptPapersById(trx, named)
  return handed.map((each) => {
    if (each.paper === undefined) return each
    const paper = usable(kept.get(each.paper), applicant, localDay(now), `documents.${each.key}`)
    return { ...each, files: [...new Set([...each.files, paper.file.hash])] }
  })
}

/** The paper, if it is this applicant's and still holds on that day. Errors: request.invalid 422 naming `path`. */
export function usable(
  paper: KeptPaper | undefined,
  { citizenNumber }: Applicant,
  day: string,
  path: string,
): KeptPaper {
  if (!paper || paper.citizenNumber !== citizenNumber)
    throw invalid(
      path,
      'Giấy này không có trong kho dữ liệu của người nộp (đối chiếu theo số căn cước). Hãy quét bản giấy.',
    )
  if (paper.validUntil !== null && paper.validUntil < day)
    throw invalid(
      path,
      `“${paper.title}” trong kho chỉ có giá trị đến ${formatDate(paper.validUntil)}. Hãy quét bản mới.`,
    )
  return paper
}

/**
 * Writes down how papers came in digital form, in the transaction of the command itself. The first dossier an officer
 * puts a stored paper into is the one it was digitised for; in every other it is reused.
 */
export async function recordPaperUses(
  { sql: trx, now, actor }: Using,
  dossier: string,
  uses: readonly { requirement: string; paper: string; file?: object }[],
): Promise<void> {
  for (const { requirement, paper, file } of uses) {
    const values = sql`${dossier}::uuid, ${requirement}, ${paper}::uuid, ${file ? JSON.stringify(file) : null}::jsonb,
      ${now}::timestamptz, ${actor.account}, ${actor.position}`
    if (actor.agency !== null) {
      const { rows } = await sql`
        insert into dossier.paper_use (dossier_id, requirement, paper, file, at, account, position, how)
        values (${values}, 'digitised') on conflict do nothing returning id`.execute(trx)
      if (rows.length > 0) continue
    }
    await sql`
      insert into dossier.paper_use (dossier_id, requirement, paper, file, at, account, position, how)
      select ${values}, 'reused'
      where not exists (select from dossier.paper_use
        where dossier_id = ${dossier}::uuid and requirement = ${requirement} and paper = ${paper}::uuid)
      on conflict do nothing`.execute(trx)
  }
}

/** Told by a connector: another system gave this paper's content, so nobody had to bring it. */
export async function recordSharedPaper(
  { sql: trx, now }: Pick<Using, 'sql' | 'now'>,
  dossier: string,
  requirement: string,
): Promise<void> {
  await sql`
    insert into dossier.paper_use (dossier_id, requirement, how, at)
    values (${dossier}::uuid, ${requirement}, 'shared', ${now}) on conflict do nothing`.execute(trx)
}
