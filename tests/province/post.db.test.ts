import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Played } from '../../demo/play/walker.ts'
import { dossierJobs, postJobs, setCarrierSettings } from '../../src/blocks/dossier/index.ts'
import { checkDigit } from '../../src/blocks/dossier/model/parcel.ts'
import { postCarrier } from '../../src/connectors/post/adapter.ts'
import { openPostSimulator, type PostSimulator } from '../../src/connectors/post/simulator/simulator.ts'
import { signEvent } from '../../src/platform/http/signed-event.ts'
import { at, openWorld, refusal, type World } from './world.ts'

const SECRET = 'a-secret-shared-with-the-carrier'
const COUNTER = 'H60.07/counter'
const OTHER = 'H60.09/counter'
const TO = { name: 'Lý A Páo', phone: '0541234502', address: 'Thôn Nà Tông, xã Lâm Bình' }

let world: World
let post: PostSimulator
beforeAll(async () => {
  world = await openWorld()
  post = await openPostSimulator({ port: 0, secret: SECRET, reportTo: null, stepMs: 5 })
  await setCarrierSettings(world.house.db, world.house.vault, {
    name: 'Bưu chính',
    address: post.address,
    client: 'test',
    secret: SECRET,
    enabled: true,
  })
})
afterAll(async () => {
  await post?.close()
  await world?.close()
})

const line = { address: '', client: 'test', secret: SECRET }
const jobs = () =>
  postJobs(
    world.house,
    postCarrier(async () => ({ ...line, address: post.address })),
  )
const work = () => world.house.jobs.drain([...jobs(), ...dossierJobs(world.house)])
const handler = (queue: string) => jobs().find((each) => each.queue === queue)!

/** A dossier whose result waits to be sent home. */
async function ready(): Promise<Played> {
  const played = await world.to(await world.open({}), 'ready')
  await sql`update dossier.dossier set return_by = 'post' where code = ${played.code}`.execute(world.house.db)
  return played
}
async function sent(recipient = TO): Promise<{ code: string; id: string; number: string }> {
  const { code } = await ready()
  const call = { now: at('15:00') }
  const { id } = await world.ask(COUNTER, 'post.send', { code, recipient }, call)
  await work()
  const { items } = await world.ask(COUNTER, 'post.ofDossier', { code }, call)
  return { code, id, number: items.at(-1).number }
}
async function handedOver(recipient = TO) {
  const parcel = await sent(recipient)
  await world.ask(COUNTER, 'post.handOver', { parcels: [parcel.id] }, { now: at('15:10') })
  return parcel
}
let told = 0
const report = (number: string, code: string, more: object = {}, sentAt = at('16:00')) => {
  told += 1
  return signEvent(SECRET, { id: `e-${told}`, at: sentAt.toISOString(), code, number, ...more }, sentAt)
}
const tell = (given: object, now = at('16:00')): Promise<any> =>
  world.ask(world.visitor(), 'post.report', given, { now })
const parcels = async (code: string) =>
  (await world.ask(COUNTER, 'post.ofDossier', { code }, { now: at('16:00') })).items

