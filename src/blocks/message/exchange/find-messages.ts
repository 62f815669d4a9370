import { z } from 'zod'
import { invalid } from '../../../kernel/problem.ts'
import { query } from '../../../platform/command/declare.ts'
import { DIRECTIONS, EXCHANGE, MESSAGE_STATES, MessageView, SystemKey } from '../model/exchange.ts'
import { listed, messageView } from './views.ts'

/** Messages between systems, newest first: what waits, what stands aside and why. Shows no person's data. */
export const findMessages = query({
  name: 'exchange.find',
  route: 'GET /exchange/messages',
  summary: 'Tin trao đổi với các hệ thống khác: đã gửi, đang chờ, bị lỗi',
  input: z.strictObject({
    system: SystemKey.optional(),
    direction: z.enum(DIRECTIONS).optional(),
    state: z.enum(MESSAGE_STATES).optional(),
    subject: z.string().trim().max(100).optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
    cursor: z.string().optional(),
  }),
  output: z.object({ items: z.array(MessageView), nextCursor: z.string().nullable() }),
  permission: EXCHANGE.read,
  async run({ input, sql }) {
    const { limit, cursor, ...wanted } = input
    const rows = await listed(sql, { ...wanted, ...(cursor && { after: readCursor(cursor) }) }, limit + 1)
    const page = rows.slice(0, limit)
    const last = page.at(-1)
    return {
      items: page.map(messageView),
      nextCursor:
        rows.length > limit && last
          ? Buffer.from(`${last.made_at.toISOString()}|${last.position}`).toString('base64url')
          : null,
    }
  },
})

function readCursor(cursor: string): { at: Date; position: number } {
  const [at = '', position = ''] = Buffer.from(cursor, 'base64url').toString('utf8').split('|')
  const moment = new Date(at)
  if (Number.isNaN(moment.getTime()) || !/^\d{1,15}$/.test(position))
    throw invalid('cursor', 'Con trỏ trang không đúng; hãy tải lại danh sách từ đầu.')
  return { at: moment, position: Number(position) }
}
