import { SMTPServer } from 'smtp-server'
import { readLetter } from '../../src/demo-inbox.ts'

export type SunkLetter = { to: string; subject: string; text: string; raw: string; messageId: string }
export type MailSink = {
  url: string
  letters: () => SunkLetter[]
  forget: () => void
  /** How the next letters are answered: taken, refused with a code, or not at all. */
  answer: (how: number | 'silence') => void
  close: () => Promise<void>
}

/** A mail server on a real socket that keeps what it is given and can be told to refuse, to put off and to fall silent. */
export async function openMailSink(): Promise<MailSink> {
  let kept: SunkLetter[] = []
  let how: number | 'silence' = 250
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    closeTimeout: 100,
    onRcptTo(_address, _session, done) {
      if (how === 'silence') return
      done(how === 250 ? null : Object.assign(new Error('not now or never'), { responseCode: how }))
    },
    onData(stream, session, done) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        const raw = Buffer.concat(chunks).toString('utf8')
        const { title, text } = readLetter(raw)
        const [to] = session.envelope.rcptTo
        kept.push({
          to: to?.address ?? '',
          subject: title,
          text,
          raw: `${title}\n${text}`,
          messageId: /^message-id:\s*(\S+)/im.exec(raw)?.[1] ?? '',
        })
        done()
      })
    },
  })
  server.on('error', () => undefined)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()))
  const { port } = server.server.address() as { port: number }
  return {
    url: `smtp://127.0.0.1:${port}`,
    letters: () => kept,
    forget: () => {
      kept = []
    },
    answer: (given) => {
      how = given
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}
