import { afterAll, beforeAll, expect, test } from 'vitest'
import { dossierJobs } from '../../src/blocks/dossier/index.ts'
import { at, openWorld, type World } from './world.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world?.close())

test('a mail that failed is tried again; one that went out is not sent twice; the page shows it once', async () => {
  const input = await world.goodInput('1.001686', 'H60.07')
  const applicant = { ...input.applicant, email: 'nguoi-nop@example.vn' }
  const receipt = await world.ask('H60.07/counter', 'dossier.receive', { ...input, applicant })
  await world.ask(
    'H60.07/counter',
    'dossier.withdraw',
    { code: receipt.code, reason: 'Người nộp đổi ý' },
    { now: at('10:00') },
  )
  const sent: string[] = []
  let broken = true
  const [notify] = dossierJobs(world.house, async (to, subject, text) => {
    if (broken) throw new Error('the mail server is away')
    sent.push(`${to}: ${subject}`)
    expect(text).toContain(receipt.check)
  })
  const job = { code: receipt.code, seq: 1, effect: 0, at: at('10:00').toISOString() }
  await expect(notify!.work(job, at('10:01'))).rejects.toThrow('mail server')
  broken = false
  await notify!.work(job, at('10:02'))
  await notify!.work(job, at('10:03'))
  expect(sent).toEqual([`nguoi-nop@example.vn: Hồ sơ ${receipt.code}`])
  const told = await world.ask(world.visitor(), 'dossier.track', { code: receipt.code, check: receipt.check })
  expect(told.messages).toHaveLength(1)
})

test('a notice of a dossier that is not there harms nobody', async () => {
  const [notify] = dossierJobs(world.house, null)
  await notify!.work({ code: 'H60.07-220510-9999', seq: 1, effect: 0, at: at().toISOString() }, at())
})
