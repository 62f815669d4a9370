import { type Kysely, sql as raw } from 'kysely'
import { z } from 'zod'
import { invalid } from '../../../kernel/problem.ts'
import { command, query } from '../../../platform/command/declare.ts'
import { ChannelInput, ChannelView, PERMISSIONS, QuietHours, SettingsView } from '../contract.ts'
import type { MessageTables } from '../tables.ts'
import {
  CHANNEL_MEMORY,
  type ChannelSettings,
  channelRows,
  quietHours,
  setChannelSettings,
} from './settings.ts'

const shown = ({ channel, enabled, address, sender, secret }: ChannelSettings) => ({
  channel,
  enabled,
  address,
  sender,
  hasSecret: secret !== null,
})

/** Quiet hours and the channels this installation has; secrets are never shown. */
export const noticeSettings = query({
  name: 'notice.settings',
  route: 'GET /notices/settings',
  summary: 'Giờ yên lặng và các kênh gửi thông báo',
  input: z.strictObject({}),
  output: SettingsView,
  permission: PERMISSIONS.administer,
  run: async ({ sql }) => ({
    quietHours: await quietHours(sql),
    channels: (await channelRows(sql)).map(shown),
  }),
})

/** Sets when short messages wait, local time; equal ends mean never. What waits already keeps its moment. */
export const setQuietHours = command({
  name: 'notice.setQuietHours',
  route: 'PUT /notices/quiet-hours',
  summary: 'Đặt giờ yên lặng: SMS, Zalo chờ qua giờ này mới gửi',
  input: QuietHours,
  output: QuietHours,
  permission: PERMISSIONS.administer,
  audit: ({ starts, ends }) => `set quiet hours from ${starts} to ${ends}`,
  async run({ input, sql }) {
    await (sql as Kysely<MessageTables>).updateTable('message.quiet_hours').set(input).execute()
    return input
  },
})

/**
 * Opens, closes or changes a channel. A new provider's address comes with its own secret: the old one's must not go there.
 * Errors: request.invalid 422 naming address or secret.
 */
export const setChannel = command({
  name: 'notice.setChannel',
  route: 'PUT /notices/channels/{channel}',
  summary: 'Bật, tắt, đổi một kênh gửi thông báo',
  input: ChannelInput,
  output: ChannelView,
  permission: PERMISSIONS.administer,
  factor: 'fresh',
  audit: ({ channel }) => `changed the channel ${channel} of notices`,
  forgets: [CHANNEL_MEMORY],
  async run({ input, sql, vault, now }) {
    const { channel, enabled, secret = null } = input
    const before = (await channelRows(sql)).find((row) => row.channel === channel)!
    const given = input.address === undefined ? before.address : input.address
    const address = channel === 'email' ? before.address : given
    const moved = address !== before.address
    if (channel !== 'email' && enabled && !address)
      throw invalid('address', 'Ghi địa chỉ của nhà cung cấp, dạng https://…')
    if (channel !== 'email' && enabled && !secret && (moved || before.secret === null))
      throw invalid('secret', 'Địa chỉ mới cần khóa của chính nhà cung cấp đó.')
    if (channel === 'email' && enabled && address === null)
      throw invalid('enabled', 'Chưa có máy chủ thư: đặt SMTP_URL khi khởi động rồi mới bật được kênh này.')
    const sender = input.sender === undefined ? before.sender : input.sender
    await setChannelSettings(sql, vault, { channel, enabled, address, sender, secret }, now)
    if (moved && secret === null)
      await raw`update message.channel set secret = null where channel = ${channel}`.execute(sql)
    return shown((await channelRows(sql)).find((row) => row.channel === channel)!)
  },
})
