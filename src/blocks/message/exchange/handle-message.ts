import { type Kysely, sql } from 'kysely'
import { z } from 'zod'
import { Problem } from '../../../kernel/problem.ts'
import { command } from '../../../platform/command/declare.ts'
import { EXCHANGE, MessageView } from '../model/exchange.ts'
import { unpause } from './line.ts'
import { type ListedRow, listed, messageView } from './views.ts'

const Id = z.strictObject({ id: z.uuid() })

/** Sends or takes a message again that stands aside, or one that waits for its next try. Errors: exchange.not-found, exchange.settled 409. */
export const retryMessage = command({
  name: 'exchange.retry',
  route: 'POST /exchange/messages/{id}/retry',
  summary: 'Gửi lại hoặc nhận lại một tin bị lỗi',
  input: Id,
  output: MessageView,
  permission: EXCHANGE.change,
  audit: (input) => `asked to try exchange message ${input.id} again`,
  async run({ input, sql: trx, now }) {
    const row = await open(trx, input.id)
    await sql`
      update ${tableOf(row)} set state = 'waiting', next_at = ${now}, leased_until = null, attempts = 0
      where id = ${input.id}`.execute(trx)
    await unpause(trx, row.system)
    return messageView(await found(trx, input.id))
  },
})

/** Lets a message go: what stands behind it goes on. Its reason stays. Errors: exchange.not-found, exchange.settled 409. */
export const dropMessage = command({
  name: 'exchange.drop',
  route: 'POST /exchange/messages/{id}/drop',
  summary: 'Bỏ qua một tin bị lỗi, có lý do',
  input: z.strictObject({
    id: z.uuid(),
    reason: z.string().trim().min(5, 'Ghi lý do bỏ qua, ít nhất 5 ký tự.').max(500),
  }),
  output: MessageView,
  permission: EXCHANGE.change,
  audit: (input) => `dropped exchange message ${input.id}`,
  async run({ input, sql: trx }) {
    const row = await open(trx, input.id)
    const words = row.direction === 'in' ? sql`, content = null` : sql``
    await sql`
      update ${tableOf(row)} set state = 'dropped', reason = ${input.reason}, leased_until = null${words}
      where id = ${input.id}`.execute(trx)
    return messageView(await found(trx, input.id))
  },
})

const tableOf = ({ direction }: ListedRow) =>
  sql.table(direction === 'out' ? 'message.exchange_out' : 'message.exchange_in')

async function found(trx: Kysely<any>, id: string): Promise<ListedRow> {
  const [row] = await listed(trx, { id }, 1)
  if (row) return row
  throw new Problem(
    'exchange.not-found',
    404,
    'Không có tin trao đổi này. Hãy tải lại danh sách rồi chọn lại.',
  )
}

/** Locked, and neither sent nor taken nor dropped yet. */
async function open(trx: Kysely<any>, id: string): Promise<ListedRow> {
  const row = await found(trx, id)
  const { rows } = await sql<{ state: string }>`
    select state from ${tableOf(row)} where id = ${id}::uuid for update`.execute(trx)
  const state = rows[0]?.state
  if (state !== 'waiting' && state !== 'failed')
    throw new Problem(
      'exchange.settled',
      409,
      'Tin này đã gửi xong, đã nhận xong hoặc đã bỏ qua nên không làm lại được nữa.',
    )
  return row
}
