import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type {
  CurrentView,
  DeskSettingInput,
  SlotsView,
  TicketView,
} from '../../src/blocks/schedule/contract.ts'
import { scheduleJobs } from '../../src/blocks/schedule/index.ts'
import { connect } from '../../src/platform/database/connection.ts'
import { at, openWorld, refusal, type World } from './world.ts'

/** 2022-05-10 is a Tuesday. Sở Tư pháp has one counter officer, so the desk's counters belong to several agencies. */
const DESK = 'H60.01.01'
const OFFICERS = ['H60.03/counter', 'H60.05/counter', 'H60.09/counter'] as const
const PHONE = '0912345678'
const SETTING: DeskSettingInput = {
  agency: DESK,
  hours: { 1: day(), 2: day(), 3: day(), 4: day(), 5: day() },
  slotMinutes: 30,
  daysAhead: 7,
  priorities: [{ key: 'elderly', name: 'Người cao tuổi', lead: 30 }],
  queues: [
    { key: 'receive', prefix: 'A', name: 'Nộp hồ sơ', slotCapacity: 2 },
    { key: 'land', prefix: 'B', name: 'Đất đai', fields: ['Đất đai'], slotCapacity: 1 },
    { key: 'result', prefix: 'C', name: 'Nhận kết quả', slotCapacity: 0 },
  ],
  counters: [
    { number: 1, name: 'Quầy 1', officers: 'H60.03', queues: ['receive', 'result'] },
    { number: 2, name: 'Quầy 2', officers: 'H60.05', queues: ['receive', 'result'] },
    { number: 3, name: 'Quầy 3', officers: 'H60.09', queues: ['land'] },
  ],
}
function day(): [string, string][] {
  return [
    ['07:30', '11:30'],
    ['13:30', '16:30'],
  ]
}

let world: World
let owner: ReturnType<typeof connect>
let turn = 0
const fresh = () => {
  turn += 1
  return turn
}
beforeAll(async () => {
  world = await openWorld()
  owner = connect(world.ownerUrl, { max: 1 })
})
afterAll(async () => {
  await owner?.close()
  await world?.close()
})
beforeEach(async () => {
  await sql`truncate schedule.booking, schedule.ticket_call, schedule.ticket, schedule.opening, schedule.slot_count,
    schedule.ticket_count`.execute(owner.db)
  await setUp()
})

const setUp = (change: Partial<DeskSettingInput> = {}) =>
  world.ask('H60.01.01/director', 'schedule.setDesk', { ...SETTING, ...change })
const officer = (seat: string, name: string, input: object = {}, now = at()): Promise<CurrentView> =>
  world.ask(seat, `schedule.${name}`, input, { now })
/** Each from an address of their own, unless told. */
const take = (queue = 'receive', now = at(), more: object = {}, origin = `198.51.100.${fresh()}`) =>
  world.ask(
    world.visitor(origin),
    'schedule.take',
    { agency: DESK, queue, ...more },
    { now },
  ) as Promise<TicketView>
const ticket = (token: string, now = at()): Promise<TicketView> =>
  world.ask(world.visitor(), 'schedule.ticket', { token }, { now })
const open = (counter: 1 | 2 | 3, now = at()) =>
  officer(OFFICERS[counter - 1]!, 'openCounter', { agency: DESK, counter }, now)
const book = (clock: string, change: object = {}, now = at('08:00', '2022-05-09')) =>
  world.ask(
    world.visitor(`198.51.100.${fresh()}`),
    'schedule.book',
    {
      agency: DESK,
      queue: 'receive',
      at: `2022-05-10T${clock}:00+07:00`,
      name: 'Hoàng Thị Mận',
      phone: `09${String(10_000_000 + fresh())}`,
      ...change,
    },
    { now },
  )

