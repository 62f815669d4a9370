import { getReport } from '../../src/blocks/indicator/index.ts'
import type { CentreReport } from '../../src/blocks/indicator/model/centre-report.ts'
import type { Digitisation } from '../../src/blocks/indicator/model/digitisation.ts'
import type { Leaf } from '../../src/blocks/indicator/model/leaf.ts'
import type { OnlineServices } from '../../src/blocks/indicator/model/online-services.ts'
import { visitor } from '../../src/platform/command/actor.ts'
import { ask, type House } from '../../src/platform/command/run.ts'
import { DIGITISED, PERIOD, SERVICES, type Targets } from './figures.ts'
import { atSummerCounters, type Plan } from './plan.ts'

/** The centre's report as anyone gets it, over the replayed seven months. */
export async function centreFigures(house: House): Promise<CentreReport> {
  return (await ask(
    house,
    getReport,
    { id: 'centre', ...PERIOD },
    { actor: visitor('replay') },
  )) as CentreReport
}

/** The province's online services as anyone gets them, over the same months. */
export async function serviceFigures(house: House): Promise<OnlineServices> {
  return (await ask(
    house,
    getReport,
    { id: 'online-services', ...PERIOD },
    { actor: visitor('replay') },
  )) as OnlineServices
}

/** What was digitised, and for whom accounts were opened, over the article's own window. */
export async function windowFigures(house: House): Promise<WindowFigures> {
  const asked = async (id: string) =>
    ask(house, getReport, { id, ...DIGITISED }, { actor: visitor('replay') }) as Promise<any>
  const { counter } = (await asked('digitisation')) as Digitisation
  const { opened } = (await asked('citizen-accounts')) as { opened: Leaf }
  return { ...counter, accounts: opened }
}
export type WindowFigures = Digitisation['counter'] & { accounts: Leaf }

/** Where the window's figures are not the planned ones, each as a clause. */
export function windowDifferences(figures: WindowFigures, { dossiers }: Plan): string[] {
  const there = atSummerCounters(dossiers)
  return clauses([
    ['trực tiếp từ 01/6 đến 06/8', figures.received.value, there.length],
    ['được số hóa', figures.digitised.value, there.filter((each) => each.digitised).length],
    ['tài khoản lập tại quầy', figures.accounts.value, there.filter((each) => each.account).length],
  ])
}

/** Where the counted services are not the article's, or those with dossiers not the plan's, each as a clause. */
export function serviceDifferences(
  report: OnlineServices,
  plan: Plan,
  levels: ReadonlyMap<string, string>,
): string[] {
  const asked = new Set(
    plan.dossiers
      .filter((each) => each.fate !== 'refused' && each.group !== 'carried')
      .map((each) => each.procedure),
  )
  const planned = (level: string) => [...asked].filter((code) => levels.get(code) === level).length
  const pairs: [string, number | undefined, number][] = [
    ['dịch vụ công trực tuyến', report.total.value, SERVICES.total],
    ['mức độ 2', report.level2?.services.value, SERVICES.level2],
    ['mức độ 3', report.level3?.services.value, SERVICES.level3],
    ['mức độ 4', report.level4?.services.value, SERVICES.level4],
    ['mức độ 3 có hồ sơ', report.level3?.withDossiers.value, planned('3')],
    ['mức độ 4 có hồ sơ', report.level4?.withDossiers.value, planned('4')],
  ]
  return clauses(pairs)
}

/** Where the counted figures are not the planned ones, each as a clause. */
export function differences(report: CentreReport, targets: Targets): string[] {
  const { channel, fate, carried } = targets
  const late = fate.late + fate.lateApologised
  const pairs: readonly (readonly [string, number, number])[] = [
    ['tiếp nhận', report.received.value, targets.received],
    ['trực tiếp', report.channel.counter.value, channel.counter],
    ['trực tuyến', report.channel.online.value, channel.online],
    ['bưu chính công ích', report.channel.post.value, channel.post],
    ['đã giải quyết', report.finished.value, fate.early + fate.onTime + late],
    ['trước hạn', report.timeliness.early.value, fate.early],
    ['đúng hạn', report.timeliness.onTime.value, fate.onTime],
    ['trễ hạn', report.timeliness.late.value, late],
    ['trễ hạn đã xin lỗi', report.lateApologised.value, fate.lateApologised],
    ['chưa giải quyết xong', report.unfinished.value, fate.unfinished],
    ['kỳ trước chuyển sang', report.carriedOver.received.value, carried.finished + carried.open],
    ['kỳ trước chuyển sang đã giải quyết', report.carriedOver.finished.value, carried.finished],
  ]
  return clauses(pairs)
}

