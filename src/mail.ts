import { createTransport } from 'nodemailer'
import type { Mail } from './blocks/dossier/index.ts'

/** Sends through the installation's mail server; null without one. */
export function mailer(smtpUrl: string | null): Mail {
  if (smtpUrl === null) return null
  const transport = createTransport(smtpUrl)
  return async (to, subject, text) => {
    await transport.sendMail({ from: 'khong-tra-loi@tantrao.example.vn', to, subject, text })
  }
}