describe('numbers', () => {
  test('run without gap or repeat when twenty are taken at once, each queue by itself', async () => {
    const taken = await Promise.all(
      Array.from({ length: 20 }, (_, index) => take(index % 4 === 0 ? 'result' : 'receive')),
    )
    const labels = (letter: string) =>
      taken
        .map(({ label }) => label)
        .filter((label) => label.startsWith(letter))
        .sort()
    expect(labels('A')).toEqual(Array.from({ length: 15 }, (_, n) => `A${String(n + 1).padStart(3, '0')}`))
    expect(labels('C')).toEqual(['C001', 'C002', 'C003', 'C004', 'C005'])
  })

  test('a number that could not be given leaves no gap', async () => {
    await take()
    expect((await refusal(take('receive', at(), { priority: 'nobody' }))).status).toBe(422)
    expect((await take()).label).toBe('A002')
  })

  test('are not given outside opening hours, on a day off, at a closed desk, nor where there is no desk', async () => {
    const lunch = await refusal(take('receive', at('12:00')))
    expect([lunch.code, lunch.status]).toEqual(['schedule.closed', 409])
    // Hùng Kings' day of 2022 fell on a Sunday; its day off was the Monday after.
    const holiday = await refusal(take('receive', at('09:00', '2022-04-11')))
    expect(holiday.message).toMatch(/Giỗ Tổ|Hùng Vương/)
    await setUp({ open: false, notice: 'Mất điện, mở lại lúc 14:00.' })
    expect((await refusal(take())).message).toContain('Mất điện')
    const nowhere = world.ask(world.visitor(), 'schedule.take', { agency: 'H60.03', queue: 'receive' })
    expect((await refusal(nowhere)).code).toBe('schedule.no-desk')
  })

  test('a kiosk gives twenty a minute to one address, then asks to wait', async () => {
    for (let n = 0; n < 20; n += 1) await take('receive', at('10:00'), {}, '192.0.2.1')
    expect((await refusal(take('receive', at('10:00'), {}, '192.0.2.1'))).status).toBe(429)
    await take('receive', at('10:01'), {}, '192.0.2.1')
  })

  test('hold nothing of a person', async () => {
    await take('receive', at(), { priority: 'elderly' })
    const [row] = await world.house.db.selectFrom('schedule.ticket').selectAll().execute()
    expect(Object.keys(row!).sort()).toEqual(
      'agency day id in_queue label number only_counter priority queue secret slot_at state taken_at waiting_since'.split(
        ' ',
      ),
    )
  })
})

