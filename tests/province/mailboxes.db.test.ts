import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { createConnection } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createTransport } from 'nodemailer'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { identityJobs, makeAccounts } from '../../src/blocks/identity/index.ts'
import { writeMailboxes } from '../../src/connectors/mail-server/accounts.ts'
import { mailServerLacks, serveMail } from '../../src/connectors/mail-server/serve.ts'
import { freePort } from '../../src/platform/testing/free-port.ts'
import { at, openWorld, refusal, type World } from './world.ts'

/** Official mailboxes on Debian's own Postfix and Dovecot, as people's mail programs meet them. */
const ADMIN = 'H60/administrator'
const SEAT = 'H60.07/head'
const HEIR = 'nguoi-ke-nhiem'
const BOX = 'truongphong.sotuphap@tinh.example.vn'

let world: World
let folder: string
let ports: { smtp: number; submission: number; imap: number; lmtp: number; auth: number }
let stop: () => Promise<void> = () => Promise.resolve()
const lacks = mailServerLacks()

beforeAll(async () => {
  world = await openWorld()
  folder = mkdtempSync(join(tmpdir(), 'tan-trao-mail-'))
  // Postfix and Dovecot work as users of their own.
  chmodSync(folder, 0o755)
  const account = (id: string, userName: string, name: string) => ({
    id,
    userName,
    name,
    kind: 'officer' as const,
    password: 'x'.repeat(12),
  })
  await makeAccounts(
    world.house.db,
    [account(SEAT, 'truongphong', 'Hoàng Thị Đào'), account(HEIR, 'ke.nhiem', 'Ma Văn Kế')],
    at(),
  )
  const [smtp, submission, imap, lmtp, auth] = await Promise.all(Array.from({ length: 5 }, () => freePort()))
  ports = { smtp: smtp!, submission: submission!, imap: imap!, lmtp: lmtp!, auth: auth! }
})
afterAll(async () => {
  await stop()
  await world?.close()
  if (folder) rmSync(folder, { recursive: true, force: true })
})

const accounts = () => join(folder, 'accounts')
/** What the job does after each change, and every ten minutes for seats that change hands by date. */
async function told(now = at()): Promise<void> {
  const job = identityJobs(world.house, { tellLogout: async () => undefined }, null, (boxes) => {
    writeMailboxes(accounts(), boxes)
  }).find((each) => each.queue === 'identity.mailboxes')
  await job!.work({} as never, now)
}
const password = async (who: string, now = at()) =>
  (await world.ask(who, 'identity.renewMailPassword', { address: BOX }, { now })).password as string

test('a seat has one mailbox, an address one seat; who does not administer or hold the seat gets neither', async () => {
  await world.ask(ADMIN, 'identity.openMailbox', { address: BOX, position: SEAT })
  const again = (input: object) => refusal(world.ask(ADMIN, 'identity.openMailbox', input))
  expect((await again({ address: 'khac@tinh.example.vn', position: SEAT })).errors[0]?.path).toBe('position')
  expect((await again({ address: BOX, position: 'H60.07/leader' })).errors[0]?.path).toBe('address')
  expect((await again({ address: 'Sở Tư pháp', position: 'H60.07/leader' })).errors[0]?.path).toBe('address')
  expect((await again({ address: 'x@tinh.example.vn', position: 'H60.07/khong-co' })).status).toBe(404)
  const other = world.ask('H60.07/leader', 'identity.renewMailPassword', { address: BOX })
  expect((await refusal(other)).code).toBe('identity.no-mailbox')
  const { items } = await world.ask(ADMIN, 'identity.findMailboxes', { q: 'truongphong' })
  expect(items).toMatchObject([{ address: BOX, position: SEAT, ready: false, suspendedAt: null }])
})

test('a kept answer holds no password, and the database only its hash', async () => {
  const made = await password(SEAT)
  expect(made).toMatch(/^([a-z2-9]{4}-){4}[a-z2-9]{4}$/)
  const rows = await world.house.db.selectFrom('identity.mail_password').selectAll().execute()
  expect(rows).toHaveLength(1)
  expect(JSON.stringify(rows)).not.toContain(made)
})

