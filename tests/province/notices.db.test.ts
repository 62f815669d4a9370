import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { dossierJobs } from '../../src/blocks/dossier/index.ts'
import { noticeJobs, setChannelSettings } from '../../src/blocks/message/index.ts'
import { sendText, stateOfText } from '../../src/connectors/text-messages/adapter.ts'
import {
  openTextSimulator,
  type TextSimulator,
} from '../../src/connectors/text-messages/simulator/simulator.ts'
import { mailer } from '../../src/mail.ts'
import { signEvent } from '../../src/platform/http/signed-event.ts'
import { type MailSink, openMailSink } from './mail-sink.ts'
import { at, openWorld, refusal, type World } from './world.ts'

const SECRET = 'a-secret-shared-with-the-provider'
const ADMIN = 'H60/administrator'
const COUNTER = 'H60.07/counter'

let world: World
let sink: MailSink
let texts: TextSimulator
beforeAll(async () => {
  world = await openWorld()
  sink = await openMailSink()
  texts = await openTextSimulator({ port: 0, secret: SECRET, reportTo: null, reportAfterMs: 5 })
  const { db, vault } = world.house
  await setChannelSettings(
    db,
    vault,
    {
      channel: 'email',
      enabled: true,
      address: 'SMTP_URL',
      sender: null,
      secret: null,
    },
    at('07:00'),
  )
  for (const channel of ['sms', 'zalo'] as const)
    await setChannelSettings(
      db,
      vault,
      {
        channel,
        enabled: true,
        address: texts.address,
        sender: 'TINH',
        secret: SECRET,
      },
      at('07:00'),
    )
})
afterAll(async () => {
  await texts?.close()
  await sink?.close()
  await world?.close()
})
beforeEach(() => sink.forget())

const jobs = () => {
  const to = { address: texts.address, sender: 'TINH', secret: SECRET }
  return noticeJobs(world.house, {
    mail: mailer(sink.url, null, 300),
    short: {
      send: (message) => sendText(to, message),
      stateOf: (_channel, reference) => stateOfText(to, reference),
    },
  })
}
const handler = (queue: string) =>
  [...dossierJobs(world.house), ...jobs()].find((each) => each.queue === queue)!
const tell = (telling: object, now: Date) => handler('dossier.notify').work(telling, now)
/** Both queues do the same; which one a delivery stands in only keeps them out of each other's way. */
const deliver = (one: object, now: Date) => handler('message.deliverMail').work(one, now)
/** Does what waits: tells of the moves, then sends; what must wait longer waits. */
const work = () => world.house.jobs.drain([...dossierJobs(world.house), ...jobs()])

const received = async (contact: { email?: string; phone?: string }, now = at()) => {
  const input = await world.goodInput('1.001686', 'H60.07')
  const { phone: _own, ...person } = input.applicant
  return world.ask(COUNTER, 'dossier.receive', { ...input, applicant: { ...person, ...contact } }, { now })
}
const deliveries = async (code: string) =>
  (
    await sql<Record<string, any>>`
      select d.* from message.delivery d join message.notice n on n.id = d.notice
      where n.subject = ${code} order by d.created_at, d.channel`.execute(world.house.db)
  ).rows
const textsTo = (phone: string) => texts.kept().filter((each) => each.to === phone)

describe('one notice', () => {
  test('goes once by letter and once by SMS, each with the link that shows all of it; the page lists it once', async () => {
    const { code, check } = await received({ email: 'nguoi.nop@example.vn', phone: '0531 234 501' })
    await work()
    await work()
    await world.ask(COUNTER, 'dossier.withdraw', { code, reason: 'Người nộp đổi ý' }, { now: at('10:00') })
    await work()
    await work()
    expect(sink.letters().map(({ to, subject }) => [to, subject])).toEqual([
      ['nguoi.nop@example.vn', `Hồ sơ đã được tiếp nhận: ${code}`],
      ['nguoi.nop@example.vn', `Hồ sơ đã được rút: ${code}`],
    ])
    expect(sink.letters()[1]?.text).toContain(`/tra-cuu?ma=${code}&khoa=${check}`)
    const short = textsTo('0531234501')
    expect(short).toHaveLength(2)
    expect(short[1]?.text).toContain('đã được rút theo yêu cầu')
    expect(short[1]?.text).toContain(check)
    const told = await world.ask(world.visitor(), 'dossier.track', { code, check })
    expect(told.messages).toHaveLength(1)
  })

  test('says nobody’s name, and its secret does not stay in the row once it went', async () => {
    const input = await world.goodInput('1.001686', 'H60.07')
    const applicant = { ...input.applicant, name: 'Nguyễn Thị Kín Đáo', email: 'kin.dao@example.vn' }
    const { code } = await world.ask(COUNTER, 'dossier.receive', { ...input, applicant })
    await work()
    expect(sink.letters()).toHaveLength(1)
    expect(sink.letters()[0]?.raw).not.toContain('Kín Đáo')
    const [letter] = (await deliveries(code)).filter(({ channel }) => channel === 'email')
    expect(letter).toMatchObject({ state: 'sent', link: null })
    expect(letter?.body).not.toContain('khoa=')
  })

  test('of long ago is no news: what a moved clock catches up with is not sent', async () => {
    const { code } = await received({ phone: '0531234502' })
    await tell({ code, seq: 0, effect: null, at: at().toISOString() }, new Date('2022-05-20T02:00:00Z'))
    const { rows } = await sql`select 1 from message.notice where subject = ${code}`.execute(world.house.db)
    expect(rows).toHaveLength(1)
    expect(await deliveries(code)).toEqual([])
  })
})

