import { z } from 'zod'
import { Problem } from '../../../kernel/problem.ts'
import { query } from '../../../platform/command/declare.ts'
import { Code, PERMISSIONS } from '../contract.ts'
import { paperUsesOf, withAdded } from '../papers/papers-of.ts'
import { contentsOf, readableDossier } from '../read.ts'
import { requireSight } from '../sight.ts'

const SHOWN_IN_PAGE = new Set(['application/pdf', 'image/jpeg', 'image/png', 'image/webp'])

/** A file handed in with a dossier, for those who may read the dossier. Errors: dossier.not-found, dossier.kept-back 403,
 * file.unknown 404. */
export const file = query({
  name: 'dossier.file',
  route: 'GET /dossiers/{code}/files/{hash}',
  summary: 'Xem một tệp của hồ sơ',
  input: z.strictObject({ code: Code, hash: z.string() }),
  output: z.any(),
  produces: ['application/octet-stream'],
  permission: PERMISSIONS.read,
  audit: (input) => `read file ${input.hash} of dossier ${input.code}`,
  async run({ input, actor, sql, db, memory, files, subjects, now }) {
    const row = await readableDossier({ sql, db, memory, now }, input.code, actor, PERMISSIONS.read)
    await requireSight({ sql, db, memory, now }, row, actor)
    const handed = (await contentsOf(sql, row.id)).documents
    const added = await paperUsesOf(sql, row.id)
    const documents = withAdded(handed, added, (file) => ({ form: 'electronic', copies: 1, files: [file] }))
    const found = [...documents.values()]
      .flatMap((paper) => paper.files)
      .find((each) => each.hash === input.hash)
    if (!found || !(await files.has(found.hash)))
      throw new Problem('file.unknown', 404, 'Không có tệp này trong hồ sơ.')
    subjects.add(row.id)
    return {
      contentType: found.mediaType,
      fileName: found.name,
      body: files.read(found.hash),
      inline: SHOWN_IN_PAGE.has(found.mediaType),
    }
  },
})
