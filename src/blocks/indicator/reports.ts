import type { Kysely } from 'kysely'
import { DAY, instantAt, parseDate } from '../../kernel/local-time.ts'
import { invalid, Problem } from '../../kernel/problem.ts'
import { addWorkingTime } from '../../kernel/working-time.ts'
import type { Memory } from '../../platform/command/memory.ts'
import { countBy, countByDay, countFigures, countForm } from '../dossier/index.ts'
import { openedAtCounters } from '../identity/index.ts'
import { agencyTree, staffFigures, workingCalendar } from '../organisation/index.ts'
import { catalogue, levelsOn } from '../procedure/index.ts'
import { digitisationReport } from './digitisation.ts'
import { formPdf, formWorkbook } from './form-06a.ts'
import { centreReport } from './model/centre-report.ts'
import { FORM_CODE, FORM_HEAD, FORM_TITLE, formLines } from './model/form-06a.ts'
import { count, type Period } from './model/leaf.ts'
import { onlineServices } from './model/online-services.ts'
import { leafSheet, type Sheet } from './model/sheet.ts'
import { staffEquipment } from './model/staff-equipment.ts'

type Asking = { db: Kysely<any>; memory: Memory; now: Date; period: Period; agencies: string[] }
/** A report whose layout is prescribed is printed by itself, not as a plain table. */
type Printed = { workbook: () => Promise<Buffer>; pdf: () => Promise<Uint8Array> }
export type Report = {
  title: string
  describes: string
  /** Which agencies it counts when none is named; the centre's when absent. */
  reach?: 'province'
  make: (asking: Asking) => Promise<{ data: object; sheet: Sheet; printed?: Printed }>
}

const SOON_MS = 8 * 3_600_000

function counted({ period, agencies }: Asking) {
  const first = parseDate(period.from)
  const last = parseDate(period.to)
  if (first === null) throw invalid('from', `Ngày ${period.from} không có thật.`)
  if (last === null || last < first) throw invalid('to', 'Ngày cuối kỳ phải từ ngày đầu kỳ trở đi.')
  return { from: new Date(instantAt(first, 0)), to: new Date(instantAt(last, 0) + DAY), agencies }
}

async function grouped(asking: Asking, by: 'agency' | 'procedure', title: string) {
  const calendar = await workingCalendar(asking)
  const soonUntil = addWorkingTime(asking.now, SOON_MS, calendar, { provisional: true })
  const rows = await countBy(asking.db, by, counted(asking), asking.now, soonUntil)
  const tree = await agencyTree(asking)
  const titles = await catalogue(asking, asking.period.to)
  const nameOf = (key: string) =>
    by === 'agency' ? tree.nameOf(key) : (titles.get(key)?.definition.title.vi ?? key)
  const named = rows.map(({ key, ...figures }) => ({ [by]: { code: key, name: nameOf(key) }, ...figures }))
  const columns = [
    'Mã',
    'Tên',
    'Tiếp nhận',
    'Đã giải quyết',
    'Trước hạn',
    'Đúng hạn',
    'Trễ hạn',
    'Đang giải quyết',
    'Đang quá hạn',
    'Sắp đến hạn',
  ]
  const lines = rows.map((row) => [
    row.key,
    nameOf(row.key),
    row.received,
    row.finished,
    row.early,
    row.onTime,
    row.late,
    row.open,
    row.openLate,
    row.soon,
  ])
  return { data: { ...asking.period, rows: named }, sheet: { title, columns, rows: lines } }
}