describe('letters', () => {
  test('a 4xx is tried again under the same Message-ID and then goes; nothing is sent twice', async () => {
    sink.answer(451)
    const { code } = await received({ email: 'xam@example.vn' })
    await tell({ code, seq: 0, effect: null, at: at().toISOString() }, at())
    const [{ id }] = (await deliveries(code)) as [{ id: string }]
    await deliver({ id }, at('09:01'))
    expect((await deliveries(code))[0]).toMatchObject({ state: 'waiting', tries: 1 })
    expect((await deliveries(code))[0]?.reason).toContain('451')
    sink.answer(250)
    await deliver({ id }, at('09:01'))
    expect(sink.letters()).toHaveLength(0)
    await deliver({ id }, at('09:03'))
    await deliver({ id }, at('09:04'))
    expect(sink.letters()).toHaveLength(1)
    expect((await deliveries(code))[0]).toMatchObject({ state: 'sent', tries: 2, reason: null })
    expect(sink.letters()[0]?.messageId).toBe(`<${id}.1@tantrao.example.vn>`)
  })

  test('an address that will never take it fails at once, with the server’s words', async () => {
    sink.answer(550)
    const { code } = await received({ email: 'khong.co@example.vn' })
    await work()
    sink.answer(250)
    expect((await deliveries(code))[0]).toMatchObject({ state: 'failed', tries: 1 })
    expect((await deliveries(code))[0]?.reason).toContain('550')
  })

  test('a server that says nothing is given up on and asked again later', async () => {
    sink.answer('silence')
    const { code } = await received({ email: 'treo@example.vn' })
    await work()
    sink.answer(250)
    const [row] = await deliveries(code)
    expect(row?.state).toBe('failed')
    expect(row?.tries).toBe(6)
  }, 20_000)
})

describe('short messages', () => {
  test('wait out the quiet hours, over midnight too; letters do not', async () => {
    const { code } = await received({ email: 'khuya@example.vn', phone: '0531234503' }, at('22:30'))
    await tell({ code, seq: 0, effect: null, at: at('22:30').toISOString() }, at('22:30'))
    const due = Object.fromEntries((await deliveries(code)).map((row) => [row.channel, row.due_at]))
    expect(due).toEqual({ email: at('22:30'), sms: at('07:00', '2022-05-11') })
    const sms = (await deliveries(code)).find(({ channel }) => channel === 'sms')!
    await deliver({ id: sms.id }, at('23:00'))
    expect(textsTo('0531234503')).toHaveLength(0)
    await deliver({ id: sms.id }, at('07:00', '2022-05-11'))
    expect(textsTo('0531234503')).toHaveLength(1)
  })

  test('a busy provider is asked again and gets the message once', async () => {
    await received({ phone: '0531230503' })
    await work()
    expect(textsTo('0531230503')).toHaveLength(1)
  })

  test('one that failed is seen with its reason, and sent again by a person as a new message', async () => {
    const { code } = await received({ phone: '0531230404' })
    await work()
    await expect.poll(() => textsTo('0531230404')[0]?.state).toBe('undeliverable')
    const [row] = await deliveries(code)
    const report = (event: object, sentAt = at('09:05')) => ({
      channel: 'sms',
      ...signEvent(SECRET, event, sentAt),
    })
    const event = { reference: row!.reference, state: 'undeliverable', reason: 'thuê bao đang tắt máy' }
    const call = { now: at('09:05') }
    const forged = { ...report(event), signature: 'f'.repeat(64) }
    expect(await refusal(world.ask(world.visitor(), 'notice.report', forged, call))).toMatchObject({
      code: 'event.forged',
      status: 401,
    })
    const changed = { ...report(event), event: { ...event, state: 'delivered' } }
    expect((await refusal(world.ask(world.visitor(), 'notice.report', changed, call))).code).toBe(
      'event.forged',
    )
    const stale = report(event, at('08:00'))
    expect((await refusal(world.ask(world.visitor(), 'notice.report', stale, call))).code).toBe('event.stale')
    expect((await deliveries(code))[0]?.state).toBe('sent')
    expect(await world.ask(world.visitor(), 'notice.report', report(event), call)).toEqual({ changed: true })
    expect(await world.ask(world.visitor(), 'notice.report', report(event), call)).toEqual({ changed: false })

    const failed = await world.ask(ADMIN, 'notice.find', { state: 'failed', subject: code })
    expect(failed.items).toMatchObject([
      { address: '…0404', reason: 'thuê bao đang tắt máy', state: 'failed' },
    ])
    await world.ask(ADMIN, 'notice.retry', { id: row!.id }, { now: at('09:10') })
    expect((await refusal(world.ask(ADMIN, 'notice.retry', { id: row!.id }))).code).toBe('notice.not-failed')
    await work()
    expect(textsTo('0531230404').map(({ reference }) => reference)).toEqual([`${row!.id}.1`, `${row!.id}.2`])
    // The report of the first attempt, played again, is of a message that no longer counts.
    expect(await world.ask(world.visitor(), 'notice.report', report(event), call)).toEqual({ changed: false })
    await expect.poll(() => textsTo('0531230404')[1]?.state).toBe('delivered')
    const settle = handler('message.settle')
    await settle.work({}, new Date(Date.now() + 20 * 60_000))
    await sql`update message.delivery set sent_at = ${at('09:11')} where id = ${row!.id}`.execute(
      world.house.db,
    )
    await settle.work({}, at('09:40'))
    expect((await deliveries(code))[0]).toMatchObject({ state: 'delivered', link: null })
  })
})

