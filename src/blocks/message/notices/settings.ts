import type { Kysely } from 'kysely'
import type { Memory } from '../../../platform/command/memory.ts'
import type { Vault } from '../../../platform/secrets/vault.ts'
import type { Channel, PreferenceView } from '../contract.ts'
import { CHANNELS } from '../model/channels.ts'
import type { MessageTables } from '../tables.ts'
import type { QuietHours } from './quiet.ts'

/** Kept under this name; a change forgets it. */
export const CHANNEL_MEMORY = 'message.channels'

export type ChannelSettings = {
  channel: Channel
  enabled: boolean
  address: string | null
  sender: string | null
  secret: string | null
}
/** `opened_at`: it tells of what happened since; null while it is closed. */
export type ChannelRow = ChannelSettings & { opened_at: Date | null }

const secretName = (channel: Channel) => `message.channel.${channel}`

/** The channels this installation has, those with none of their own row included; the secret still sealed. */
export async function channelRows(sql: Kysely<any>): Promise<ChannelRow[]> {
  const rows = await (sql as Kysely<MessageTables>).selectFrom('message.channel').selectAll().execute()
  return CHANNELS.map(
    (channel) =>
      rows.find((row) => row.channel === channel) ?? {
        channel,
        enabled: false,
        address: null,
        sender: null,
        secret: null,
        opened_at: null,
      },
  )
}

/** One channel with its secret opened. */
export async function channelSettings(
  sql: Kysely<any>,
  vault: Vault,
  channel: Channel,
): Promise<ChannelSettings> {
  const row = (await channelRows(sql)).find((each) => each.channel === channel)!
  return { ...row, secret: row.secret === null ? null : vault.open(secretName(channel), row.secret) }
}

/** Puts a channel into the settings, or changes it; without a secret the one before stays. */
export async function setChannelSettings(
  sql: Kysely<any>,
  vault: Vault,
  { channel, enabled, address, sender, secret }: ChannelSettings,
  now: Date,
): Promise<void> {
  const before = (await channelRows(sql)).find((each) => each.channel === channel)!
  const openedAt = before.enabled ? before.opened_at : now
  const row = {
    enabled,
    address,
    sender,
    opened_at: enabled ? openedAt : null,
    ...(secret === null ? {} : { secret: vault.seal(secretName(channel), secret) }),
  }
  await (sql as Kysely<MessageTables>)
    .insertInto('message.channel')
    .values({ channel, secret: null, ...row })
    .onConflict((conflict) => conflict.column('channel').doUpdateSet(row))
    .execute()
}

/** Does what happened then reach people beside the pages? What would go nowhere needs no job. */
export async function hasChannels(
  { db, memory }: { db: Kysely<any>; memory: Memory },
  at: Date,
): Promise<boolean> {
  const rows = await memory.get(CHANNEL_MEMORY, () => channelRows(db))
  return rows.some((row) => tellsOf(row, at))
}

/** Is this channel open for what happened then? */
export const tellsOf = ({ enabled, opened_at }: ChannelRow, at: Date): boolean =>
  enabled && opened_at !== null && opened_at <= at

export async function quietHours(sql: Kysely<any>): Promise<QuietHours> {
  return (sql as Kysely<MessageTables>)
    .selectFrom('message.quiet_hours')
    .select(['starts', 'ends'])
    .executeTakeFirstOrThrow()
}

/** Until somebody says otherwise: letters and SMS, in Vietnamese; Zalo only to who asked for it. */
export const DEFAULT_PREFERENCE: PreferenceView = {
  channels: ['email', 'sms'],
  lang: 'vi',
  quietEmail: false,
}

/** How the first of these owners that said anything wants to be told. */
export async function preferenceOf(
  sql: Kysely<any>,
  owners: readonly (string | null | undefined)[],
): Promise<PreferenceView> {
  const asked = owners.filter((owner): owner is string => !!owner)
  if (asked.length === 0) return DEFAULT_PREFERENCE
  const rows = await (sql as Kysely<MessageTables>)
    .selectFrom('message.preference')
    .selectAll()
    .where('owner', 'in', asked)
    .execute()
  const row = asked.map((owner) => rows.find((each) => each.owner === owner)).find(Boolean)
  return row ? { channels: row.channels, lang: row.lang, quietEmail: row.quiet_email } : DEFAULT_PREFERENCE
}

export async function keepPreference(
  sql: Kysely<any>,
  owner: string,
  { channels, lang, quietEmail }: PreferenceView,
  now: Date,
): Promise<void> {
  const row = { channels: [...new Set(channels)], lang, quiet_email: quietEmail, changed_at: now }
  await (sql as Kysely<MessageTables>)
    .insertInto('message.preference')
    .values({ owner, ...row })
    .onConflict((conflict) => conflict.column('owner').doUpdateSet(row))
    .execute()
}
