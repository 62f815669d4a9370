import { randomUUID } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createTransport } from 'nodemailer'
import { type SendMail, Undeliverable } from './blocks/message/index.ts'

const FROM = 'khong-tra-loi@tantrao.example.vn'
/** A mail server that says nothing for this long has hung up in all but name. */
const SILENCE_MS = 20_000

/**
 * Sends through the installation's mail server. Without one, a demonstration keeps its letters as files in `outbox`, so
 * that whoever tries it can open them; an installation without either sends none.
 */
export function mailer(
  smtpUrl: string | null,
  outbox: string | null = null,
  silenceMs = SILENCE_MS,
): SendMail | null {
  if (smtpUrl !== null) {
    const transport = createTransport({
      url: smtpUrl,
      pool: true,
      connectionTimeout: silenceMs,
      greetingTimeout: silenceMs,
      socketTimeout: silenceMs,
    } as Parameters<typeof createTransport>[0])
    return async (to, subject, text, head = {}) => {
      await transport.sendMail(letter(to, subject, text, head)).catch(asUndeliverable)
    }
  }
  if (outbox === null) return null
  const keep = createTransport({ streamTransport: true, buffer: true })
  return async (to, subject, text, head = {}) => {
    const { message } = await keep.sendMail(letter(to, subject, text, head))
    mkdirSync(outbox, { recursive: true, mode: 0o700 })
    writeFileSync(join(outbox, `${Date.now()}-${randomUUID().slice(0, 8)}.eml`), message as Buffer, {
      mode: 0o600,
    })
  }
}

function letter(
  to: string,
  subject: string,
  text: string,
  { id, from }: NonNullable<Parameters<SendMail>[3]>,
) {
  const sender = from || FROM
  return {
    from: sender,
    to,
    subject,
    text,
    ...(id && { messageId: `<${id}@${sender.split('@')[1]?.replace(/>$/, '')}>` }),
  }
}

/** A 5xx about the address or the letter is the last word; anything else (4xx, no answer, our own password) may pass. */
function asUndeliverable(error: Error & { responseCode?: number; command?: string }): never {
  const about = ['RCPT TO', 'DATA', 'MAIL FROM'].includes(error.command ?? '')
  if (about && (error.responseCode ?? 0) >= 500) throw new Undeliverable(error.message, { cause: error })
  throw error
}
