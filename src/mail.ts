import { randomUUID } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createTransport } from 'nodemailer'
import type { Mail } from './blocks/dossier/index.ts'

const FROM = 'khong-tra-loi@tantrao.example.vn'

/**
 * Sends through the installation's mail server. Without one, a demonstration keeps its letters as files in `outbox`, so
 * that whoever tries it can open them; an installation without either sends none.
 */
export function mailer(smtpUrl: string | null, outbox: string | null = null): Mail {
  if (smtpUrl !== null) {
    const transport = createTransport(smtpUrl)
    return async (to, subject, text) => {
      await transport.sendMail({ from: FROM, to, subject, text })
    }
  }
  if (outbox === null) return null
  const keep = createTransport({ streamTransport: true, buffer: true })
  return async (to, subject, text) => {
    const { message } = await keep.sendMail({ from: FROM, to, subject, text })
    mkdirSync(outbox, { recursive: true, mode: 0o700 })
    writeFileSync(join(outbox, `${Date.now()}-${randomUUID().slice(0, 8)}.eml`), message as Buffer, {
      mode: 0o600,
    })
  }
}
