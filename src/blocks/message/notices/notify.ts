import type { Kysely } from 'kysely'
import type { SendJob } from '../../../platform/jobs/jobs.ts'
import { type Channel, formOf, type Lang } from '../contract.ts'
import type { MessageTables } from '../tables.ts'
import { fill } from './fill.ts'
import type { NoticeKind } from './kinds.ts'
import { outsideQuiet } from './quiet.ts'
import { channelRows, preferenceOf, quietHours, tellsOf } from './settings.ts'
import { wordsOf } from './templates.ts'

type Values = Record<string, string | null | undefined>

export type Told = {
  /** What it is about: a dossier's code, `ticket:<id>`. The tracking page lists what is told of its dossier. */
  subject: string
  /** Unique within the subject: what was told once is not told again. */
  event: string
  kind: NoticeKind
  to: {
    /** Whose preference counts: `dossier:<code>`; then the account's. */
    owner: string | null
    account?: string | null
    email: string | null
    phone: string | null
  }
  /** Values of the kind's placeholders; what is not there takes its line with it. */
  data: Values
  /** Laid over `data` where the person reads English. */
  dataEn?: Values
  /** One with a secret goes to the applicant's own contact only. */
  link?: string | null
  /** What the tracking page lists; nothing without it. */
  text?: { vi: string; en?: string | undefined } | null
  at: Date
}

/** What happened longer ago than this is no news: a letter would only confuse. */
const NEWS_MS = 48 * 3_600_000

/**
 * Tells somebody something, once per subject and event: on their tracking page, and by the channels this installation has
 * and they chose, each a delivery of its own that is tried until it succeeds or is seen to fail. In the caller's own
 * transaction. True when it was not told before.
 */
export async function notify(
  { sql, send, now }: { sql: Kysely<any>; send: SendJob; now: Date },
  told: Told,
): Promise<boolean> {
  const tables = sql as Kysely<MessageTables>
  const made = await tables
    .insertInto('message.notice')
    .values({
      subject: told.subject,
      event: told.event,
      kind: told.kind,
      listed: !!told.text,
      text: told.text?.vi ?? '',
      text_en: told.text?.en ?? null,
      at: told.at,
    })
    .onConflict((conflict) => conflict.columns(['subject', 'event']).doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!made) return false
  if (now.getTime() - told.at.getTime() > NEWS_MS) return true
  const open = new Set(
    (await channelRows(sql)).filter((row) => tellsOf(row, told.at)).map((row) => row.channel),
  )
  if (open.size === 0) return true
  const { owner, account } = told.to
  const wish = await preferenceOf(sql, [owner, account && `account:${account}`])
  const quiet = outsideQuiet(now, await quietHours(sql))
  for (const channel of wish.channels) {
    const address = open.has(channel) ? addressOf(told, channel) : null
    if (!address) continue
    const { title, body } = await worded(sql, told, channel, wish.lang)
    const dueAt = channel === 'email' && !wish.quietEmail ? now : quiet
    const { id } = await tables
      .insertInto('message.delivery')
      .values({
        notice: made.id,
        channel,
        address,
        lang: wish.lang,
        title,
        body,
        link: told.link ?? null,
        due_at: dueAt,
        created_at: now,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    await askDelivery(send, { id, channel }, dueAt, now)
  }
  return true
}

/** Puts the sending of one delivery down for its moment. */
export async function askDelivery(
  send: SendJob,
  { id, channel }: { id: string; channel: Channel },
  dueAt: Date,
  now: Date,
): Promise<void> {
  await send(
    // A mail server that hangs must not hold up SMS.
    channel === 'email' ? 'message.deliverMail' : 'message.deliverShort',
    { id, at: dueAt.toISOString() },
    dueAt.getTime() > now.getTime() ? { startAfter: dueAt } : {},
  )
}

function addressOf({ to }: Told, channel: Channel): string | null {
  if (channel === 'email') return to.email?.trim() || null
  return to.phone?.replace(/[\s.()-]/g, '') || null
}

/** Where the link stands in a kept text: it is put in as the message leaves, and not kept after. */
export const LINK = '{link}'

async function worded(sql: Kysely<any>, told: Told, channel: Channel, lang: Lang) {
  const words = await wordsOf(sql, told.kind, formOf(channel), lang)
  const values = {
    ...told.data,
    ...(lang === 'en' ? told.dataEn : {}),
    link: told.link ? LINK : null,
  }
  return { title: fill(words.title, values), body: fill(words.body, values) }
}
