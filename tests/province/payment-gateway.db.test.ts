import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { gatewaySetting, onlinePayments, paymentJobs, setGatewayTo } from '../../src/blocks/payment/index.ts'
import { paymentGateway } from '../../src/connectors/payment-gateway/adapter.ts'
import { signatureOf } from '../../src/connectors/payment-gateway/signature.ts'
import { openSimulator, type Simulator } from '../../src/connectors/payment-gateway/simulator/simulator.ts'
import { type Served, serve } from './served.ts'
import { at, DAY, openWorld, PROCEDURES, refusal, type World } from './world.ts'

const [, AGENCY] = PROCEDURES['agency-decides']
const CASHIER = `${AGENCY}/counter`
const DUE = 230_000
const SECRET = 'khoa-bi-mat-cua-bai-thu'

let world: World
let served: Served
let simulator: Simulator
let now = at('10:00')
beforeAll(async () => {
  world = await openWorld()
  served = await serve(world)
  simulator = await openSimulator(0, { merchant: 'tan-trao', secret: SECRET }, () => now)
  const setting = { name: 'Cổng thử', address: simulator.address, merchant: 'tan-trao', secret: SECRET }
  await setGatewayTo(world.house.db, world.house.vault, setting)
  turn('10:00')
}, 60_000)
afterAll(async () => {
  await simulator?.close()
  await served?.close()
  await world?.close()
})

function turn(clock: string, day = DAY) {
  now = at(clock, day)
  served.turnClock(now)
}
const jobs = () =>
  paymentJobs(served.house, async () =>
    paymentGateway((await gatewaySetting(world.house.db, world.house.vault))!, () => now),
  )
const drain = () => world.house.jobs.drain(jobs())
const poll = () =>
  jobs()
    .find((each) => each.queue === 'payment.poll')!
    .work({}, now)
const get = (code: string) => world.ask(CASHIER, 'payment.get', { code }, { now })

/** The applicant begins to pay; the order stands at the gateway. */
let begun = 0
async function begin() {
  begun += 1
  const { code } = await world.open()
  const { check_secret: check } = await world.row(code)
  const { order } = await world.ask(
    world.visitor(`203.0.113.${begun}`),
    'payment.order',
    { code, check },
    { now },
  )
  await drain()
  const state = await world.ask(world.visitor(), 'payment.orderState', { order }, { now })
  return { code, check, order: order as string, state }
}
const notice = (payload: object | string, { timestamp = seconds(), secret = SECRET } = {}) => {
  const text = typeof payload === 'string' ? payload : JSON.stringify(payload)
  const signature = signatureOf(secret, timestamp, text)
  return served.call('POST', '/api/payments/notices', { timestamp, payload: text, signature })
}
const seconds = (of = now) => String(Math.floor(of.getTime() / 1000))
const told = (order: string, more: object = {}) => ({
  event: randomUUID(),
  order,
  reference: 'DH1',
  status: 'paid',
  amount: DUE,
  transaction: `GD-${order.slice(0, 8)}`,
  ...more,
})

describe('paying at the gateway', () => {
  test('is counted by its signed notice, receipted, and told of at return', async () => {
    const { code, order, state } = await begin()
    expect(state.payUrl).toContain(simulator.address)
    expect(await simulator.act(order, 'pay')).toBe(200)
    const after = await get(code)
    expect([after.status, after.payments[0].method, after.receipts[0].content.method]).toEqual([
      'paid',
      'gateway',
      'Thanh toán trực tuyến',
    ])
    const back = await world.ask(world.visitor(), 'payment.orderState', { order }, { now })
    expect([back.state, back.settled]).toEqual(['paid', true])
    const again = await refusal(
      world.ask(
        world.visitor(),
        'payment.order',
        { code, check: (await world.row(code)).check_secret },
        { now },
      ),
    )
    expect(again.code).toBe('payment.already-paid')
  })

  test('begun twice goes on with the same attempt', async () => {
    const { code, check, order } = await begin()
    expect((await world.ask(world.visitor(), 'payment.order', { code, check }, { now })).order).toBe(order)
  })

  test('is found by asking when the notice was lost, and counted once when it comes after all', async () => {
    const { code, order } = await begin()
    expect(await simulator.act(order, 'lose')).toBe(null)
    expect((await get(code)).status).toBe('due')
    turn('10:02')
    await poll()
    expect((await get(code)).status).toBe('paid')
    expect(await simulator.act(order, 'resend')).toBe(200)
    expect((await get(code)).payments.length).toBe(1)
    turn('10:00')
  })

  test('by an order that expired unpaid is neither counted nor open', async () => {
    const { code, order } = await begin()
    turn('11:00')
    await poll()
    expect((await world.ask(world.visitor(), 'payment.orderState', { order }, { now })).state).toBe('expired')
    expect((await get(code)).status).toBe('due')
    turn('10:00')
  })
})

