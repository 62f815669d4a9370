import { createHash, randomUUID } from 'node:crypto'
import type { Kysely } from 'kysely'
import { z } from 'zod'
import { invalid, Problem } from '../../../kernel/problem.ts'
import { command } from '../../../platform/command/declare.ts'
import { readCells } from '../../../platform/sheets/read-cells.ts'
import { Day, PERMISSIONS } from '../contract.ts'
import { readStatement } from '../model/statement.ts'
import type { PaymentTables } from '../tables.ts'

const BATCH = 1000
const FILE_LIMIT = 16 * 1024 * 1024

/**
 * Takes in what the gateway or the treasury says it has, as CSV or XLSX; the layout is in the block's README. All lines or
 * none. Errors: request.invalid naming `content` and the line, payment.statement-known 409.
 */
export const uploadStatement = command({
  name: 'payment.uploadStatement',
  route: 'POST /statements',
  summary: 'Nhận tệp quyết toán của cổng thanh toán hoặc sổ phụ của kho bạc',
  input: z.strictObject({
    source: z.enum(['gateway', 'treasury']),
    from: Day,
    to: Day,
    name: z.string().trim().min(1, 'Ghi tên tệp').max(200),
    format: z.enum(['csv', 'xlsx']),
    /** The file's bytes in base64. */
    content: z.base64({ error: 'Nội dung tệp phải ở dạng base64' }),
  }),
  output: z.object({ id: z.uuid(), lines: z.int(), total: z.int() }),
  permission: PERMISSIONS.reconcile,
  answers: 201,
  bodyLimit: FILE_LIMIT,
  audit: (input) => `took in a statement of the ${input.source} for ${input.from} to ${input.to}`,
  async run(context) {
    const { input, sql, now, actor } = context
    if (input.to < input.from) throw invalid('to', 'Ngày cuối phải từ ngày đầu trở đi.')
    const lines = readStatement(input.source, await readCells(input.format, input.content))
    const outside = lines.find((line) => line.day < input.from || line.day > input.to)
    if (outside)
      throw invalid(
        'content',
        `Dòng ${outside.line}: ngày ${outside.day} nằm ngoài kỳ ${input.from} đến ${input.to}.`,
      )
    const tables = sql as Kysely<PaymentTables>
    const id = randomUUID()
    const { source, name } = input
    const done = await tables
      .insertInto('payment.statement')
      .values({
        id,
        source,
        name,
        hash: createHash('sha256').update(input.content).digest('hex'),
        from_day: input.from,
        to_day: input.to,
        at: now,
        position: actor.position,
      })
      .onConflict((conflict) => conflict.columns(['source', 'hash']).doNothing())
      .executeTakeFirst()
    if (done.numInsertedOrUpdatedRows === 0n)
      throw new Problem('payment.statement-known', 409, 'Tệp này đã được nhận từ trước; không nhận hai lần.')
    for (let at = 0; at < lines.length; at += BATCH)
      await tables
        .insertInto('payment.statement_row')
        .values(lines.slice(at, at + BATCH).map((line) => ({ statement_id: id, ...line })))
        .execute()
    return { id, lines: lines.length, total: lines.reduce((sum, line) => sum + line.amount, 0) }
  },
})
