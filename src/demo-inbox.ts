import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import type { Kept } from './connectors/text-messages/simulator/simulator.ts'
import { formatDate, formatTime } from './kernel/vietnamese.ts'
import type { Notices } from './notices.ts'

type Letter = { way: string; to: string; title: string; text: string; at: Date }

const MOST = 100
const escaped = (text: string) => text.replace(/[&<>"']/g, (each) => `&#${each.charCodeAt(0)};`)
/** Addresses in a message can be followed, as in the programs people read them with. */
const linked = (text: string) =>
  escaped(text).replace(/https?:\/\/[^\s<]+/g, (address) => `<a href="${address}">${address}</a>`)

/** The demonstration's people have no telephones: what they would receive is read here. Never mounted outside the demonstration. */
export function mountDemoInbox(app: FastifyInstance, notices: Notices, css: string): void {
  app.get('/hop-thu-thu-nghiem', async (request, reply) => {
    const { q = '' } = request.query as { q?: string }
    const all = [...lettersIn(notices.outbox), ...(await messagesOf(notices.simulated))]
    const wanted = String(q).trim().toLowerCase()
    const shown = all
      .filter(({ to, text, title }) => `${to} ${title} ${text}`.toLowerCase().includes(wanted))
      .sort((a, b) => b.at.getTime() - a.at.getTime())
      .slice(0, MOST)
    return reply
      .type('text/html; charset=utf-8')
      .header('cache-control', 'no-store')
      .send(page(shown, String(q), notices.outbox === null, css))
  })
}

function page(letters: readonly Letter[], q: string, elsewhere: boolean, css: string): string {
  const one = ({ way, to, title, text, at }: Letter) =>
    `<li><h2>${escaped(way)} đến ${escaped(to)}</h2><p class="quiet">${formatTime(at)} ${formatDate(at)}</p>${
      title ? `<p><strong>${escaped(title)}</strong></p>` : ''
    }${text
      .split('\n')
      .filter(Boolean)
      .map((line) => `<p>${linked(line)}</p>`)
      .join('')}</li>`
  const list = letters.length
    ? `<ul class="messages">${letters.map(one).join('')}</ul>`
    : '<p class="note">Chưa có tin nào khớp. Tin hiện ở đây khi hệ thống gửi thư, SMS hoặc Zalo cho người dân.</p>'
  return `<!doctype html><html lang="vi"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Hộp thư thử nghiệm</title><link rel="stylesheet" href="${escaped(css)}"></head>
<body><main class="width" id="noi-dung"><h1>Hộp thư thử nghiệm</h1>
<p class="note">Chỉ có trong bản thử. Đây là những gì người dân (hư cấu) nhận được trên điện thoại và trong hộp thư.${
    elsewhere ? ' Thư điện tử đang đi qua máy chủ thư thật nên không hiện ở đây.' : ''
  }</p>
<form method="get" class="stack"><div class="field"><label for="q">Tìm theo số điện thoại, địa chỉ thư hoặc mã hồ sơ</label><input class="input" id="q" name="q" value="${escaped(q)}"></div>
<p><button class="button" type="submit">Tìm</button></p></form>
${list}<p><a href="/">Về trang người dân</a></p></main></body></html>`
}

async function messagesOf(simulated: Notices['simulated']): Promise<Letter[]> {
  if (!simulated) return []
  const answer = await fetch(`${simulated.address}/inbox`, {
    headers: { authorization: `Bearer ${simulated.secret}` },
  }).catch(() => null)
  if (!answer?.ok) return []
  const { messages } = (await answer.json()) as { messages: Kept[] }
  const STATES = { accepted: '', delivered: '', undeliverable: ' (máy tắt, không nhận được)' }
  return messages.map(({ channel, to, text, at, state }) => ({
    way: channel === 'sms' ? 'SMS' : 'Zalo',
    to: `${to}${STATES[state]}`,
    title: '',
    text,
    at: new Date(at),
  }))
}

/** The newest letters kept as files, read as a mail program reads them. */
function lettersIn(folder: string | null): Letter[] {
  if (folder === null || !existsSync(folder)) return []
  return readdirSync(folder)
    .filter((name) => name.endsWith('.eml'))
    .sort()
    .slice(-MOST)
    .map((name) => readLetter(readFileSync(join(folder, name), 'utf8')))
}

/** One plain-text letter (RFC 5322 with MIME's encodings of headers and body) as the mailer writes it. */
export function readLetter(raw: string): Letter {
  const [head = '', ...rest] = raw.split(/\r?\n\r?\n/)
  const headers = new Map(
    head
      .replace(/\r?\n[ \t]+/g, ' ')
      .split(/\r?\n/)
      .map((line) => [
        line.slice(0, line.indexOf(':')).toLowerCase(),
        line.slice(line.indexOf(':') + 1).trim(),
      ]),
  )
  const body = rest.join('\n\n')
  const encoding = headers.get('content-transfer-encoding')?.toLowerCase()
  return {
    way: 'Thư điện tử',
    to: words(headers.get('to') ?? ''),
    title: words(headers.get('subject') ?? ''),
    text:
      encoding === 'base64'
        ? Buffer.from(body, 'base64').toString('utf8')
        : encoding === 'quoted-printable'
          ? quoted(body.replace(/=\r?\n/g, ''))
          : body,
    at: new Date(headers.get('date') ?? 0),
  }
}

const quoted = (text: string) =>
  Buffer.from(
    text.replace(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  ).toString('utf8')

/** RFC 2047's encoded words; the blank between two of them is not part of the text. */
const words = (text: string) =>
  text
    .replace(/\?=\s+=\?/g, '?==?')
    .replace(/=\?utf-8\?([bq])\?([^?]*)\?=/gi, (_, form: string, word: string) =>
      form.toLowerCase() === 'b'
        ? Buffer.from(word, 'base64').toString('utf8')
        : quoted(word.replaceAll('_', ' ')),
    )