describe('the words', () => {
  const words = { kind: 'withdrawn', form: 'short', lang: 'vi' }

  test('name only what the notice has; the next notice bears them; the release’s can be taken back', async () => {
    const wrong = { ...words, body: 'Hồ sơ {code} của {hoTen} đã rút.' }
    expect((await world.ask(ADMIN, 'notice.preview', wrong)).unknown).toEqual(['hoTen'])
    const refused = await refusal(world.ask(ADMIN, 'notice.setTemplate', wrong))
    expect([refused.code, refused.errors[0]?.path]).toEqual(['notice.placeholder-unknown', 'body'])
    expect(refused.message).toContain('{hoTen}')
    await world.ask(ADMIN, 'notice.setTemplate', { ...words, body: 'Da rut {code}.\nXem: {link}' })
    const { code } = await received({ phone: '0531234507' })
    await world.ask(COUNTER, 'dossier.withdraw', { code, reason: 'Đổi ý' }, { now: at('10:00') })
    await work()
    expect(textsTo('0531234507').map(({ text }) => text.split('\n')[0])).toContain(`Da rut ${code}.`)
    const back = await world.ask(ADMIN, 'notice.resetTemplate', words)
    expect(back).toMatchObject({ shipped: true })
    expect(back.body).toContain('{text}')
  })

  test('a preview stands on sample data and tells what the SMS costs', async () => {
    const body = 'Kính báo: {text} Xem hồ sơ tại {link}'
    const preview = await world.ask(ADMIN, 'notice.preview', { ...words, body })
    expect(preview.body).toContain('tiếp nhận')
    expect(preview.body).not.toMatch(/[{}]/)
    expect(preview.parts).toBeGreaterThan(1)
    const plain = await world.ask(ADMIN, 'notice.preview', { ...words, body: 'Ho so da xong.' })
    expect(plain.parts).toBe(1)
  })
})

describe('the person’s own choice', () => {
  test('of channel and language holds for that dossier; a stranger with four digits may not change it', async () => {
    const { code, check } = await received({ email: 'english@example.vn', phone: '0531234508' })
    const choice = { code, channels: ['zalo'], lang: 'en' }
    const stranger = world.ask(world.visitor(), 'dossier.setNotices', { ...choice, check: '4508' })
    expect((await refusal(stranger)).status).toBe(404)
    await world.ask(world.visitor(), 'dossier.setNotices', { ...choice, check })
    await world.ask(COUNTER, 'dossier.withdraw', { code, reason: 'Đổi ý' }, { now: at('10:00') })
    sink.forget()
    await work()
    const late = textsTo('0531234508').at(-1)!
    expect(late.channel).toBe('zalo')
    expect(late.text).toContain('Dossier')
    expect(sink.letters().filter(({ subject }) => subject.includes('rút'))).toEqual([])
    const tracked = await world.ask(world.visitor(), 'dossier.track', { code, check })
    expect(tracked.notices).toMatchObject({ channels: ['zalo'], lang: 'en' })
  })
})

test('a notice of a dossier that is not there harms nobody', async () => {
  await tell({ code: 'H60.07-220510-9999', seq: 1, effect: 0, at: at().toISOString() }, at())
})

test('a provider’s secret is never shown, lies sealed, and does not follow the address to another provider', async () => {
  const settings = await world.ask(ADMIN, 'notice.settings', {})
  expect(JSON.stringify(settings)).not.toContain(SECRET)
  const { rows } = await sql<{
    secret: string
  }>`select secret from message.channel where channel = 'sms'`.execute(world.house.db)
  expect(rows[0]?.secret).not.toContain(SECRET)
  const elsewhere = { channel: 'zalo', enabled: true, address: 'https://tin.example.vn' }
  expect((await refusal(world.ask(ADMIN, 'notice.setChannel', elsewhere))).errors[0]?.path).toBe('secret')
})