describe('calling', () => {
  test('two counters at once: one number each, none twice', async () => {
    await open(1)
    await open(2)
    await take()
    await take()
    const [one, two] = await Promise.all([officer(OFFICERS[0], 'call'), officer(OFFICERS[1], 'call')])
    expect([one.ticket?.label, two.ticket?.label].sort()).toEqual(['A001', 'A002'])
  })

  test('two counters that want the same number: one has it, the other is told who', async () => {
    await open(1)
    await open(2)
    await take()
    const { waiting } = await officer(OFFICERS[0], 'current')
    const wanted = { ticket: waiting[0]!.id }
    const both = await Promise.allSettled([
      officer(OFFICERS[0], 'call', wanted),
      officer(OFFICERS[1], 'call', wanted),
    ])
    const lost = both.filter((each) => each.status === 'rejected')
    expect(lost).toHaveLength(1)
    expect(lost[0]!.reason).toMatchObject({ code: 'schedule.not-waiting', status: 409 })
    expect(lost[0]!.reason.message).toMatch(/Quầy [12] gọi/)
  })

  test('call, call again, send on, finish: the person sees each step, and their screen too', async () => {
    await open(1)
    await open(2)
    const { token } = await take()
    await officer(OFFICERS[0], 'call', {}, at('09:05'))
    expect(await ticket(token, at('09:05'))).toMatchObject({
      state: 'called',
      counter: 'Quầy 1',
      ahead: null,
    })
    const again = await officer(OFFICERS[0], 'recall', {}, at('09:06'))
    expect(again.ticket?.calls).toBe(2)
    const screen = await world.ask(world.visitor(), 'schedule.screen', { agency: DESK }, { now: at('09:06') })
    expect(screen.calls[0]).toMatchObject({
      label: 'A001',
      counter: 'Quầy 1',
      times: 2,
      spoken: 'Mời số A không không một, đến quầy 1.',
    })
    const sent = await officer(OFFICERS[0], 'transfer', { counter: 2 }, at('09:08'))
    expect(sent.ticket).toBeNull()
    // Sent to counter 2 alone: counter 1 no longer sees it.
    expect(sent.waiting).toEqual([])
    const there = await officer(OFFICERS[1], 'call', {}, at('09:09'))
    expect(there.ticket?.label).toBe('A001')
    const done = await officer(OFFICERS[1], 'finish', { dossiers: ['H60.03-220510-0001'] }, at('09:15'))
    expect(done).toMatchObject({ ticket: null, servedToday: 1 })
    expect((await ticket(token, at('09:15'))).state).toBe('finished')
  })

  test('a number sent to another queue does not start to wait anew', async () => {
    await open(1)
    await open(3)
    await take('receive', at('08:00'))
    await take('land', at('08:10'))
    await officer(OFFICERS[0], 'call', {}, at('08:20'))
    await officer(OFFICERS[0], 'transfer', { queue: 'land' }, at('08:30'))
    const land = await officer(OFFICERS[2], 'current', {}, at('08:30'))
    expect(land.waiting.map(({ label }) => label)).toEqual(['A001', 'B001'])
    const same = await refusal(officer(OFFICERS[0], 'transfer', { queue: 'land' }, at('08:31')))
    expect(same.code).toBe('schedule.nobody-called')
  })

  test('nobody is sent to a counter that is not open, nor left to one that has closed', async () => {
    await open(1)
    await take()
    await officer(OFFICERS[0], 'call')
    expect((await refusal(officer(OFFICERS[0], 'transfer', { counter: 2 }))).code).toBe(
      'schedule.counter-closed',
    )
    await open(2)
    await officer(OFFICERS[0], 'transfer', { counter: 2 })
    await officer(OFFICERS[1], 'closeCounter')
    expect((await officer(OFFICERS[0], 'call')).ticket?.label).toBe('A001')
  })

  test('a skipped number goes aside and comes back when its person does; a finished one cannot be skipped', async () => {
    await open(1)
    await take()
    const called = await officer(OFFICERS[0], 'call')
    const skipped = await officer(OFFICERS[0], 'skip')
    expect(skipped.skipped.map(({ label }) => label)).toEqual(['A001'])
    expect((await refusal(officer(OFFICERS[0], 'skip'))).code).toBe('schedule.nobody-called')
    const back = await officer(OFFICERS[0], 'recall', { ticket: called.ticket!.id })
    expect(back.ticket?.label).toBe('A001')
    await officer(OFFICERS[0], 'finish')
    expect((await refusal(officer(OFFICERS[0], 'skip'))).code).toBe('schedule.nobody-called')
    expect((await refusal(officer(OFFICERS[0], 'recall', { ticket: called.ticket!.id }))).code).toBe(
      'schedule.not-skipped',
    )
  })

  test('nobody is called while somebody stands there, nor the counter closed', async () => {
    await open(1)
    await take()
    await take()
    await officer(OFFICERS[0], 'call')
    expect((await refusal(officer(OFFICERS[0], 'call'))).code).toBe('schedule.still-serving')
    expect((await refusal(officer(OFFICERS[0], 'closeCounter'))).code).toBe('schedule.still-serving')
  })

  test('one officer a counter, one counter an officer, and only where they belong', async () => {
    await open(1)
    const taken = officer('H60.05/counter', 'openCounter', { agency: DESK, counter: 1 })
    expect((await refusal(taken)).code).toBe('schedule.not-your-counter')
    expect((await refusal(officer(OFFICERS[2], 'call'))).code).toBe('schedule.no-counter')
    // Asked again it is the same counter, not another.
    expect((await open(1)).opening?.counter).toBe(1)
  })
})

