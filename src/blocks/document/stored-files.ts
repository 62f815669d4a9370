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

/** The files named by these hashes, in that order. Errors: request.invalid 422 naming `path` when one was not uploaded. */
export async function filesByHash(
  sql: Kysely<any>,
  hashes: readonly string[],
  path: string,
): Promise<UploadedFile[]> {
  if (hashes.length === 0) return []
  const rows = await (sql as Kysely<DocumentTables>)
    .selectFrom('document.stored_file')
    .selectAll()
    .where('hash', 'in', [...hashes])
    .execute()
  const byHash = new Map(rows.map((row) => [row.hash, row]))
  return hashes.map((hash) => {
    const row = byHash.get(hash)
    if (!row) throw invalid(path, 'Tệp này chưa được tải lên. Hãy tải lại tệp rồi gửi.')
    return { hash, name: row.name, size: row.size, mediaType: row.media_type }
  })
}