describe('a result goes home', () => {
  test('waits, gets a number once, a label, a place on the list, and is handed over when the postman brought it', async () => {
    const { code } = await ready()
    const before = await world.ask(COUNTER, 'post.find', {}, { now: at('15:00') })
    expect(before.waiting.map((each: { code: string }) => each.code)).toContain(code)
    const { id } = await world.ask(COUNTER, 'post.send', { code, recipient: TO }, { now: at('15:00') })
    const again = world.ask(COUNTER, 'post.send', { code, recipient: TO }, { now: at('15:00') })
    expect((await refusal(again)).code).toBe('post.under-way')
    expect((await refusal(world.ask(COUNTER, 'post.label', { id }))).code).toBe('post.no-number')
    await work()
    await handler('post.announce').work({ id }, at('15:01'))
    expect(post.consignments().filter(({ body }) => body.reference === id)).toHaveLength(1)
    const [parcel] = await parcels(code)
    expect(parcel).toMatchObject({ state: 'created', recipient: null })
    const listed = await world.ask(COUNTER, 'post.find', {}, { now: at('15:02') })
    expect(listed.items).toContainEqual(expect.objectContaining({ id, recipient: TO }))
    expect(parcel.number).toMatch(/^CA\d{9}VN$/)
    const label = await world.ask(COUNTER, 'post.label', { id }, { now: at('15:02') })
    expect(Buffer.from(label.body).subarray(0, 5).toString()).toBe('%PDF-')

    const batch = await world.ask(COUNTER, 'post.handOver', { parcels: [id] }, { now: at('15:10') })
    expect(batch).toMatchObject({ number: 'BG-H60.07-220510-01', count: 1 })
    const printed = await world.ask(COUNTER, 'post.batch', { number: batch.number }, { now: at('15:11') })
    expect(Buffer.from(printed.body).subarray(0, 5).toString()).toBe('%PDF-')
    const { number } = parcel
    expect(await tell(report(number, 'accepted', { place: 'Bưu cục' }))).toEqual({ changed: true })
    expect((await world.row(code)).returned_at).toBeNull()
    expect(await tell(report(number, 'delivered'))).toEqual({ changed: true })
    expect(await world.row(code)).toMatchObject({ status: 10, state: 'returned' })
    expect((await parcels(code))[0]).toMatchObject({ state: 'delivered', settledAt: expect.any(String) })
    await work()
    const { items } = await world.ask(COUNTER, 'dossier.history', { code }).then((history: any) => ({
      items: history.moves ?? history.items,
    }))
    expect(JSON.stringify(items)).toMatch(/Bưu chính công ích.*Bưu chính báo đã phát bưu gửi/)
  })

  test('told twice, late or out of order it is handed over once and ends where it ended', async () => {
    const { code, number } = await handedOver()
    const delivered = report(number, 'delivered')
    expect(await tell(delivered)).toEqual({ changed: true })
    expect(await tell(delivered)).toEqual({ changed: false })
    await tell(report(number, 'inTransit', { at: at('15:30').toISOString() }))
    await tell(report(number, 'returning', { reason: 'nhầm' }))
    expect((await parcels(code))[0].state).toBe('delivered')
    const moves = await sql`
      select 1 from dossier.dossier_move m join dossier.dossier d on d.id = m.dossier_id
      where d.code = ${code} and m.to_state = 'returned'`.execute(world.house.db)
    expect(moves.rows).toHaveLength(1)
  })

  test('a forged, changed, stale or foreign word is refused and changes nothing', async () => {
    const { code, number } = await handedOver()
    const forged = signEvent(
      'another secret entirely',
      { id: 'x', at: at().toISOString(), code: 'delivered', number },
      at('16:00'),
    )
    expect(await refusal(tell(forged))).toMatchObject({ code: 'event.forged', status: 401 })
    const honest = report(number, 'accepted')
    const changed = { ...honest, event: { ...honest.event, code: 'delivered' } }
    expect((await refusal(tell(changed))).code).toBe('event.forged')
    expect((await refusal(tell(honest, at('16:06')))).code).toBe('event.stale')
    const tomorrow = report(number, 'delivered', { at: at('09:00', '2022-05-12').toISOString() })
    expect((await refusal(tell(tomorrow))).code).toBe('post.from-tomorrow')
    expect((await refusal(tell(report('CA123456785VN', 'delivered')))).code).toBe('post.number-unknown')
    expect((await parcels(code))[0].state).toBe('handedOver')
    expect((await world.row(code)).returned_at).toBeNull()
  })

  test('what comes back is a task of the desk’s and told to the applicant; sent again it is another parcel', async () => {
    const { code, id, number } = await handedOver()
    await tell(report(number, 'returning', { reason: 'sai địa chỉ' }))
    await tell(report(number, 'returned'))
    await work()
    const back = await world.ask(COUNTER, 'post.find', { tab: 'cameBack' }, { now: at('16:30') })
    expect(back.items).toContainEqual(
      expect.objectContaining({ id, state: 'cameBack', reason: 'sai địa chỉ' }),
    )
    const { rows } = await sql<{ text: string }>`
      select text from message.notice where subject = ${code} and kind = 'parcelReturned'`.execute(
      world.house.db,
    )
    expect(rows).toHaveLength(1)
    const waits = async () =>
      (await world.ask(COUNTER, 'post.find', {}, { now: at('16:30') })).waiting.map((each: any) => each.code)
    expect(await waits()).not.toContain(code)
    await world.ask(COUNTER, 'post.settle', { id, how: 'again' }, { now: at('16:40') })
    expect((await refusal(world.ask(COUNTER, 'post.settle', { id, how: 'again' }))).code).toBe('post.settled')
    expect(await waits()).toContain(code)
    const next = await world.ask(COUNTER, 'post.send', { code, recipient: TO }, { now: at('16:45') })
    expect(next.id).not.toBe(id)
  })

  test('reports that were lost are asked for', async () => {
    const { code, number } = await handedOver({ ...TO, address: 'Thôn mất tin, xã Lâm Bình' })
    await work()
    await expect
      .poll(
        () =>
          post
            .consignments()
            .find((each) => each.number === number)
            ?.events.at(-1)?.code,
      )
      .toBe('delivered')
    // The simulator lives in the present; the house asks at its own hour.
    await handler('post.poll').work({}, new Date())
    expect((await parcels(code))[0].state).toBe('delivered')
    expect((await world.row(code)).status).toBe(10)
  })

  test('an address the post does not serve calls the parcel off with its reason', async () => {
    const { code } = await sent({ ...TO, address: 'Đảo ngoài vùng phục vụ' })
    expect((await parcels(code))[0]).toMatchObject({ state: 'cancelled', number: null })
    expect((await parcels(code))[0].reason).toContain('ngoài vùng')
  })

  test('another desk neither sees nor touches it', async () => {
    const { code, id } = await sent()
    for (const [name, input] of [
      ['post.send', { code, recipient: TO }],
      ['post.label', { id }],
      ['post.handOver', { parcels: [id] }],
      ['post.settle', { id, how: 'noted' }],
      ['post.ofDossier', { code }],
    ] as const)
      expect((await refusal(world.ask(OTHER, name, input))).status, name).toBe(404)
    const seen = await world.ask(OTHER, 'post.find', { tab: 'toSend' })
    expect(JSON.stringify(seen)).not.toContain(id)
  })
})