describe('days', () => {
  test('yesterday’s number is over: not called, told as left, and today begins at 001', async () => {
    const { token } = await take('receive', at('16:00', '2022-05-09'))
    await open(1)
    const { id } = await world.house.db
      .selectFrom('schedule.ticket')
      .select('id')
      .where('secret', '=', token)
      .executeTakeFirstOrThrow()
    expect((await ticket(token)).state).toBe('left')
    expect((await refusal(officer(OFFICERS[0], 'call'))).code).toBe('schedule.nobody-waits')
    expect((await refusal(officer(OFFICERS[0], 'call', { ticket: id }))).code).toBe('schedule.other-day')
    expect((await take()).label).toBe('A001')
  })

  test('who is being served at midnight can be finished; the next is called from a counter opened anew', async () => {
    const night: [string, string][] = [['00:00', '23:59']]
    await setUp({ hours: { 1: night, 2: night, 3: night } })
    await open(1, at('23:50', '2022-05-09'))
    await take('receive', at('23:55', '2022-05-09'))
    await officer(OFFICERS[0], 'call', {}, at('23:56', '2022-05-09'))
    await take('receive', at('00:01'))
    const now = await officer(OFFICERS[0], 'current', {}, at('00:02'))
    expect(now.ticket?.label).toBe('A001')
    await officer(OFFICERS[0], 'finish', {}, at('00:03'))
    expect((await refusal(officer(OFFICERS[0], 'call', {}, at('00:04')))).code).toBe('schedule.no-counter')
    await open(1, at('00:05'))
    expect((await officer(OFFICERS[0], 'call', {}, at('00:06'))).ticket?.takenAt).toBe(
      '2022-05-10T00:01:00+07:00',
    )
  })

  test('a desk closed in the middle gives no new numbers but serves those it gave', async () => {
    await open(1)
    await take()
    await setUp({ open: false })
    expect((await refusal(take())).code).toBe('schedule.closed')
    expect((await officer(OFFICERS[0], 'call')).ticket?.label).toBe('A001')
  })

  test('the night ends what was left open and erases who booked, when the days are over', async () => {
    await setUp({ keepDays: 3 })
    await open(1)
    const { token } = await take()
    await take()
    await officer(OFFICERS[0], 'call')
    await book('15:00')
    const night = async (moment: Date) => {
      for (const job of scheduleJobs(world.house)) await job.work({}, moment)
    }
    const kept = () => world.house.db.selectFrom('schedule.booking').select(['name', 'phone']).execute()
    await night(at('00:20', '2022-05-11'))
    expect(await kept()).toEqual([{ name: 'Hoàng Thị Mận', phone: expect.any(String) }])
    expect((await ticket(token)).state).toBe('left')
    const { rows } = await sql`select 1 from schedule.opening where closed_at is null
      union all select 1 from schedule.ticket_call where ended_at is null`.execute(world.house.db)
    expect(rows).toEqual([])
    await night(at('00:20', '2022-05-14'))
    expect(await kept()).toEqual([{ name: null, phone: null }])
  })
})

describe('the wait that is told', () => {
  test('nothing while too few were served or nobody is there; then from this desk’s own services', async () => {
    expect((await take('receive', at('08:00'))).wait).toEqual({ told: 'noCounter', minutes: null })
    await open(1, at('08:00'))
    for (let n = 0; n < 5; n += 1) {
      const moment = (minute: number) => at(`08:${String(n * 8 + minute).padStart(2, '0')}`)
      if (n > 0) expect((await take('receive', moment(0))).wait?.told).toBe('tooFew')
      await officer(OFFICERS[0], 'call', {}, moment(1))
      await officer(OFFICERS[0], 'finish', {}, moment(7))
    }
    const first = await take('receive', at('08:45'))
    expect(first).toMatchObject({ ahead: 0, wait: { told: 'known', minutes: 0 } })
    const second = await take('receive', at('08:45'))
    expect(second).toMatchObject({ ahead: 1, wait: { told: 'known', minutes: 6 } })
    await open(2, at('08:45'))
    expect((await ticket(second.token, at('08:45'))).wait).toEqual({ told: 'known', minutes: 0 })
  })
})

