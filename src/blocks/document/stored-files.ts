import type { Kysely } from 'kysely'
import { invalid } from '../../kernel/problem.ts'
import type { UploadedFile } from './contract.ts'
import type { DocumentTables } from './tables.ts'

/** Remembers a content's name, size and type; the same content twice is one row. */
export async function keepFile(sql: Kysely<any>, file: UploadedFile, now: Date): Promise<void> {
  await (sql as Kysely<DocumentTables>)
    .insertInto('document.stored_file')
    .values({ hash: file.hash, name: file.name, size: file.size, media_type: file.mediaType, at: now })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** The files asked for, by hash. Errors: request.invalid 422 naming the `path` of the first that was not uploaded. */
export async function filesByHash(
  sql: Kysely<any>,
  asked: readonly { hash: string; path: string }[],
): Promise<Map<string, UploadedFile>> {
  if (asked.length === 0) return new Map()
  const rows = await (sql as Kysely<DocumentTables>)
    .selectFrom('document.stored_file')
    .selectAll()
    .where('hash', 'in', [...new Set(asked.map(({ hash }) => hash))])
    .execute()
  const known = new Map(
    rows.map(({ hash, name, size, media_type }) => [hash, { hash, name, size, mediaType: media_type }]),
  )
  const missing = asked.find(({ hash }) => !known.has(hash))
  if (missing) throw invalid(missing.path, 'Tệp này chưa được tải lên. Hãy tải lại tệp rồi gửi.')
  return known
}
