import { afterAll, beforeAll, expect, test } from 'vitest'
import { at, openWorld, refusal, type World } from './world.ts'

/** Personal data by role and state: the province's vice chairman looks on, the department's people work. */
const ONLOOKER = 'H60/chairman'
const HEAD = 'H60.07/head'
const REASON = 'Trả lời kiến nghị của người nộp'

let world: World
let code = ''
beforeAll(async () => {
  world = await openWorld()
  code = (await world.open({ procedure: '1.001686', agency: 'H60.07', now: at('08:00') })).code
})
afterAll(() => world?.close())

const read = (who: string, now: Date) => world.ask(who, 'dossier.get', { code }, { now })
const letter = (who: string, now: Date) => world.ask(who, 'dossier.receipt', { code }, { now })

test('who works on a dossier sees whom it is about; who only looks on sees a name and the matter', async () => {
  const worker = await read(HEAD, at('08:30'))
  expect(worker.hidden).toEqual([])
  expect(worker.applicant.phone).toMatch(/\d/)
  expect(worker.check).toMatch(/^.{16,}$/)
  const onlooker = await read(ONLOOKER, at('08:30'))
  expect(onlooker.applicantName).toBe(worker.applicantName)
  expect(onlooker.applicant).not.toHaveProperty('phone')
  expect(onlooker.hidden).toContain('applicant.phone')
  expect(onlooker.check).toBeNull()
  expect((await refusal(letter(ONLOOKER, at('08:30')))).code).toBe('dossier.kept-back')
})

test('a reason shows it for half an hour, to that one person; the heads read the reason', async () => {
  const asked = (reason: string) =>
    world.ask(ONLOOKER, 'dossier.reveal', { code, reason }, { now: at('09:00') })
  expect((await refusal(asked('xem'))).errors[0]?.path).toBe('reason')
  expect((await asked(REASON)).until).toBe('2022-05-10T09:30:00+07:00')
  expect((await read(ONLOOKER, at('09:29'))).hidden).toEqual([])
  expect(await letter(ONLOOKER, at('09:29'))).toBeDefined()
  expect((await read('H60.01.01/director', at('09:10'))).hidden).not.toEqual([])
  expect((await read(ONLOOKER, at('09:30'))).hidden).not.toEqual([])
  const { items } = await world.ask(HEAD, 'dossier.openings', {}, { now: at('10:00') })
  expect(items.map((each: any) => each.reason)).toEqual([REASON])
  const [row] = await world.audits('dossier.reveal')
  expect(row?.wording).not.toContain('kiến nghị')
})

test('nobody asks to see what is out of their reach', async () => {
  const asked = world.ask('H60.03/leader', 'dossier.reveal', { code, reason: REASON }, { now: at('09:00') })
  expect((await refusal(asked)).status).toBe(404)
})