describe('appointments', () => {
  test('thirty-two who book one slot at once fill it and no more', async () => {
    await setUp({ queues: SETTING.queues.map((each) => ({ ...each, slotCapacity: 5 })) })
    const answers = await Promise.allSettled(Array.from({ length: 32 }, () => book('09:00')))
    const refused = answers.flatMap((each) => (each.status === 'rejected' ? [each.reason.code] : []))
    expect(refused).toEqual(Array(27).fill('schedule.slot-full'))
    const { rows } = await sql<{ taken: number; booked: number }>`
      select taken, (select count(*)::int from schedule.booking where state = 'booked') as booked
      from schedule.slot_count`.execute(world.house.db)
    expect(rows).toEqual([{ taken: 5, booked: 5 }])
  })

  test('one telephone holds so many open bookings, also when it asks eight times at once', async () => {
    const slots = ['08:00', '08:30', '09:00', '09:30', '10:00', '10:30', '11:00', '13:30']
    const answers = await Promise.allSettled(
      slots.map((clock, n) => book(clock, { phone: n % 2 ? '0912 345 678' : '+84912345678' })),
    )
    const refused = answers.flatMap((each) => (each.status === 'rejected' ? [each.reason] : []))
    expect(refused).toHaveLength(6)
    expect(refused[0]).toMatchObject({ code: 'schedule.too-many-bookings', errors: [{ path: 'phone' }] })
  })

  test('cancelled by its own link it gives the slot and the telephone back, once', async () => {
    const first = await book('09:00', { phone: PHONE })
    await book('09:00')
    expect((await refusal(book('09:00'))).code).toBe('schedule.slot-full')
    const cancel = () =>
      world.ask(world.visitor(), 'schedule.cancel', { token: first.token }, { now: at('08:00') })
    expect((await cancel()).state).toBe('cancelled')
    expect((await cancel()).state).toBe('cancelled')
    await book('09:00', { phone: PHONE })
    expect((await refusal(book('09:00'))).code).toBe('schedule.slot-full')
    const wrong = world.ask(world.visitor(), 'schedule.cancel', { token: 'A'.repeat(22) })
    expect((await refusal(wrong)).code).toBe('schedule.no-booking')
  })

  test.each([
    ['a holiday', '2022-05-02T09:00:00+07:00', at('08:00', '2022-04-28')],
    ['a Sunday', '2022-05-15T09:00:00+07:00', at()],
    ['lunch', '2022-05-10T12:00:00+07:00', at('08:00')],
    ['between two slots', '2022-05-10T09:10:00+07:00', at('08:00')],
    ['what is past', '2022-05-10T08:00:00+07:00', at('08:30')],
    ['a month ahead', '2022-06-10T09:00:00+07:00', at('08:30')],
  ])('not on %s', async (_name, moment, now) => {
    const problem = await refusal(book('09:00', { at: moment }, now))
    expect(problem.status).toBe(422)
    expect(problem.errors[0]?.path).toBe('at')
  })

  test('a holiday is shown with its name, a full slot is not shown', async () => {
    await book('09:00')
    await book('09:00')
    const asked = (now: Date): Promise<SlotsView> =>
      world.ask(world.visitor(), 'schedule.slots', { agency: DESK, queue: 'receive' }, { now })
    const tuesday = (await asked(at('08:00', '2022-05-09'))).days.find(
      ({ day: each }) => each === '2022-05-10',
    )
    expect(tuesday?.slots.map(({ at: moment }) => moment.slice(11, 16))).not.toContain('09:00')
    expect(tuesday?.slots).toHaveLength(13)
    const may = (await asked(at('08:00', '2022-04-28'))).days.find(({ day: each }) => each === '2022-05-02')
    expect(may?.slots).toEqual([])
    expect(may?.closed).toBeTruthy()
  })

  test('by a procedure one books the queue of its field; where that takes none one is told', async () => {
    const asked = (procedure: string) =>
      world.ask(world.visitor(), 'schedule.slots', { agency: DESK, procedure }, { now: at() })
    expect((await asked('1.012787')).queue.key).toBe('land')
    expect((await asked('1.001686')).queue.key).toBe('receive')
    const result = world.ask(world.visitor(), 'schedule.slots', { agency: DESK, queue: 'result' })
    expect((await refusal(result)).code).toBe('schedule.not-bookable')
  })

  test('who booked checks in by the code and is called by the slot; too early and wrong codes are told', async () => {
    await open(1)
    const made = await book('09:30')
    const checkIn = (code: string, now: Date) =>
      world.ask(world.visitor(`203.0.113.${fresh()}`), 'schedule.checkIn', { agency: DESK, code }, { now })
    expect((await refusal(checkIn(made.code, at('08:30')))).code).toBe('schedule.too-early')
    expect((await refusal(checkIn('000000', at('09:10')))).status).toBe(404)
    await take('receive', at('09:05'))
    const arrived = await checkIn(made.code, at('09:10'))
    expect(arrived).toMatchObject({ label: 'A002', slotAt: '2022-05-10T09:30:00+07:00', ahead: 1 })
    expect((await checkIn(made.code, at('09:11'))).label).toBe('A002')
    // At the slot it passes who came less than half an hour before it.
    expect((await ticket(arrived.token, at('09:30'))).ahead).toBe(0)
    expect((await officer(OFFICERS[0], 'call', {}, at('09:30'))).ticket?.label).toBe('A002')
    const kept = await world.ask(
      world.visitor(),
      'schedule.booking',
      { token: made.token },
      { now: at('09:30') },
    )
    expect(kept).toMatchObject({ state: 'arrived', ticket: { label: 'A002' }, mayCancel: false })
    expect(JSON.stringify(kept)).not.toContain('Hoàng')
  })

  test('are listed by name to the officers who sit there, to nobody else, and leave an audit row', async () => {
    await book('09:30')
    const list = (seat: string) => world.ask(seat, 'schedule.appointments', { agency: DESK, limit: 1 })
    const { items } = await list(OFFICERS[0])
    expect(items).toMatchObject([{ name: 'Hoàng Thị Mận', queue: 'Nộp hồ sơ', state: 'booked' }])
    expect((await refusal(list('H60.07/counter'))).code).toBe('schedule.not-your-desk')
    expect((await world.audits('schedule.appointments')).map((row) => [row.outcome, row.subjects])).toEqual([
      ['done', [items[0].id]],
      ['refused', []],
    ])
  })

  test('goes into one’s own calendar: its times, no name, no line over 75 octets', async () => {
    const made = await book('09:30')
    const file = await world.ask(world.visitor(), 'schedule.calendarFile', { token: made.token })
    const lines = Buffer.from(file.body).toString().split('\r\n')
    expect(lines).toContain('DTSTART:20220510T023000Z')
    expect(lines).toContain('DTEND:20220510T030000Z')
    expect(lines.every((line) => Buffer.byteLength(line) <= 75)).toBe(true)
    expect(lines.join('\n').replaceAll('\n ', '')).toContain('LOCATION:Trung tâm Phục vụ hành chính công')
    expect(lines.join('')).not.toContain('Hoàng')
  })

  test('who comes long after the slot waits like anybody', async () => {
    const made = await book('09:00')
    const late = await world.ask(
      world.visitor(),
      'schedule.checkIn',
      { agency: DESK, code: made.code },
      { now: at('09:40') },
    )
    expect(late.slotAt).toBeNull()
  })
})

