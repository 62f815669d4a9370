import { formatNumber } from '../../src/kernel/vietnamese.ts'
import { type AgencyRow, type Period, percent, share } from '../ui/figures.ts'
import { listAddress } from './board.ts'

/** Each agency's figures, most open work first; every number opens to its dossiers. */
export function AgencyTable({ rows, period }: { rows: AgencyRow[]; period: Period }) {
  const got = { receivedFrom: period.from, receivedTo: period.to }
  const done = { ...got, finishedFrom: period.from, finishedTo: period.to }
  const columns: [string, (row: AgencyRow) => number, Record<string, string>][] = [
    ['Tiếp nhận', (row) => row.received, got],
    ['Giải quyết', (row) => row.finished, done],
    ['Trước hạn', (row) => row.early, { ...done, timeliness: 'early' }],
    ['Đúng hạn', (row) => row.onTime, { ...done, timeliness: 'onTime' }],
    ['Quá hạn', (row) => row.late, { ...done, timeliness: 'late' }],
    ['Đang giữ', (row) => row.open, { ...got, phase: 'open' }],
    ['Đang quá hạn', (row) => row.openLate, { ...got, phase: 'open', late: 'true' }],
    ['Sắp đến hạn', (row) => row.soon, { ...got, phase: 'open', soon: 'true' }],
  ]
  const sorted = rows.toSorted((one, other) => other.open - one.open || other.received - one.received)
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls sideways must be reachable by keyboard
    <section className="scroll" tabIndex={0} aria-label="Bảng theo cơ quan">
      <table className="agencies">
        <thead>
          <tr>
            <th scope="col">Cơ quan</th>
            {columns.map(([name]) => (
              <th key={name} scope="col" className="number">
                {name}
              </th>
            ))}
            <th scope="col" className="number">
              Tỷ lệ quá hạn
            </th>
          </tr>
        </thead>
        <tbody>
          {sorted.map((row) => (
            <tr key={row.agency.code}>
              <th scope="row">{row.agency.name}</th>
              {columns.map(([name, value, filters]) => {
                const number = value(row)
                const bad = number > 0 && name.toLowerCase().includes('quá hạn')
                return (
                  <td key={name} className={`number ${bad ? 'bad' : ''}`}>
                    {number === 0 ? (
                      '0'
                    ) : (
                      <a href={listAddress({ ...filters, agency: row.agency.code })}>
                        {formatNumber(number)}
                      </a>
                    )}
                  </td>
                )
              })}
              <td className="number">{percent(share(row.late, row.finished))}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