describe('a notice', () => {
  test('forged, stale or unreadable counts nothing and leaves its trace', async () => {
    const { code, order } = await begin()
    const before = (await world.audits('payment.gatewayNotice')).length
    const forged = await notice(told(order), { secret: 'khoa-khac' })
    expect([forged.status, forged.body.code]).toEqual([403, 'payment.notice-forged'])
    const stale = await notice(told(order), { timestamp: seconds(at('09:00')) })
    expect([stale.status, stale.body.code]).toEqual([403, 'payment.notice-stale'])
    const torn = await notice('{"event":')
    expect([torn.status, torn.body.errors[0].path]).toEqual([422, 'payload'])
    expect((await get(code)).payments).toEqual([])
    const traces = (await world.audits('payment.gatewayNotice')).slice(before)
    expect(traces.map((row) => row.outcome)).toEqual(['refused', 'refused'])
  })

  test('replayed or come eight times at once is counted once', async () => {
    const { code, order } = await begin()
    const paid = told(order)
    const answers = await Promise.all(Array.from({ length: 8 }, () => notice(paid)))
    const outcomes = answers.map((each) => each.body.outcome).sort()
    expect(outcomes).toEqual(['counted', ...Array.from({ length: 7 }, () => 'repeated')])
    const after = await get(code)
    expect([after.payments.length, after.receipts.length]).toEqual([1, 1])
  })

  test('of another amount pays nothing; the money is kept to be given back', async () => {
    const { code, order } = await begin()
    const answer = await notice(told(order, { amount: DUE - 1000 }))
    expect([answer.status, answer.body.outcome]).toEqual([200, 'wrongAmount'])
    const after = await get(code)
    expect([after.status, after.receipts.length]).toEqual(['due', 0])
    expect([after.payments[0].standing, after.payments[0].amount]).toEqual(['surplus', DUE - 1000])
  })

  test('for an unknown order is answered so; one after the cashier took cash is a surplus', async () => {
    expect((await notice(told(randomUUID()))).body.outcome).toBe('unknownOrder')
    const { code, order } = await begin()
    await world.ask(CASHIER, 'payment.confirm', { code, method: 'cash', amount: DUE }, { now })
    expect((await notice(told(order))).body.outcome).toBe('alreadyPaid')
    const { payments, receipts } = await get(code)
    expect(payments.map((each: { standing: string }) => each.standing)).toEqual(['counted', 'surplus'])
    expect(receipts.length).toBe(1)
    const logged = await world.house.db.selectFrom('payment.gateway_notice').select('outcome').execute()
    expect(new Set(logged.map((row) => row.outcome))).toEqual(
      new Set(['counted', 'repeated', 'wrongAmount', 'unknownOrder', 'alreadyPaid']),
    )
  })
})

test('money that comes for a withdrawn dossier is a surplus', async () => {
  const { code, check, order } = await begin()
  await world.ask(
    world.visitor('203.0.113.99'),
    'dossier.withdraw',
    { code, check, reason: 'Không còn nhu cầu' },
    { now },
  )
  expect((await notice(told(order))).body.outcome).toBe('late')
  const { payments, receipts, status } = await get(code)
  expect([payments[0].standing, receipts.length, status]).toEqual(['surplus', 0, 'closed'])
})

describe('the gateway’s protocol', () => {
  const asked = (order: string, amount = DUE) => ({
    order,
    amount,
    bill: 'TT0000000001',
    description: 'Thử',
    returnUrl: 'http://127.0.0.1/ve',
    notifyUrl: 'http://127.0.0.1:9/tin',
    expiresAt: new Date(now.getTime() + 60_000),
  })
  const client = (secret = SECRET) =>
    paymentGateway({ name: 'Thử', address: simulator.address, merchant: 'tan-trao', secret }, () => now)

  test('answers the same to the same order, and 409 to another body under its key', async () => {
    const order = randomUUID()
    const first = await client().createOrder(asked(order))
    expect(await client().createOrder(asked(order))).toEqual(first)
    await expect(client().createOrder(asked(order, DUE + 1))).rejects.toMatchObject({
      code: 'idempotency-conflict',
    })
  })

  test('refuses a wrong signature, and knows no order it was never asked for', async () => {
    await expect(client('khoa-khac').orderState(randomUUID())).rejects.toMatchObject({ code: 'not-signed' })
    expect(await client().orderState(randomUUID())).toBe(null)
  })

  test('gives money back once, however often it is asked', async () => {
    const { code, order } = await begin()
    await simulator.act(order, 'pay')
    const [money] = (await get(code)).payments
    const back = () =>
      world.ask(`${AGENCY}/leader`, 'payment.refund', { id: money.id, reason: 'Thu nhầm đối tượng' }, { now })
    expect((await back()).refund.status).toBe('asked')
    await back()
    await drain()
    const { refund } = (await get(code)).payments[0]
    expect([refund.status, refund.amount]).toEqual(['done', DUE])
    const lines = (await client().settlement(DAY)).split('\n').filter((line) => line.includes('HOAN_TIEN'))
    expect(lines.length).toBe(1)
    await expect(
      client().refund({ refund: randomUUID(), order, amount: DUE, reason: 'Lần nữa' }),
    ).rejects.toMatchObject({ code: 'already-refunded' })
  })
})