function clauses(pairs: readonly (readonly [string, number | undefined, number])[]): string[] {
  return pairs.flatMap(([name, counted, planned]) =>
    counted === planned ? [] : [`${name} đếm được ${counted}, kế hoạch ${planned}`],
  )
}

const whole = new Intl.NumberFormat('vi-VN')
const share = new Intl.NumberFormat('vi-VN', { minimumFractionDigits: 2, maximumFractionDigits: 2 })

/** The article's table, readable in a terminal. */
export function articleTable(report: CentreReport, services: OnlineServices, window: WindowFigures): string {
  const { plain, balanced } = report.timelinessShare
  const rows: [string, number, string?, string?][] = [
    ['Tiếp nhận', report.received.value],
    ['  Trực tiếp', report.channel.counter.value, share.format(report.channelShare.counter.value)],
    ['  Trực tuyến', report.channel.online.value, share.format(report.channelShare.online.value)],
    ['  Bưu chính công ích', report.channel.post.value, share.format(report.channelShare.post.value)],
    ['Đã giải quyết', report.finished.value],
    ...(
      [
        ['  Trước hạn', 'early'],
        ['  Đúng hạn', 'onTime'],
        ['  Trễ hạn', 'late'],
      ] as const
    ).map(([name, key]): [string, number, string, string] => [
      name,
      report.timeliness[key].value,
      share.format(plain[key].value),
      share.format(balanced[key].value),
    ]),
    ['    trong đó đã xin lỗi', report.lateApologised.value],
    ['Chưa giải quyết xong', report.unfinished.value],
    ['Kỳ trước chuyển sang', report.carriedOver.received.value],
    ['  đã giải quyết trong kỳ', report.carriedOver.finished.value],
  ]
  const levels = (['level2', 'level3', 'level4'] as const).map(
    (level, n): [string, number, string, string] => [
      `  Mức độ ${n + 2}`,
      services[level]?.services.value ?? 0,
      whole.format(services[level]?.withDossiers.value ?? 0),
      share.format(services[level]?.withDossiersShare.value ?? 0),
    ],
  )
  const line = (cells: readonly string[]) =>
    `${cells[0]!.padEnd(26)}${cells[1]!.padStart(9)}${(cells[2] ?? '').padStart(12)}${(cells[3] ?? '').padStart(16)}`
  const { from, to } = report.received
  return [
    `Trung tâm Phục vụ hành chính công tỉnh Tuyên Quang, ${vietnamese(from)} – ${vietnamese(to)}`,
    line(['', 'Hồ sơ', 'Tỷ lệ, %', 'cân đủ 100, %']),
    ...rows.map(([name, value, first = '', second = '']) => line([name, whole.format(value), first, second])),
    line(['', 'Dịch vụ', 'Có hồ sơ', 'Tỷ lệ, %']),
    line(['Dịch vụ công trực tuyến', whole.format(services.total.value)]),
    ...levels.map(([name, value, used, part]) => line([name, whole.format(value), used, part])),
    `Từ ${vietnamese(window.received.from)} đến ${vietnamese(window.received.to)}`,
    line(['Hồ sơ nhận trực tiếp', whole.format(window.received.value)]),
    line(['  được số hóa', whole.format(window.digitised.value), share.format(window.share.value)]),
    line(['Tài khoản lập tại quầy', whole.format(window.accounts.value)]),
  ]
    .map((each) => each.trimEnd())
    .join('\n')
}

function vietnamese(day: string): string {
  return day.split('-').reverse().join('/')
}