describe('papers come by post', () => {
  const number = (serial: string) => `CB${serial}${checkDigit(serial)}VN`

  test('the desk expects a number; the dossier made of it bears it; no second dossier may', async () => {
    const expected = number('10000001')
    await world.ask(COUNTER, 'post.expect', { number: expected })
    const input = { ...(await world.goodInput('1.001686', 'H60.07')), channel: 'post' }
    const { code } = await world.ask(COUNTER, 'dossier.receive', { ...input, parcel: expected })
    expect(await parcels(code)).toMatchObject([{ direction: 'in', number: expected, state: 'delivered' }])
    const second = world.ask(COUNTER, 'dossier.receive', { ...input, parcel: expected })
    expect((await refusal(second)).code).toBe('post.number-known')
    const counter = { ...input, channel: 'counter', parcel: number('10000002') }
    expect((await refusal(world.ask(COUNTER, 'dossier.receive', counter))).errors[0]?.path).toBe('parcel')
  })

  test('a number with a wrong check digit is refused with what to do', async () => {
    const refused = await refusal(world.ask(COUNTER, 'post.expect', { number: 'CB100000019VN' }))
    expect(refused.errors[0]?.message).toContain('chữ số kiểm tra')
  })

  test('the applicant has them fetched by the receipt’s secret, not by four digits; the desk sees them arrive', async () => {
    const input = await world.goodInput('1.001686', 'H60.07')
    const { code, check } = await world.ask(COUNTER, 'dossier.receive', input)
    const digits = input.applicant.phone.replace(/\D/g, '').slice(-4)
    const ask = (given: string) =>
      world.ask(world.visitor(), 'post.askPickUp', { code, check: given, sender: TO }, { now: at('09:30') })
    expect((await refusal(ask(digits))).status).toBe(404)
    const { items } = await ask(check)
    expect(items).toMatchObject([{ direction: 'in', state: 'asked' }])
    expect((await refusal(ask(check))).code).toBe('post.under-way')
    await work()
    const [parcel] = await parcels(code)
    await tell(report(parcel.number, 'delivered'))
    expect((await world.row(code)).returned_at).toBeNull()
    const tab = () => world.ask(COUNTER, 'post.find', { tab: 'incoming' }, { now: at('16:00') })
    expect((await tab()).items.map((each: any) => each.id)).toContain(parcel.id)
    await world.ask(COUNTER, 'post.settle', { id: parcel.id, how: 'arrived' }, { now: at('16:10') })
    expect((await tab()).items.map((each: any) => each.id)).not.toContain(parcel.id)
    const tracked = await world.ask(world.visitor(), 'dossier.track', { code, check })
    expect(tracked.parcels).toMatchObject([{ direction: 'in', state: 'delivered', number: parcel.number }])
    const bare = await world.ask(world.visitor(), 'dossier.track', { code })
    expect(bare.parcels).toEqual([])
  })
})
