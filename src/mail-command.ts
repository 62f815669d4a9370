import { join } from 'node:path'
import { mailServerLacks, serveMail } from './connectors/mail-server/serve.ts'
import type { Given } from './given.ts'
import { SettingError } from './platform/settings.ts'

/** Debian's own user for mail on disk. */
const MAIL = { uid: 8, gid: 8 }
/** Loopback ports; a front door (HAProxy, stunnel) or `--tls` opens IMAP and submission to other machines. */
const PORTS = { smtp: 2525, submission: 2587, imap: 2143, lmtp: 2024, auth: 2345 }

/** Where the product leaves word of its mailboxes for the mail server beside it. */
export const mailFolder = (dataDir: string) => join(dataDir, 'hop-thu')

/** `npm run mail`: official mailboxes on Debian's Postfix and Dovecot, beside the product and its DATA_DIR. */
export async function run({ settings }: Given): Promise<void> {
  const lacks = mailServerLacks()
  if (lacks) throw new SettingError(`Chưa chạy được máy chủ thư. ${lacks}`)
  const accounts = mailFolder(settings.dataDir)
  const server = await serveMail({
    folder: join(settings.dataDir, 'may-chu-thu'),
    accounts,
    owner: MAIL,
    ports: PORTS,
    tls: null,
  })
  process.stdout.write(
    `Máy chủ thư công vụ đang chạy trên máy này: SMTP 127.0.0.1:${PORTS.smtp}, gửi thư ${PORTS.submission}, IMAP ${PORTS.imap}.\n`,
  )
  process.stdout.write(
    `Hộp thư lấy từ ${accounts}; thư nằm ở ${join(settings.dataDir, 'may-chu-thu', 'mail')}.\n`,
  )
  const stop = () => void server.stop().then(() => process.exit(0))
  process.once('SIGINT', stop)
  process.once('SIGTERM', stop)
}
