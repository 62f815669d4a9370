import { query } from '../../../platform/command/declare.ts'
import { EditionsInput, EditionsOutput } from '../contract.ts'
import { editionRow } from '../edition-row.ts'
import { editionsOf } from '../editions.ts'
import { localDay } from '../read.ts'

/** Every edition of a procedure, newest first, with its days and its decision; none for an unknown code. */
export const editions = query({
  name: 'procedure.editions',
  route: 'GET /procedures/{code}/editions',
  summary: 'Các phiên bản của một thủ tục: ngày áp dụng, quyết định, người ban hành',
  input: EditionsInput,
  output: EditionsOutput,
  permission: 'procedure.readDrafts',
  async run({ input, now, sql }) {
    const rows = await editionsOf(sql, input.code)
    return { items: rows.toReversed().map((row) => editionRow(row, rows, localDay(now))) }
  },
})