describe.skipIf(lacks !== null)(`on Debian’s mail server${lacks ? ` (bỏ qua: ${lacks})` : ''}`, () => {
  beforeAll(async () => {
    await told()
    const owner = { uid: 8, gid: 8 }
    const server = await serveMail({
      folder: join(folder, 'server'),
      accounts: accounts(),
      owner,
      ports,
      tls: null,
    })
    stop = server.stop
  })

  test('mail from outside is taken in for official addresses and nobody else’s', async () => {
    const outside = smtp(ports.smtp)
    await outside.sendMail({
      from: 'dan@ngoai.example.com',
      to: BOX,
      subject: 'Hỏi thủ tục',
      text: 'Xin hỏi',
    })
    const refused = (to: string) =>
      outside.sendMail({ from: 'dan@ngoai.example.com', to, subject: 'x', text: 'x' }).then(
        () => 'taken',
        (error: { responseCode: number }) => error.responseCode,
      )
    expect(await refused('khong.co@tinh.example.vn')).toBe(550)
    expect(await refused('ai-do@noi-khac.example.com')).toBe(554)
  })

  test('who holds the seat reads it by their own password; a renewed one ends the last', async () => {
    const first = await password(SEAT)
    await told()
    await shows(first, 1)
    const second = await password(SEAT)
    await told()
    await shows(first, 'refused')
    await shows(second, 1)
  })

  test('mail is sent as oneself only, and only when signed in', async () => {
    const mine = await password(SEAT)
    await told()
    await shows(mine, 1)
    const sending = smtp(ports.submission, { user: BOX, pass: mine })
    await sending.sendMail({ from: BOX, to: BOX, subject: 'Nhắc việc', text: 'Họp 14 giờ' })
    const as = { from: 'lanhdao@tinh.example.vn', to: BOX, subject: 'x', text: 'x' }
    await expect(sending.sendMail(as)).rejects.toMatchObject({ responseCode: 553 })
    await expect(smtp(ports.submission).sendMail({ ...as, from: BOX })).rejects.toMatchObject({
      responseCode: 554,
    })
    await shows(mine, 2)
  })

  test('suspended, it takes mail in and opens to nobody; resumed, it opens again', async () => {
    const mine = await password(SEAT)
    await world.ask(ADMIN, 'identity.suspendMailbox', { address: BOX })
    await told()
    await shows(mine, 'refused')
    await smtp(ports.smtp).sendMail({
      from: 'dan@ngoai.example.com',
      to: BOX,
      subject: 'Nữa',
      text: 'Còn đó',
    })
    await world.ask(ADMIN, 'identity.resumeMailbox', { address: BOX })
    await told()
    await shows(mine, 3)
  })

  test('handed over with the seat: the next holder reads all of it, the former nothing, from that day on', async () => {
    const former = await password(SEAT)
    await world.ask(ADMIN, 'organisation.endHolding', { position: SEAT, account: SEAT, to: '2022-05-12' })
    await world.ask(ADMIN, 'identity.appoint', { account: HEIR, position: SEAT, from: '2022-05-12' })
    await told(at('17:00', '2022-05-11'))
    await shows(former, 3)
    await told(at('08:00', '2022-05-12'))
    await shows(former, 'refused')
    const next = await password(HEIR, at('08:05', '2022-05-12'))
    await told(at('08:06', '2022-05-12'))
    await shows(next, 3)
  })
})

function smtp(port: number, auth?: { user: string; pass: string }) {
  return createTransport({ host: '127.0.0.1', port, secure: false, ignoreTLS: true, ...(auth && { auth }) })
}

/** Dovecot looks at a changed file once a second; delivery takes a moment too. */
const shows = (pass: string, found: number | 'refused') =>
  expect.poll(() => messages(BOX, pass), { timeout: 10_000, interval: 300 }).toBe(found)

/** How many messages the inbox shows to who signs in by IMAP. */
function messages(user: string, pass: string): Promise<number | 'refused'> {
  return new Promise((resolve, reject) => {
    const socket = createConnection({ port: ports.imap, host: '127.0.0.1' })
    let said = ''
    socket.setEncoding('utf8')
    socket.on('error', reject)
    socket.on('data', (text: string) => {
      said += text
      if (/^\* OK/.test(said) && !said.includes('a1 ') && !said.includes('sent')) {
        said = 'sent\r\n'
        socket.write(`a1 LOGIN "${user}" "${pass}"\r\na2 EXAMINE INBOX\r\na3 LOGOUT\r\n`)
      }
      if (/^a1 NO/m.test(said)) finish('refused')
      else if (/^a2 OK/m.test(said)) finish(Number(/^\* (\d+) EXISTS/m.exec(said)?.[1]))
    })
    const finish = (found: number | 'refused') => {
      socket.destroy()
      resolve(found)
    }
  })
}
