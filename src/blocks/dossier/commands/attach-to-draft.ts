import type { Kysely } from 'kysely'
import { z } from 'zod'
import { Problem } from '../../../kernel/problem.ts'
import { command } from '../../../platform/command/declare.ts'
import { UploadedFile } from '../../document/contract.ts'
import { fieldsOf } from '../../procedure/model/form.ts'
import { Draft } from '../contract.ts'
import { draftByToken, draftView } from '../drafts.ts'
import { draftDefinition } from '../newer-edition.ts'
import type { DossierTables } from '../tables.ts'

const MOST_FILES = 40

/** Adds one uploaded file to a paper, or to an answer that is a file, of a draft. Errors: draft.not-found, request.invalid naming the paper, draft.too-many-files. */
export const attachToDraft = command({
  name: 'dossier.attachToDraft',
  route: 'POST /drafts/{token}/files',
  summary: 'Đính kèm tệp vào bản nháp',
  input: z.strictObject({ token: z.string(), key: z.string(), file: UploadedFile }),
  output: Draft,
  permission: 'public',
  upload: true,
  audit: (input) => `attached file ${input.file.hash} to a draft`,
  async run(context) {
    const { input, sql, now } = context
    const row = await draftByToken(context, input.token, true)
    const definition = await draftDefinition(context, row)
    const isPaper = definition.documents.some((paper) => paper.key === input.key && paper.direction === 'in')
    const isAnswer = fieldsOf(definition).some((field) => field.kind === 'file' && field.key === input.key)
    if (!isPaper && !isAnswer)
      throw new Problem('request.invalid', 422, 'Thủ tục này không có giấy tờ đó.', [
        { path: 'key', message: 'Không có giấy tờ này.' },
      ])
    const tables = sql as Kysely<DossierTables>
    const { n } = await tables
      .selectFrom('dossier.draft_file')
      .select((eb) => eb.fn.countAll<number>().as('n'))
      .where('draft', '=', row.id)
      .executeTakeFirstOrThrow()
    if (n >= MOST_FILES)
      throw new Problem(
        'draft.too-many-files',
        422,
        `Mỗi hồ sơ nhận tối đa ${MOST_FILES} tệp. Hãy gộp các trang vào một tệp PDF.`,
        [{ path: 'file', message: 'Đã đủ số tệp.' }],
      )
    const { hash, name, size, mediaType } = input.file
    await tables
      .insertInto('dossier.draft_file')
      .values({ draft: row.id, key: input.key, hash, name, size, media_type: mediaType, at: now })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
    return draftView(context, row)
  },
})
