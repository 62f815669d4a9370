import { type Kysely, sql } from 'kysely'
import { hashPassword, makeAccounts } from '../src/blocks/identity/index.ts'
import { agencyTree, loadSeats, type NewSeat } from '../src/blocks/organisation/index.ts'
import { dayOf, formatDate } from '../src/kernel/local-time.ts'
import type { House } from '../src/platform/command/run.ts'
import { openAccounts, playPayments } from './payments.ts'
import { Cast } from './play/cast.ts'
import { staffOf } from './play/staff.ts'
import { playToday } from './play/today.ts'
import { playDesks } from './schedule.ts'

/** Everyone in the demonstration signs in with this; it is printed at every start and means nothing outside it. */
export const DEMO_PASSWORD = 'tantrao2026'

/** Who a visitor of the demonstration may be: user name, seat, what they may do. */
const PEOPLE: readonly (readonly [userName: string, seat: string, may: string])[] = [
  ['motcua', 'H60.21/counter', 'tiếp nhận, trả kết quả tại quầy Sở Nông nghiệp và Môi trường'],
  ['chuyenvien', 'H60.21/specialist-1', 'thụ lý hồ sơ của Sở'],
  ['truongphong', 'H60.21/head', 'phân công, soát xét, cho phép bổ sung lần hai'],
  ['lanhdao', 'H60.21/leader', 'ký kết quả, xin lỗi, xem báo cáo của Sở'],
  ['giamdoc', 'H60.01.01/director', 'theo dõi toàn Trung tâm'],
  ['vanphong', 'H60/office', 'soạn phiếu trình UBND tỉnh'],
  ['chutich', 'H60/chairman', 'ký thay UBND tỉnh, xem toàn tỉnh'],
  ['quantri', 'H60/administrator', 'lịch làm việc, cơ quan, thủ tục'],
  ['thietke', 'H60/designer', 'soạn thủ tục: biểu mẫu, giấy tờ, phí, quy trình'],
  ['duyet', 'H60/approver', 'duyệt và ban hành thủ tục do người khác soạn'],
  ['xa', 'H60.175/counter', 'tiếp nhận tại một phường'],
  ['chuyenvienxa', 'H60.175/specialist-1', 'thụ lý hồ sơ của phường'],
  ['phutrachxa', 'H60.175/head', 'phân công, soát xét tại phường'],
  ['chutichxa', 'H60.175/leader', 'ký kết quả của phường'],
]

export type DemoAccount = { userName: string; title: string; may: string }
export type Demo = { password: string; accounts: DemoAccount[] }

/** The demonstration province: fictitious officers and, on first start, a few hundred dossiers around today. */
export async function demoProvince(house: House): Promise<Demo> {
  const today = formatDate(dayOf(house.clock().getTime()))
  const tree = await agencyTree(house)
  const acting = tree.all().filter((agency) => tree.inForce(agency.code, today))
  const seats = staffOf(acting, '2021-01-01')
  const accounts = PEOPLE.map(([userName, seat, may]) => {
    const held = seats.find((each) => each.id === seat)
    if (!held) throw new Error(`the demonstration has no seat ${seat}`)
    return { userName, title: `${held.title}, ${tree.get(held.agency)?.shortName ?? held.agency}`, may }
  })
  await openAccounts(house)
  if (await alreadyStaffed(house.db)) {
    const missing = await newcomers(house.db, seats)
    if (missing.length > 0) await staffProvince(house, missing)
  } else {
    await staffProvince(house, seats)
    await playToday(house, seats, today)
    await playPayments(house, new Cast(seats), house.clock())
  }
  await playDesks(house, new Cast(seats))
  return { password: DEMO_PASSWORD, accounts }
}

async function alreadyStaffed(db: Kysely<any>): Promise<boolean> {
  const { rows } = await sql`select 1 from organisation.position limit 1`.execute(db)
  return rows.length > 0
}

/** Seats of the printed sign-ins that a release brought after this province was first started. */
async function newcomers(db: Kysely<any>, seats: readonly NewSeat[]): Promise<NewSeat[]> {
  const printed = PEOPLE.map(([, seat]) => seat)
  const { rows } = await sql<{ id: string }>`
    select id from organisation.position where id = any(${printed})`.execute(db)
  const known = new Set(rows.map((row) => row.id))
  return seats.filter((seat) => printed.includes(seat.id) && !known.has(seat.id))
}

/** Seats with accounts; the few a visitor may use get their short user name. */
export async function staffProvince(house: House, seats: readonly NewSeat[]): Promise<void> {
  const userNames = new Map(PEOPLE.map(([userName, seat]) => [seat, userName]))
  const hash = await hashPassword(DEMO_PASSWORD)
  const accounts = seats.map((seat) => ({
    id: seat.account,
    userName: userNames.get(seat.id) ?? seat.id.toLowerCase(),
    name: seat.personName,
    kind: 'officer' as const,
    password: DEMO_PASSWORD,
  }))
  await house.db.transaction().execute(async (trx) => {
    await loadSeats(trx, seats)
    await makeAccounts(trx, accounts, house.clock(), hash)
  })
}
