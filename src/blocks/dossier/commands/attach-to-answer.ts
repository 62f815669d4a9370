import type { Kysely } from 'kysely'
import { z } from 'zod'
import { Problem } from '../../../kernel/problem.ts'
import { command } from '../../../platform/command/declare.ts'
import { UploadedFile } from '../../document/contract.ts'
import { keepFile } from '../../document/index.ts'
import { Code } from '../contract.ts'
import { lockInherited } from '../inherit.ts'
import type { DossierTables } from '../tables.ts'
import { applicantOrDesk } from './answer-correction.ts'

/** Uploads a file for the answer to a request for correction; it counts only once the answer is sent. */
export const attachToAnswer = command({
  name: 'dossier.attachToAnswer',
  route: 'POST /dossiers/{code}/corrections/files',
  summary: 'Tải tệp lên để bổ sung hồ sơ',
  input: z.strictObject({ code: Code, check: z.string().optional(), file: UploadedFile }),
  output: UploadedFile,
  permission: 'public',
  upload: true,
  answers: 201,
  audit: (input) => `attached file ${input.file.hash} for the correction of dossier ${input.code}`,
  async run(context) {
    const { input, sql, now } = context
    const row = await lockInherited(context, input.code)
    await applicantOrDesk(context, row, input.check)
    if (row.phase !== 'waiting')
      throw new Problem(
        'dossier.nothing-asked',
        409,
        'Hồ sơ này hiện không có yêu cầu bổ sung nào đang chờ bạn.',
      )
    await keepFile(sql, input.file, now)
    await (sql as Kysely<DossierTables>)
      .insertInto('dossier.answer_file')
      .values({ dossier_id: row.id, hash: input.file.hash, at: now })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
    return input.file
  },
})
