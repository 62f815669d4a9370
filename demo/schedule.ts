import type { DeskSettingInput } from '../src/blocks/schedule/contract.ts'
import {
  book,
  call,
  closeCounter,
  findDesks,
  finish,
  openCounter,
  setDesk,
  skip,
  slots,
  take,
} from '../src/blocks/schedule/index.ts'
import { dayOf, formatDate, instantAt, MINUTE } from '../src/kernel/local-time.ts'
import { type Actor, visitor } from '../src/platform/command/actor.ts'
import type { Operation } from '../src/platform/command/declare.ts'
import { ask, type House } from '../src/platform/command/run.ts'
import { seeded } from './people/random.ts'
import type { Cast } from './play/cast.ts'

const DAY_AND_NIGHT: [string, string][] = [['00:00', '23:59']]
const OFFICE: [string, string][] = [
  ['07:30', '11:30'],
  ['13:30', '16:30'],
]
const WORKING_WEEK = { 1: OFFICE, 2: OFFICE, 3: OFFICE, 4: OFFICE, 5: OFFICE }

/** What the desks of the demonstration share. They give numbers day and night, so that a visitor can try at any hour. */
const SHARED = {
  open: true,
  notice: 'Bản trình diễn: lấy số được cả ngày đêm để thử. Lịch hẹn theo giờ hành chính.',
  hours: {
    0: DAY_AND_NIGHT,
    1: DAY_AND_NIGHT,
    2: DAY_AND_NIGHT,
    3: DAY_AND_NIGHT,
    4: DAY_AND_NIGHT,
    5: DAY_AND_NIGHT,
    6: DAY_AND_NIGHT,
  },
  bookingHours: WORKING_WEEK,
  openOnHolidays: true,
  priorities: [
    { key: 'elderly', name: 'Người cao tuổi', nameEn: 'Older person', lead: 30 },
    { key: 'disabled', name: 'Người khuyết tật', nameEn: 'Person with a disability', lead: 30 },
    {
      key: 'pregnant',
      name: 'Phụ nữ mang thai, có con nhỏ',
      nameEn: 'Pregnant or with a small child',
      lead: 30,
    },
  ],
}

const CENTRE: DeskSettingInput = {
  ...SHARED,
  agency: 'H60.01.01',
  queues: [
    { key: 'receive', prefix: 'A', name: 'Nộp hồ sơ', nameEn: 'Hand in a dossier', slotCapacity: 4 },
    {
      key: 'land',
      prefix: 'B',
      name: 'Đất đai, môi trường, nông nghiệp',
      nameEn: 'Land, environment, agriculture',
      fields: ['Đất đai', 'Môi trường', 'Thú y', 'Chăn nuôi', 'Tài nguyên nước'],
      slotCapacity: 2,
    },
    { key: 'result', prefix: 'C', name: 'Nhận kết quả', nameEn: 'Collect a result', slotCapacity: 0 },
  ],
  counters: [
    { number: 1, name: 'Quầy 1', officers: 'H60.21', queues: ['land', 'receive', 'result'] },
    { number: 2, name: 'Quầy 2', officers: 'H60.03', queues: ['receive', 'result'] },
    { number: 3, name: 'Quầy 3', officers: 'H60.05', queues: ['receive', 'result'] },
    { number: 4, name: 'Quầy 4', officers: 'H60.09', queues: ['receive', 'land'] },
  ],
}

const commune = (agency: string): DeskSettingInput => ({
  ...SHARED,
  agency,
  queues: [
    {
      key: 'receive',
      prefix: 'A',
      name: 'Nộp hồ sơ, hỏi thủ tục',
      nameEn: 'Hand in or ask',
      slotCapacity: 2,
    },
    { key: 'result', prefix: 'C', name: 'Nhận kết quả', nameEn: 'Collect a result', slotCapacity: 0 },
  ],
  counters: [
    { number: 1, name: 'Quầy 1', queues: ['receive', 'result'] },
    { number: 2, name: 'Quầy 2', queues: ['result', 'receive'] },
  ],
})

const COMMUNES = ['H60.175', 'H60.176', 'H60.101']

/**
 * Sets up the desks, where there are none, and plays yesterday's morning and the last hours of today: numbers, calls, some
 * who still wait.
 */