describe('reconciliation', () => {
  const upload = (source: string, text: string, who = 'H60.01.01/director') =>
    world.ask(
      who,
      'payment.uploadStatement',
      {
        source,
        from: DAY,
        to: DAY,
        name: 'tep.csv',
        format: 'csv',
        content: Buffer.from(text).toString('base64'),
      },
      { now },
    )

  test('names each difference to the đồng, corrects none, and is closed by a person’s note', async () => {
    const director = 'H60.01.01/director'
    const nothing = await refusal(world.ask(director, 'payment.reconcile', { from: DAY, to: DAY }, { now }))
    expect(nothing.code).toBe('payment.no-statement')
    const setting = { name: 'Thử', address: simulator.address, merchant: 'tan-trao', secret: SECRET }
    const lines = (await paymentGateway(setting, () => now).settlement(DAY)).trim().split('\n')
    const [head, first, second, ...rest] = lines
    const raised = second!.replace(/,(\d+),/, (_, amount) => `,${Number(amount) + 5},`)
    const file = [
      head,
      first,
      first,
      raised,
      ...rest,
      `GD-LA,${randomUUID()},THANH_TOAN,77000,${DAY}T10:00:00+07:00`,
    ]
    await upload('gateway', file.join('\n'))
    expect((await refusal(upload('gateway', file.join('\n')))).code).toBe('payment.statement-known')
    const made = await world.ask(director, 'payment.reconcile', { from: DAY, to: DAY }, { now })
    const kinds = made.differences.map((each: { kind: string }) => each.kind)
    for (const kind of ['double', 'amountDiffers', 'missingHere', 'missingThere'])
      expect(kinds).toContain(kind)
    const [sums] = made.totals
    const apart = made.differences.reduce((sum: number, each: any) => sum + each.ours - each.theirs, 0)
    expect(sums.ours - sums.theirs).toBe(apart)
    const odd = made.differences.find((each: { key: string }) => each.key === 'GD-LA')
    expect([odd.ours, odd.theirs]).toEqual([0, 77_000])
    const close = (note: string) =>
      world.ask(director, 'payment.closeDifference', { id: odd.id, note }, { now })
    expect((await refusal(close(''))).errors[0]?.path).toBe('note')
    const closed = await close('Giao dịch của đơn vị khác, cổng sẽ đính chính')
    expect(closed.differences.find((each: { id: string }) => each.id === odd.id).closedBy).toBe(director)
    expect((await refusal(close('Lần nữa cho chắc'))).code).toBe('payment.difference-closed')
  })

  test('sets phí and lệ phí against the treasury by bill and account; a cashier sees their own desk’s', async () => {
    const played = await world.open()
    const { bill, receipts } = await world.ask(
      CASHIER,
      'payment.confirm',
      { code: played.code, method: 'cash', amount: DUE },
      { now },
    )
    const account = receipts[0].content.lines[0].account
    await upload(
      'treasury',
      `ngay;so_chung_tu;ma_thanh_toan;tai_khoan;so_tien\n${DAY};C1;${bill};${account};${DUE}`,
      CASHIER,
    )
    const made = await world.ask(CASHIER, 'payment.reconcile', { from: DAY, to: DAY }, { now })
    const treasury = made.differences.filter((each: { source: string }) => each.source === 'treasury')
    expect(treasury.some((each: { key: string }) => each.key.startsWith(bill))).toBe(false)
    expect(treasury.length).toBeGreaterThan(0)
    const sums = made.totals.find((each: { source: string }) => each.source === 'treasury')
    expect([sums.theirs, sums.matched]).toEqual([DUE, DUE])
  })

  test('refuses a statement that cannot be read, naming the line', async () => {
    const bad = async (text: string) => (await refusal(upload('gateway', text))).errors[0]
    expect(await bad('a,b\n1,2')).toMatchObject({ path: 'content' })
    const row = (amount: string) =>
      `ma_giao_dich,ma_don,loai,so_tien,thoi_diem\nGD,DON,THANH_TOAN,${amount},${DAY}T10:00:00+07:00`
    expect((await bad(row('12,5')))?.message).toContain('Dòng 2')
    expect((await bad(row('-5')))?.message).toContain('số nguyên đồng')
    expect((await bad(row('5').replace('10:00:00', '25:00:00')))?.message).toContain('thoi_diem')
  })
})

test('what index 766 asks counts charges paid online and those waived, by agency and procedure', async () => {
  const rows = await onlinePayments(world.house.db, { start: at('00:00'), end: at('00:00', '2022-05-11') })
  const counted = await world.house.db
    .selectFrom('payment.payment as p')
    .innerJoin('payment.charge as c', 'c.id', 'p.charge_id')
    .where('p.method', '=', 'gateway')
    .where('p.standing', '=', 'counted')
    .where('c.status', '=', 'paid')
    .select('p.id')
    .execute()
  expect(rows).toEqual([{ agency: AGENCY, procedure: '1.001686', waived: 0, online: counted.length }])
  expect(counted.length).toBeGreaterThan(2)
})