describe('figures and settings', () => {
  test('count each counter by period: served, skipped, waits and services', async () => {
    await open(1, at('08:00'))
    for (const [came, called, ended, how] of [
      ['08:00', '08:05', '08:15', 'finish'],
      ['08:10', '08:20', '08:24', 'finish'],
      ['08:12', '08:25', '08:27', 'skip'],
    ] as const) {
      await take('receive', at(came))
      await officer(OFFICERS[0], 'call', {}, at(called))
      await officer(OFFICERS[0], how, how === 'finish' ? { dossiers: ['H60.03-220510-0001'] } : {}, at(ended))
    }
    const asked = (from: string, to: string) =>
      world.ask('H60.01.01/director', 'schedule.figures', { agency: DESK, from, to })
    const figures = await asked('2022-05-10', '2022-05-10')
    expect(figures.counters).toEqual([
      {
        counter: 1,
        name: 'Quầy 1',
        served: 2,
        skipped: 1,
        transferred: 0,
        dossiers: 2,
        wait: { mean: 9.3, median: 10 },
        service: { mean: 7, median: 7 },
      },
    ])
    expect(figures.total).toMatchObject({ given: 3, served: 2, skipped: 1 })
    expect((await asked('2022-05-11', '2022-05-12')).counters).toEqual([])
    expect((await refusal(asked('2022-05-12', '2022-05-11'))).errors[0]?.path).toBe('to')
  })

  test('who heads one agency sets up its desk and no other', async () => {
    const own = {
      ...SETTING,
      agency: 'H60.07',
      counters: [{ number: 1, name: 'Quầy 1', queues: ['receive'] }],
    }
    expect((await world.ask('H60.07/head', 'schedule.setDesk', own)).counters[0].officers).toBe('H60.07')
    const other = await refusal(world.ask('H60.07/head', 'schedule.setDesk', SETTING))
    expect(other.code).toBe('organisation.out-of-reach')
    expect(
      (
        await refusal(
          world.ask('H60.07/head', 'schedule.figures', {
            agency: DESK,
            from: '2022-05-01',
            to: '2022-05-02',
          }),
        )
      ).status,
    ).toBe(403)
  })

  test.each([
    [{ hours: { 1: [['11:30', '07:30']] } }, 'hours.1.0'],
    [
      {
        hours: {
          1: [
            ['07:30', '11:30'],
            ['11:00', '12:00'],
          ],
        },
      },
      'hours.1.1',
    ],
    [{ queues: [SETTING.queues[0]!, { ...SETTING.queues[1]!, prefix: 'A' }] }, 'queues.1.prefix'],
    [{ counters: [{ number: 1, name: 'Quầy 1', queues: ['nowhere'] }] }, 'counters.0.queues'],
    [{ closures: [{ from: '2022-05-12', to: '2022-05-11', reason: 'Sửa chữa' }] }, 'closures.0.to'],
  ])('a setting that cannot be is refused by its field: %j', async (change, path) => {
    const problem = await refusal(setUp(change as Partial<DeskSettingInput>))
    expect([problem.status, problem.errors[0]?.path]).toEqual([422, path])
  })
})