/** The published reports, by id. */
export const REPORTS: Record<string, Report> = {
  centre: {
    title: 'Tình hình tiếp nhận và giải quyết hồ sơ tại Trung tâm',
    describes:
      'Sở, ngành và cơ quan ngành dọc tại Trung tâm Phục vụ hành chính công: tiếp nhận theo kênh, giải quyết theo thời hạn',
    async make(asking) {
      const data = centreReport(await countFigures(asking.db, counted(asking)), asking.period)
      return { data, sheet: leafSheet(this.title, data) }
    },
  },
  'centre-trend': {
    title: 'Tiếp nhận và giải quyết theo ngày',
    describes: 'Số hồ sơ tiếp nhận, giải quyết và trễ hạn của từng ngày trong kỳ',
    async make(asking) {
      const points = await countByDay(asking.db, counted(asking))
      const rows = points.map((point) => [point.day, point.received, point.finished, point.late])
      return {
        data: { ...asking.period, points },
        sheet: { title: this.title, columns: ['Ngày', 'Tiếp nhận', 'Đã giải quyết', 'Trễ hạn'], rows },
      }
    },
  },
  'centre-by-agency': {
    title: 'Kết quả theo cơ quan',
    describes: 'Tiếp nhận, giải quyết, đang giải quyết của từng sở, ngành trong kỳ',
    make(asking) {
      return grouped(asking, 'agency', this.title)
    },
  },
  'centre-by-procedure': {
    title: 'Kết quả theo thủ tục',
    describes: 'Tiếp nhận, giải quyết, đang giải quyết của từng thủ tục trong kỳ',
    make(asking) {
      return grouped(asking, 'procedure', this.title)
    },
  },
  'II.06a': {
    title: FORM_TITLE,
    describes:
      'Biểu II.06a/VPCP/KSTT: nhận, đã giải quyết, đang giải quyết theo cơ quan và lĩnh vực; không in khi không cân',
    reach: 'province',
    async make(asking) {
      const tree = await agencyTree(asking)
      const entries = await catalogue(asking, asking.period.to)
      const lines = formLines(await countForm(asking.db, counted(asking), asking.now), {
        agency: (code) => tree.nameOf(code),
        field: (code) => entries.get(code)?.definition.field ?? 'Lĩnh vực khác',
      })
      const columns = [
        '(1) Lĩnh vực, đơn vị',
        ...FORM_HEAD.flatMap(({ name, parts }) => parts.map((part) => `${name}: ${part}`)),
      ]
      return {
        data: { ...asking.period, form: FORM_CODE, check: '(2) = (6) + (10)', lines },
        sheet: { title: FORM_TITLE, columns, rows: lines.map((line) => [line.name, ...line.values]) },
        printed: {
          workbook: () => formWorkbook(lines, asking.period),
          pdf: () => formPdf(lines, asking.period, asking.now),
        },
      }
    },
  },
  'online-services': {
    title: 'Dịch vụ công trực tuyến theo mức độ',
    describes:
      'Số dịch vụ công của tỉnh theo mức độ ở ngày cuối kỳ, và số dịch vụ có phát sinh hồ sơ trong kỳ ở mọi cấp',
    reach: 'province',
    async make(asking) {
      const levels = await levelsOn(asking.db, asking.period.to)
      const rows = await countBy(asking.db, 'procedure', counted(asking), asking.now, asking.now)
      const received = new Set(rows.filter((row) => row.received > 0).map((row) => row.key))
      const data = onlineServices(levels, received, asking.period)
      return { data, sheet: leafSheet(this.title, data) }
    },
  },
  digitisation: {
    title: 'Số hóa thành phần hồ sơ và kết quả giải quyết',
    describes:
      'Hồ sơ tiếp nhận trong kỳ có thành phần được số hóa, dùng lại từ kho dữ liệu của người dân; kết quả điện tử; riêng hồ sơ nộp trực tiếp tại quầy',
    make(asking) {
      return digitisationReport(this.title, asking, counted(asking))
    },
  },
  'citizen-accounts': {
    title: 'Tài khoản lập cho người dân tại quầy',
    describes: 'Số tài khoản bộ phận một cửa lập cho người dân trong kỳ, đối chiếu thẻ căn cước',
    reach: 'province',
    async make(asking) {
      const { from, to } = counted(asking)
      const opened = await openedAtCounters(asking.db, from, to)
      const data = { opened: count(opened, opened, asking.period) }
      return { data, sheet: leafSheet(this.title, data) }
    },
  },
  'staff-equipment': {
    title: 'Cán bộ có máy tính, Internet, tài khoản',
    describes:
      'Số cán bộ đang giữ vị trí ở ngày cuối kỳ; bao nhiêu người có máy tính, có Internet, có tài khoản, có dùng tài khoản trong kỳ',
    reach: 'province',
    async make(asking) {
      const { from, to, agencies } = counted(asking)
      const figures = await staffFigures(asking.db, { agencies, day: asking.period.to, from, to })
      const data = staffEquipment(figures, asking.period)
      return { data, sheet: leafSheet(this.title, data) }
    },
  },
}

export function reportOf(id: string): Report {
  // `constructor` and its like are keys of every object, and no report.
  const report = Object.hasOwn(REPORTS, id) ? REPORTS[id] : undefined
  if (!report)
    throw new Problem(
      'report.unknown',
      404,
      `Không có báo cáo “${id}”. Có: ${Object.keys(REPORTS).join(', ')}.`,
    )
  return report
}

/** The agencies a report counts: one unit with all below it; else the centre's, or the whole province. Errors: request.invalid naming unit. */
export async function agenciesCounted(
  reading: { db: Kysely<any>; memory: Memory },
  unit: string | undefined,
  reach?: Report['reach'],
): Promise<string[]> {
  const tree = await agencyTree(reading)
  if (unit === undefined) return reach === 'province' ? tree.all().map(({ code }) => code) : tree.atCentre()
  if (!tree.get(unit)) throw invalid('unit', `Không có cơ quan mã ${unit}.`)
  return tree.subtree(unit)
}
