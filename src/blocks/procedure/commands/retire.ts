import type { Kysely } from 'kysely'
import { formatInstant } from '../../../kernel/local-time.ts'
import { Problem } from '../../../kernel/problem.ts'
import { formatDate } from '../../../kernel/vietnamese.ts'
import { command } from '../../../platform/command/declare.ts'
import { EditionRow, RetireInput } from '../contract.ts'
import { doerOf } from '../drafts.ts'
import { editionRow } from '../edition-row.ts'
import { editionsOf, lockProcedure, spansOf, unknownEdition } from '../editions.ts'
import { end } from '../model/validity.ts'
import { localDay, requireAhead } from '../read.ts'
import type { ProcedureTables } from '../tables.ts'

/**
 * Ends a published edition on a day: no new dossier begins by it from then on; those it has are finished by it. One that
 * had not begun yet is taken back, and the one before goes on. Errors: procedure.edition-not-found 404,
 * procedure.edition-ended 409, procedure.valid-from-past 422.
 */
export const retire = command({
  name: 'procedure.retire',
  route: 'POST /procedures/{code}/editions/{number}/retirement',
  summary: 'Ngừng áp dụng một phiên bản từ một ngày',
  input: RetireInput,
  output: EditionRow,
  permission: 'procedure.publish',
  audit: (input) => `retired edition ${input.number} of procedure ${input.code} from ${input.from}`,
  forgets: ['procedure.'],
  async run({ input, actor, now, sql }) {
    await lockProcedure(sql, input.code)
    const rows = await editionsOf(sql, input.code)
    const row = rows.find((each) => each.number === input.number)
    if (!row || row.status === 'draft') throw unknownEdition(input.code, input.number)
    const today = localDay(now)
    requireAhead(input.from, now, 'from')
    if (row.valid_to !== null && row.valid_to <= input.from)
      throw new Problem(
        'procedure.edition-ended',
        409,
        `Phiên bản ${row.number} chỉ áp dụng đến trước ngày ${formatDate(row.valid_to)}. Hãy chọn ngày sớm hơn hoặc thôi.`,
      )
    const tables = sql as Kysely<ProcedureTables>
    for (const [number, validTo] of end(spansOf(rows), row.number, input.from, today))
      await tables
        .updateTable('procedure.procedure_edition')
        .set({ valid_to: validTo })
        .where('procedure', '=', input.code)
        .where('number', '=', number)
        .execute()
    const retired = { by: doerOf(actor), at: formatInstant(now.getTime()), reason: input.reason }
    await tables
      .updateTable('procedure.procedure_edition')
      .set({ status: 'retired', retired: JSON.stringify(retired) as never })
      .where('procedure', '=', input.code)
      .where('number', '=', row.number)
      .execute()
    const after = await editionsOf(sql, input.code)
    return editionRow(after.find((each) => each.number === row.number)!, after, today)
  },
})