export async function playDesks(house: House, cast: Cast): Promise<void> {
  const now = house.clock()
  const { items } = await ask(house, findDesks, {}, { actor: visitor('demo'), now })
  if (items.length > 0) return
  const administrator = cast.who('H60', 'administrator')
  for (const setting of [CENTRE, ...COMMUNES.map(commune)])
    await ask(house, setDesk, setting, { actor: administrator, now })
  const today = dayOf(now.getTime())
  const morning = instantAt(today - 1, 8 * 60 * MINUTE)
  await playHall(house, cast, {
    agency: 'H60.01.01',
    from: morning,
    until: morning + 150 * MINUTE,
    people: 24,
  })
  await playHall(house, cast, { agency: 'H60.175', from: morning, until: morning + 90 * MINUTE, people: 9 })
  const since = Math.max(instantAt(today, 0), now.getTime() - 100 * MINUTE)
  await playHall(house, cast, {
    agency: 'H60.01.01',
    from: since,
    until: now.getTime(),
    people: 14,
    waiting: 5,
  })
  await playHall(house, cast, { agency: 'H60.175', from: since, until: now.getTime(), people: 2, waiting: 3 })
  await bookSome(house, now)
}

type Hall = { agency: string; from: number; until: number; people: number; waiting?: number }

/** The counters at work in the demonstration; the first of the centre and of the ward wait for their visitor. */
const AT_WORK: Record<string, readonly (readonly [counter: number, seat: string])[]> = {
  'H60.01.01': [
    [2, 'H60.03'],
    [3, 'H60.05'],
    [4, 'H60.09'],
  ],
  'H60.175': [],
}

/** So many people come one after another and are served in turn; `waiting` more come and still wait at the end. */
async function playHall(house: House, cast: Cast, { agency, from, until, people, waiting = 0 }: Hall) {
  const random = seeded(`hall:${agency}:${formatDate(dayOf(from))}`)
  const over = waiting === 0
  const desk = agency === CENTRE.agency ? CENTRE : commune(agency)
  const seats = over && AT_WORK[agency]?.length === 0 ? ([[1, agency]] as const) : (AT_WORK[agency] ?? [])
  const officers = seats.map(([counter, seat]) => ({ counter, actor: cast.who(seat, 'counter') }))
  // Those who still wait have come in the last tenth of the time.
  const busy = over ? until : until - (until - from) / 10
  const at = (step: number) =>
    new Date(
      Math.round(
        step < people
          ? from + ((busy - from) * step) / people
          : busy + ((until - busy) * (step - people)) / (waiting + 1),
      ),
    )
  const give = <O extends Operation>(operation: O, input: object, actor: Actor, step: number) =>
    ask(house, operation, input, { actor, now: at(step) })
  for (const { counter, actor } of officers) await give(openCounter, { agency, counter }, actor, 0)
  for (let person = 0; person < people + waiting; person += 1) {
    const queue = random.pick(desk.queues).key
    const priority = random.integer(0, 5) === 0 ? random.pick(SHARED.priorities).key : undefined
    // Each comes from a place of their own: a kiosk's limit is for one address.
    await give(take, { agency, queue, priority }, visitor(`demo:${agency}:${person}:${from}`), person)
    const officer = officers[person % Math.max(1, officers.length)]
    if (!officer || person < officers.length || person >= people) continue
    await next(give, officer.actor, person + 0.5, random.integer(0, 9) === 0)
  }
  if (over)
    for (const { actor } of officers) {
      await give(finish, {}, actor, people).catch(unless('schedule.nobody-called'))
      await give(closeCounter, {}, actor, people)
    }
}

const unless = (code: string) => (problem: { code?: string }) => {
  if (problem.code !== code) throw problem
}

/** Ends whatever stands at the counter and calls the next; nobody waiting is no fault. */
async function next(
  give: <O extends Operation>(operation: O, input: object, actor: Actor, step: number) => Promise<unknown>,
  actor: Actor,
  step: number,
  absent: boolean,
): Promise<void> {
  await give(absent ? skip : finish, {}, actor, step).catch(unless('schedule.nobody-called'))
  await give(call, {}, actor, step).catch(unless('schedule.nobody-waits'))
}

/** A few have booked the next days. */
async function bookSome(house: House, now: Date): Promise<void> {
  const agency = CENTRE.agency
  const guest = visitor('demo:booking')
  const found = (await ask(house, slots, { agency, queue: 'receive' }, { actor: guest, now })) as {
    days: { slots: { at: string }[] }[]
  }
  const free = found.days.flatMap((day) => day.slots)
  for (const [at, name] of ['Hoàng Thị Mận', 'Ma Văn Khiêm', 'Bàn Thị Nhình'].entries()) {
    const slot = free[at * 3]
    if (slot)
      await ask(
        house,
        book,
        { agency, queue: 'receive', at: slot.at, name, phone: `05312340${at}1` },
        { actor: guest, now },
      )
  }
}
