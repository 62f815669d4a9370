import type { Kysely } from 'kysely'
import { DAY, dayOf, formatDate, instantAt, parseDate } from '../../../kernel/local-time.ts'
import { invalid } from '../../../kernel/problem.ts'
import type { Context } from '../../../platform/command/declare.ts'
import { countAgencyDay } from '../../dossier/index.ts'
import { agencyTree } from '../../organisation/index.ts'
import { dayTotals } from '../../payment/index.ts'
import { openTickets } from '../../schedule/index.ts'
import type { DayDesk } from '../contract.ts'
import type { Sheet } from '../model/sheet.ts'

/** The day of the provincial centre as rows stand now, a line for each agency at which anything happened. */
export async function dayFigures(
  { sql, db, memory }: Pick<Context<unknown>, 'sql' | 'db' | 'memory'>,
  day: string,
): Promise<DayDesk[]> {
  const first = parseDate(day)
  if (first === null) throw invalid('day', `Ngày ${day} không có thật.`)
  const from = new Date(instantAt(first, 0))
  const to = new Date(from.getTime() + DAY)
  const tree = await agencyTree({ db, memory })
  const agencies = tree.atCentre()
  const dossiers = new Map(
    (await countAgencyDay(sql, { from, to, agencies })).map((each) => [each.agency, each]),
  )
  const money = new Map(
    (await dayTotals(sql, { from, to, desks: agencies })).map((each) => [each.desk, each]),
  )
  const waiting = new Map((await openTickets(sql, day, agencies)).map((each) => [each.agency, each.open]))
  const nothing = { counter: 0, online: 0, post: 0, finished: 0, late: 0, returned: 0 }
  return agencies
    .filter((code) => dossiers.has(code) || money.has(code) || waiting.has(code))
    .map((code) => {
      const { counter, online, post, finished, late, returned } = dossiers.get(code) ?? nothing
      return {
        agency: { code, name: tree.nameOf(code) },
        received: counter + online + post,
        counter,
        online,
        post,
        finished,
        late,
        returned,
        taken: money.get(code)?.taken ?? 0,
        refunded: money.get(code)?.refunded ?? 0,
        waiting: waiting.get(code) ?? 0,
      }
    })
}

/** What must be settled before the day can be closed, each with what to do. */
export function unsettled(desks: readonly DayDesk[], day: string, now: Date): string[] {
  const today = formatDate(dayOf(now.getTime()))
  if (day > today) return ['Ngày này chưa đến, nên chưa chốt được.']
  return desks
    .filter(({ waiting }) => waiting > 0)
    .map(
      ({ agency, waiting }) =>
        `${agency.name} còn ${waiting} số đang chờ hoặc đang phục vụ. Gọi hết, hoặc bỏ qua những số không có người, ở màn hình “Quầy gọi số”.`,
    )
}

type ClosingRow = {
  id: string
  day: string
  figures: DayDesk[]
  closed_at: Date
  closed_by: string
  closer: string
  reopened_at: Date | null
  reopened_by: string | null
  reason: string | null
}
type ClosingTables = { 'indicator.day_closing': ClosingRow }

/** How a day was closed and opened again, newest first. */
export function closingsOf(sql: Kysely<any>, day: string): Promise<ClosingRow[]> {
  return (sql as Kysely<ClosingTables>)
    .selectFrom('indicator.day_closing')
    .selectAll()
    .where('day', '=', day)
    .orderBy('closed_at', 'desc')
    .execute()
}

const COLUMNS = [
  'Cơ quan',
  'Tiếp nhận',
  'Trực tiếp',
  'Trực tuyến',
  'Bưu chính',
  'Giải quyết xong',
  'Trong đó trễ hạn',
  'Trả kết quả',
  'Thu (đồng)',
  'Hoàn (đồng)',
]

export function daySheetOf(desks: readonly DayDesk[], title: string): Sheet {
  const numbers = (desk: Omit<DayDesk, 'agency'>) => [
    desk.received,
    desk.counter,
    desk.online,
    desk.post,
    desk.finished,
    desk.late,
    desk.returned,
    desk.taken,
    desk.refunded,
  ]
  const lines = desks.map((desk) => [desk.agency.name, ...numbers(desk)])
  const total = desks.map(numbers).reduce(
    (sum, line) => sum.map((value, at) => value + line[at]!),
    COLUMNS.slice(1).map(() => 0),
  )
  return { title, columns: COLUMNS, rows: [...lines, ['Cộng', ...total]] }
}
