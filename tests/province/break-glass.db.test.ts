import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Played } from '../../demo/play/walker.ts'
import { dossierJobs } from '../../src/blocks/dossier/index.ts'
import { noticeJobs, setChannelSettings } from '../../src/blocks/message/index.ts'
import { at, openWorld, refusal, type World } from './world.ts'

/** A flood: the head of H60.03 must see at once a dossier of H60.07, and nothing else of theirs. */
const OUTSIDER = 'H60.03/head'
const HEAD = 'H60.07/head'
const REASON = 'Cứu hộ lũ quét ở Sơn Dương, cần địa chỉ người nộp ngay'

let world: World
let played: Played
let other: Played
beforeAll(async () => {
  world = await openWorld()
  const open = () => world.open({ procedure: '1.001686', agency: 'H60.07', now: at('08:00') })
  played = await open()
  other = await open()
})
afterAll(() => world?.close())

const breakGlass = (who: string, code = played.code, now = at('09:00'), reason = REASON) =>
  world.ask(who, 'dossier.breakGlass', { code, reason }, { now })
const read = (who: string, now: Date, code = played.code) => world.ask(who, 'dossier.get', { code }, { now })

test.each([
  ['a specialist', 'H60.03/specialist-1', 403],
  ['the counter', 'H60.03/counter', 403],
  ['an administrator', 'H60/administrator', 403],
  ['whoever may read it anyway', HEAD, 409],
])('%s may not', async (_who, account, status) => {
  expect((await refusal(breakGlass(account))).status).toBe(status)
})

test('not without a reason, and not what does not exist', async () => {
  expect((await refusal(breakGlass(OUTSIDER, played.code, at(), 'cần xem'))).errors[0]?.path).toBe('reason')
  expect((await refusal(breakGlass(OUTSIDER, 'H60.07-220510-9999'))).status).toBe(404)
})

test('it opens that one dossier to that one person for half an hour, to read and not to act', async () => {
  expect((await refusal(read(OUTSIDER, at('08:59')))).status).toBe(404)
  const { until } = await breakGlass(OUTSIDER)
  expect(until).toBe('2022-05-10T09:30:00+07:00')
  const seen = await read(OUTSIDER, at('09:29'))
  expect([seen.code, seen.allowed]).toEqual([played.code, []])
  expect((await refusal(read(OUTSIDER, at('09:30')))).status).toBe(404)
  expect((await refusal(read(OUTSIDER, at('09:10'), other.code))).status).toBe(404)
  expect((await refusal(read('H60.03/leader', at('09:10')))).status).toBe(404)
  const move = { code: played.code, move: 'transfer' }
  expect((await refusal(world.ask(OUTSIDER, 'dossier.move', move, { now: at('09:10') }))).status).toBe(404)
  const { items } = await world.ask(OUTSIDER, 'dossier.find', {}, { now: at('09:10') })
  expect(items).toEqual([])
})

test('it is written down with its subject, told to the heads once, with the reason', async () => {
  const { id } = await world.row(played.code)
  const [row] = (await world.audits('dossier.breakGlass')).filter((each) => each.outcome === 'done')
  expect(row).toMatchObject({ account: OUTSIDER, subjects: [id] })
  expect(row?.wording).not.toContain('Sơn Dương')
  const { db } = world.house
  await db
    .insertInto('identity.account')
    .values({
      id: HEAD,
      user_name: 'truong.phong',
      name: 'Trưởng phòng',
      kind: 'officer',
      created_at: at(),
      email: 'truong.phong@tinh.example',
    })
    .execute()
  const letters: string[][] = []
  const mail = async (...letter: [string, string, string, object?]) => {
    letters.push(letter.slice(0, 3) as string[])
  }
  await setChannelSettings(
    db,
    world.house.vault,
    {
      channel: 'email',
      enabled: true,
      address: 'SMTP_URL',
      sender: null,
      secret: null,
    },
    at('07:00'),
  )
  const jobs = [...dossierJobs(world.house), ...noticeJobs(world.house, { mail, short: null })]
  await world.house.jobs.drain(jobs)
  expect(letters.map(([to, subject]) => [to, subject])).toEqual([
    ['truong.phong@tinh.example', `Hồ sơ ${played.code} được mở khẩn cấp`],
  ])
  expect(letters[0]?.[2]).toContain(REASON)
  const notices = await db
    .selectFrom('message.notice')
    .select(['event', 'text'])
    .where('subject', 'like', 'opening:%')
    .orderBy('event')
    .execute()
  expect(notices.map(({ event }) => event)).toEqual([HEAD, 'H60.07/leader'])
  expect(notices[0]?.text).toContain(REASON)
})

test('heads see who opened theirs, others see nothing of it', async () => {
  const list = (who: string) => world.ask(who, 'dossier.openings', {}, { now: at('12:00') })
  for (const who of [HEAD, 'H60.07/leader', 'H60/chairman'])
    expect((await list(who)).items).toMatchObject([{ code: played.code, reason: REASON }])
  for (const who of [OUTSIDER, 'H60.09/leader']) expect((await list(who)).items).toEqual([])
  expect((await refusal(list('H60.07/specialist-1'))).status).toBe(403)
})

test('an emergency every hour is none: the eleventh of a day is refused', async () => {
  const once = (clock: string) => breakGlass('H60.09/leader', played.code, at(clock))
  for (let hour = 8; hour < 18; hour += 1) await once(`${String(hour).padStart(2, '0')}:40`)
  expect((await refusal(once('18:40'))).status).toBe(429)
})
