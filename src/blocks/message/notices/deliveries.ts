import { type Kysely, sql as raw } from 'kysely'
import { z } from 'zod'
import { formatInstant } from '../../../kernel/local-time.ts'
import { Problem } from '../../../kernel/problem.ts'
import { command, query } from '../../../platform/command/declare.ts'
import { requireSigned } from '../../../platform/http/signed-event.ts'
import { Channel, DeliveryState, DeliveryView, PERMISSIONS, ReportInput } from '../contract.ts'
import type { DeliveryRow, MessageTables } from '../tables.ts'
import { settle } from './jobs.ts'
import { askDelivery } from './notify.ts'
import { channelSettings, preferenceOf } from './settings.ts'
import { nameOfKind } from './templates.ts'

type Row = Pick<DeliveryRow, 'channel' | 'address' | 'created_at'> & {
  id: string
  kind: string
  subject: string
  state: z.infer<typeof DeliveryState>
  tries: number
  reason: string | null
  due_at: Date
  sent_at: Date | null
}

/** `nguoi.nop@example.vn` -> `ng…@example.vn`, `0531234501` -> `…4501`. */
export function halfHidden(address: string): string {
  const [name = '', domain] = address.split('@')
  return domain ? `${name.slice(0, 2)}…@${domain}` : `…${address.slice(-4)}`
}

function viewOf(row: Row) {
  return {
    id: row.id,
    kind: row.kind,
    kindName: nameOfKind(row.kind),
    subject: row.subject,
    channel: row.channel,
    address: halfHidden(row.address),
    state: row.state,
    tries: row.tries,
    reason: row.reason,
    createdAt: formatInstant(row.created_at.getTime()),
    dueAt: row.state === 'waiting' ? formatInstant(row.due_at.getTime()) : null,
    sentAt: row.sent_at ? formatInstant(row.sent_at.getTime()) : null,
  }
}

const COLUMNS = raw`d.id, n.kind, n.subject, d.channel, d.address, d.state, d.tries, d.reason, d.created_at, d.due_at, d.sent_at`

/** What was sent, waits or failed, newest first; addresses half hidden, words not shown. */
export const findDeliveries = query({
  name: 'notice.find',
  route: 'GET /notices',
  summary: 'Các thông báo đã gửi, đang chờ, hoặc gửi lỗi',
  input: z.strictObject({
    state: DeliveryState.optional(),
    channel: Channel.optional(),
    /** A dossier's code, or whatever else a notice is about. */
    subject: z.string().trim().max(100).optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
    cursor: z.uuid('Trang này không còn; hãy tải lại danh sách.').optional(),
  }),
  output: z.object({
    items: z.array(DeliveryView),
    nextCursor: z.string().nullable(),
    failed: z.int(),
    waiting: z.int(),
  }),
  permission: PERMISSIONS.administer,
  audit: () => 'listed notices',
  async run({ input, sql, subjects }) {
    const { state = null, channel = null, cursor = null, limit } = input
    const subject = input.subject || null
    const { rows } = await raw<Row>`
      select ${COLUMNS} from message.delivery d join message.notice n on n.id = d.notice
      where (${state}::text is null or d.state = ${state}) and (${channel}::text is null or d.channel = ${channel})
        and (${subject}::text is null or n.subject = ${subject})
        and (${cursor}::uuid is null
          or (d.created_at, d.id) < (select c.created_at, c.id from message.delivery c where c.id = ${cursor}::uuid))
      order by d.created_at desc, d.id desc limit ${limit + 1}`.execute(sql)
    const counts = await raw<{ failed: number; waiting: number }>`
      select (select count(*)::int from message.delivery where state = 'failed') as failed,
        (select count(*)::int from message.delivery where state = 'waiting') as waiting`.execute(sql)
    const page = rows.slice(0, limit)
    for (const row of page) subjects.add(row.id)
    return {
      items: page.map(viewOf),
      nextCursor: rows.length > limit ? (page.at(-1)?.id ?? null) : null,
      failed: counts.rows[0]?.failed ?? 0,
      waiting: counts.rows[0]?.waiting ?? 0,
    }
  },
})

/**
 * Sends what failed again, at once and as a new message. Errors: notice.not-found 404, notice.not-failed 409 (it waits or
 * has gone), notice.channel-refused 409 (the person has since chosen otherwise).
 */
export const retryDelivery = command({
  name: 'notice.retry',
  route: 'POST /notices/{id}/retry',
  summary: 'Gửi lại một thông báo gửi lỗi',
  input: z.strictObject({ id: z.uuid() }),
  output: DeliveryView,
  permission: PERMISSIONS.administer,
  audit: ({ id }) => `had notice ${id} sent again`,
  async run({ input, sql, send, now, subjects }) {
    const { rows } = await raw<Row>`
      select ${COLUMNS} from message.delivery d join message.notice n on n.id = d.notice
      where d.id = ${input.id} for update of d`.execute(sql)
    const [row] = rows
    if (!row) throw new Problem('notice.not-found', 404, 'Không có thông báo này. Hãy tải lại danh sách.')
    if (row.state !== 'failed')
      throw new Problem(
        'notice.not-failed',
        409,
        'Thông báo này không ở tình trạng lỗi nên không cần gửi lại.',
      )
    const wish = await preferenceOf(sql, [`dossier:${row.subject}`])
    if (!wish.channels.includes(row.channel) && (await said(sql, `dossier:${row.subject}`)))
      throw new Problem(
        'notice.channel-refused',
        409,
        'Người nhận đã chọn không nhận tin qua kênh này nữa nên không gửi lại.',
      )
    await raw`update message.delivery
      set state = 'waiting', round = round + 1, tries = 0, due_at = ${now}, settled_at = null, sent_at = null
      where id = ${input.id}`.execute(sql)
    await askDelivery(send, row, now, now)
    subjects.add(input.id)
    return viewOf({ ...row, state: 'waiting', tries: 0, due_at: now, sent_at: null })
  },
})

async function said(sql: Kysely<any>, owner: string): Promise<boolean> {
  const row = await (sql as Kysely<MessageTables>)
    .selectFrom('message.preference')
    .select('owner')
    .where('owner', '=', owner)
    .executeTakeFirst()
  return row !== undefined
}

/**
 * A provider's report on a message it took, signed with the secret shared with it. One that comes twice, or of a message
 * unknown here, changes nothing. Errors: event.forged 401, event.stale 401.
 */
export const reportDelivery = command({
  name: 'notice.report',
  route: 'POST /notices/reports',
  summary: 'Nhà cung cấp tin nhắn báo kết quả phát (có chữ ký)',
  input: ReportInput,
  output: z.object({ changed: z.boolean() }),
  permission: 'public',
  audit: ({ event }) => `was told of message ${event.reference}`,
  async run({ input, sql, vault, now }) {
    const { secret } = await channelSettings(sql, vault, input.channel)
    requireSigned(secret, input, now)
    return { changed: await settle(sql, input.event.reference, input.event, now) }
  },
})
