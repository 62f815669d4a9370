import { formatNumber } from '../../src/kernel/vietnamese.ts'
import { type CentreReport, type Leaf, percent, share } from './figures.ts'

const CHANNELS = { counter: 'Trực tiếp', online: 'Trực tuyến', post: 'Bưu chính công ích' } as const

type Props = { report: CentreReport; listAddress?: (filters: Record<string, string>) => string }
type Line = {
  name: string
  leaf: Leaf
  of: Leaf | null
  filters: Record<string, string> | null
  part?: boolean
}

/** The article's table: received by channel, finished by timeliness, each figure opening to its dossiers. */
export function CentreTable({ report, listAddress }: Props) {
  const { received, finished, channel, timeliness, carriedOver, timelinessShare } = report
  const got = { of: 'centre', receivedFrom: received.from, receivedTo: received.to }
  const done = { finishedFrom: finished.from, finishedTo: finished.to }
  const lines: Line[] = [
    { name: 'Đã tiếp nhận', leaf: received, of: null, filters: got },
    ...(['counter', 'online', 'post'] as const).map((key) => ({
      name: CHANNELS[key],
      leaf: channel[key],
      of: received,
      filters: { ...got, channel: key },
      part: true,
    })),
    { name: 'Đã giải quyết', leaf: finished, of: null, filters: { ...got, ...done } },
    {
      name: 'Trước hạn',
      leaf: timeliness.early,
      of: finished,
      filters: { ...got, ...done, timeliness: 'early' },
      part: true,
    },
    {
      name: 'Đúng hạn',
      leaf: timeliness.onTime,
      of: finished,
      filters: { ...got, ...done, timeliness: 'onTime' },
      part: true,
    },
    {
      name: 'Quá hạn',
      leaf: timeliness.late,
      of: finished,
      filters: { ...got, ...done, timeliness: 'late' },
      part: true,
    },
    { name: 'Quá hạn, đã xin lỗi và hẹn lại', leaf: report.lateApologised, of: null, filters: null },
    {
      name: 'Trong số đã giải quyết: người nộp rút hồ sơ',
      leaf: report.endedOtherwise.withdrawn,
      of: null,
      filters: null,
    },
    {
      name: 'Trong số đã giải quyết: dừng giải quyết',
      leaf: report.endedOtherwise.stopped,
      of: null,
      filters: null,
    },
    { name: 'Chưa giải quyết xong cuối kỳ', leaf: report.unfinished, of: null, filters: null },
    { name: 'Kỳ trước chuyển sang', leaf: carriedOver.received, of: null, filters: null },
    {
      name: 'Kỳ trước chuyển sang, đã giải quyết trong kỳ',
      leaf: carriedOver.finished,
      of: null,
      filters: null,
    },
  ]
  return (
    <>
      <table className="figures">
        <caption className="unseen">Hồ sơ tiếp nhận theo kênh và giải quyết theo thời hạn</caption>
        <thead>
          <tr>
            <th scope="col">Chỉ tiêu</th>
            <th scope="col" className="number">
              Số hồ sơ
            </th>
            <th scope="col" className="number">
              Tỷ lệ
            </th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.name} className={line.part ? 'part' : 'whole'}>
              <th scope="row">{line.name}</th>
              <td className="number">
                {line.filters && listAddress ? (
                  <a href={listAddress(line.filters)}>{formatNumber(line.leaf.value)}</a>
                ) : (
                  formatNumber(line.leaf.value)
                )}
              </td>
              <td className="number">{line.of ? percent(share(line.leaf.numerator, line.of.value)) : ''}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="quiet rounding">
        Tỷ lệ quá hạn: làm tròn thường {percent(timelinessShare.plain.late.value)}; làm tròn sao cho ba phần
        cộng đủ 100 %: {percent(timelinessShare.balanced.late.value)}. Cùng một số:{' '}
        {formatNumber(timeliness.late.value)} trên {formatNumber(finished.value)} hồ sơ.
      </p>
    </>
  )
}
