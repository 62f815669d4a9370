import { type Kysely, sql } from 'kysely'
import type { House } from '../../../platform/command/run.ts'
import type { JobHandler } from '../../../platform/jobs/jobs.ts'
import { type Reported, type SendMail, type ShortMessages, Undeliverable } from '../contract.ts'
import type { MessageTables } from '../tables.ts'
import { askDelivery, LINK } from './notify.ts'
import { outsideQuiet } from './quiet.ts'
import { quietHours } from './settings.ts'

export const NOTICE_QUEUES = ['message.deliverMail', 'message.deliverShort', 'message.settle'] as const

const MINUTE = 60_000
/** Pauses after each failed try; when they are used up it stays visible as failed, for a person to send again. */
const PAUSES = [1, 5, 20, 60, 240].map((minutes) => minutes * MINUTE)
/** A report that has not come after this long is asked for; after the second it will not come. */
const ASK_AFTER = 10 * MINUTE
const ASK_UNTIL = 3 * 24 * 60 * MINUTE
const ASK_MOST = 200

export type Ways = { mail: SendMail | null; short: ShortMessages | null }

type Delivery = {
  id: string
  channel: 'email' | 'sms' | 'zalo'
  address: string
  title: string
  body: string
  link: string | null
  tries: number
  reference: string
  sender: string | null
}

/** Sends what waits and learns what became of it; each is safe to do twice. */
export function noticeJobs(house: House, ways: Ways): JobHandler[] {
  return [
    { queue: 'message.deliverMail', work: ({ id }: { id: string }, at) => deliver(house, ways, id, at) },
    { queue: 'message.deliverShort', work: ({ id }: { id: string }, at) => deliver(house, ways, id, at) },
    {
      queue: 'message.settle',
      cron: '*/10 * * * *',
      /** Reports get lost on the line: what is still open is asked after. */
      async work(_data, at) {
        const { short } = ways
        if (!short) return
        const { rows } = await sql<{ channel: 'sms' | 'zalo'; reference: string }>`
          select channel, reference from message.delivery
          where state = 'sent' and channel <> 'email' and sent_at < ${new Date(at.getTime() - ASK_AFTER)}
            and sent_at > ${new Date(at.getTime() - ASK_UNTIL)}
          order by sent_at limit ${ASK_MOST}`.execute(house.db)
        for (const { channel, reference } of rows) {
          const reported = await short.stateOf(channel, reference).catch(() => null)
          if (reported) await settle(house.db, reference, reported, at)
        }
        await sql`update message.delivery set link = null
          where state = 'sent' and link is not null and sent_at <= ${new Date(at.getTime() - ASK_UNTIL)}`.execute(
          house.db,
        )
      },
    },
  ]
}

/**
 * Tries one delivery. It is claimed before it leaves, under a reference that stays the same for every try: a provider that
 * took it before the answer was lost knows it again, and a mail bears the same Message-ID.
 */
async function deliver(house: House, ways: Ways, id: string, at: Date): Promise<void> {
  const waiting = await (house.db as Kysely<MessageTables>)
    .selectFrom('message.delivery')
    .select(['channel', 'due_at'])
    .where('id', '=', id)
    .where('state', '=', 'waiting')
    .executeTakeFirst()
  if (!waiting) return
  const send = house.jobs.sender(house.db)
  if (waiting.due_at > at) return askDelivery(send, { id, channel: waiting.channel }, waiting.due_at, at)
  const { rows } = await sql<Delivery>`
    update message.delivery set tries = tries + 1, reference = id::text || '.' || round::text
    where id = ${id} and state = 'waiting'
    returning id, channel, address, title, body, link, tries, reference,
      (select c.sender from message.channel c where c.channel = message.delivery.channel) as sender`.execute(
    house.db,
  )
  const [claimed] = rows
  if (!claimed) return
  try {
    await handOn(ways, claimed)
  } catch (error) {
    const last = error instanceof Undeliverable || claimed.tries > PAUSES.length
    if (last) return failed(house.db, id, reasonOf(error), at)
    const pause = new Date(at.getTime() + (PAUSES[claimed.tries - 1] ?? 0))
    const dueAt = claimed.channel === 'email' ? pause : outsideQuiet(pause, await quietHours(house.db))
    await sql`update message.delivery set due_at = ${dueAt}, reason = ${reasonOf(error)}
      where id = ${id} and state = 'waiting'`.execute(house.db)
    return askDelivery(send, claimed, dueAt, at)
  }
  // A report may have overtaken this: it stands. A short message keeps its link until the report says it need not go again.
  await sql`update message.delivery set state = 'sent', sent_at = ${at}, reason = null,
      link = case when channel = 'email' then null else link end
    where id = ${id} and state = 'waiting'`.execute(house.db)
}

async function handOn(
  { mail, short }: Ways,
  { channel, address, title, body, link, reference, sender }: Delivery,
) {
  const text = body.replaceAll(LINK, link ?? '')
  if (channel === 'email') {
    if (!mail) throw new Error('chưa có máy chủ thư (SMTP_URL)')
    return mail(address, title, text, { id: reference, from: sender })
  }
  if (!short) throw new Error('chưa nối nhà cung cấp tin nhắn')
  return short.send({ channel, to: address, text, reference })
}

async function failed(db: Kysely<any>, id: string, reason: string, at: Date): Promise<void> {
  await sql`update message.delivery set state = 'failed', reason = ${reason}, settled_at = ${at}
    where id = ${id} and state = 'waiting'`.execute(db)
}

const reasonOf = (error: unknown): string => String((error as Error).message ?? error).slice(0, 300)

/** Writes down what became of a message. A report that comes twice, late or of an unknown message changes nothing. */
export async function settle(
  db: Kysely<any>,
  reference: string,
  { state, reason }: Reported,
  at: Date,
): Promise<boolean> {
  const { rows } = await sql`
    update message.delivery set state = ${state === 'delivered' ? 'delivered' : 'failed'}, settled_at = ${at},
      sent_at = coalesce(sent_at, ${at}), reason = ${state === 'delivered' ? null : (reason ?? 'Không phát được')},
      link = case when ${state} = 'delivered' then null else link end
    where reference = ${reference} and state in ('waiting', 'sent') returning id`.execute(db)
  return rows.length > 0
}
