import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import {
  channelRows,
  channelSettings,
  noticeJobs,
  type SendMail,
  type ShortMessages,
  setChannelSettings,
} from './blocks/message/index.ts'
import { startBeside } from './connectors/beside.ts'
import { sendText, stateOfText } from './connectors/text-messages/adapter.ts'
import type { TextMessageSettings } from './connectors/text-messages/port.ts'
import { mailer } from './mail.ts'
import type { House } from './platform/command/run.ts'
import type { JobHandler } from './platform/jobs/jobs.ts'
import type { Settings } from './platform/settings.ts'

const SIMULATOR = new URL('./connectors/text-messages/simulator/main.ts', import.meta.url)
/** What a simulator left in the settings: never a provider's own address. */
const SIMULATED = /^http:\/\/127\.0\.0\.1:/
const SHORT = ['sms', 'zalo'] as const

export type Notices = {
  mail: SendMail | null
  jobs: JobHandler[]
  /** Where a demonstration keeps its letters while it has no mail server. */
  outbox: string | null
  /** The demonstration's provider of short messages, for its inbox. */
  simulated: { address: string; secret: string } | null
  stop: () => void
}

/**
 * What sends notices: the mail server of SMTP_URL, and the providers of short messages that the settings in the database
 * name. The demonstration has the latter simulated, by a process of its own beside the product's port.
 */
export async function openNotices(house: House, settings: Settings): Promise<Notices> {
  const outbox = settings.demo && settings.smtpUrl === null ? join(settings.dataDir, 'thu-di') : null
  const mail = mailer(settings.smtpUrl, outbox)
  const secret = randomBytes(24).toString('base64url')
  const beside = settings.demo
    ? await startBeside(SIMULATOR, [
        String(settings.port ? settings.port + 4 : 0),
        secret,
        `${settings.publicUrl}/api/notices/reports`,
      ])
    : null
  await bringUp(house, mail !== null, beside ? { address: beside.said, secret } : null)
  return {
    mail,
    jobs: noticeJobs(house, { mail, short: shortMessages(house) }),
    outbox,
    simulated: beside ? { address: beside.said, secret } : null,
    stop: () => beside?.stop(),
  }
}

/** The channels as this start finds them; what an administrator set stays. */
async function bringUp(
  { db, vault, clock }: House,
  mails: boolean,
  simulated: { address: string; secret: string } | null,
): Promise<void> {
  const known = await channelRows(db)
  const now = clock()
  const email = known.find(({ channel }) => channel === 'email')!
  // Switched on when a mail server is first there, off when it is gone; between the two it is the administrator's.
  if (mails !== (email.address !== null))
    await setChannelSettings(
      db,
      vault,
      {
        ...email,
        enabled: mails,
        address: mails ? 'SMTP_URL' : null,
        secret: null,
      },
      now,
    )
  for (const channel of SHORT) {
    const row = known.find((each) => each.channel === channel)!
    const own = row.address !== null && !SIMULATED.test(row.address)
    if (own) continue
    if (simulated)
      await setChannelSettings(db, vault, { channel, enabled: true, sender: 'TinhTQ', ...simulated }, now)
    else if (row.enabled) await setChannelSettings(db, vault, { ...row, enabled: false, secret: null }, now)
  }
}

/** Each message goes by the settings of its moment: a changed address or secret needs no restart. */
function shortMessages({ db, vault }: House): ShortMessages {
  const reached = async (channel: 'sms' | 'zalo'): Promise<TextMessageSettings> => {
    const { enabled, address, sender, secret } = await channelSettings(db, vault, channel)
    if (!enabled || !address || !secret) throw new Error('kênh tin nhắn đang tắt hoặc chưa có địa chỉ, khóa')
    return { address, sender: sender ?? '', secret }
  }
  return {
    send: async (message) => sendText(await reached(message.channel), message),
    stateOf: async (channel, reference) => stateOfText(await reached(channel), reference),
  }
}
