import type { Forecast } from '../../../../src/blocks/procedure/model/simulate/scenario.ts'
import { formatDate, formatNumber } from '../../../../src/kernel/vietnamese.ts'
import { ROLES } from '../diagram/words.ts'

export const quantity = (value: number, decimals = 0): string => formatNumber(value, decimals)

/** Steps at which a dossier may lie because nobody has a hand free: not those of the applicant, nor the ends. */
export const byHand = ({ visits, role }: Forecast['steps'][number]): boolean =>
  visits > 0 && role !== null && role !== 'applicant' && role !== 'system'

type Props = { forecast: Forecast; chosen: string | null; onChoose: (state: string) => void }

/** The forecast in figures: each step, each role, the queue day by day, and what was assumed. */
export function ForecastTables({ forecast, chosen, onChoose }: Props) {
  const { steps, roles, series, assumptions, bottleneck } = forecast
  return (
    <>
      <h3>Theo bước</h3>
      <table className="flow-table numbers">
        <caption className="unseen">Hàng chờ theo từng bước</caption>
        <thead>
          <tr>
            <th scope="col">Bước</th>
            <th scope="col" className="number">
              Lượt
            </th>
            <th scope="col" className="number">
              Chờ trung bình
            </th>
            <th scope="col" className="number">
              Chờ nhiều nhất
            </th>
            <th scope="col" className="number">
              Giờ chờ
            </th>
          </tr>
        </thead>
        <tbody>
          {steps.filter(byHand).map((step) => (
            <tr key={step.state} className={chosen === step.state ? 'open' : undefined}>
              <th scope="row">
                <button type="button" className="row-name" onClick={() => onChoose(step.state)}>
                  {step.name}
                </button>
                {bottleneck?.state === step.state && <strong className="late"> nút thắt</strong>}
              </th>
              <td className="number">{quantity(step.visits)}</td>
              <td className="number">{quantity(step.meanQueue, 1)}</td>
              <td className="number">{quantity(step.maxQueue)}</td>
              <td className="number">{quantity(step.meanWaitHours, 1)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <h3>Theo vai trò</h3>
      <table className="flow-table numbers">
        <caption className="unseen">Số người và mức bận theo vai trò</caption>
        <thead>
          <tr>
            <th scope="col">Vai trò</th>
            <th scope="col" className="number">
              Số người
            </th>
            <th scope="col" className="number">
              Cần ít nhất
            </th>
            <th scope="col" className="number">
              Mức bận
            </th>
            <th scope="col" className="number">
              Giờ chờ
            </th>
          </tr>
        </thead>
        <tbody>
          {roles.map((role) => (
            <tr key={role.role}>
              <th scope="row">{ROLES[role.role]}</th>
              <td className="number">{quantity(role.people)}</td>
              <td className="number">{quantity(role.needed)}</td>
              <td className="number">{quantity(role.busyShare * 100)} %</td>
              <td className="number">{quantity(role.meanWaitHours, 1)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {series.length > 0 && (
        <details>
          <summary>Từng ngày</summary>
          <table className="flow-table numbers">
            <caption className="unseen">Hồ sơ đang mở và đang chờ cuối mỗi ngày</caption>
            <thead>
              <tr>
                <th scope="col">Ngày</th>
                <th scope="col" className="number">
                  Đang mở
                </th>
                <th scope="col" className="number">
                  Đang chờ tay
                </th>
              </tr>
            </thead>
            <tbody>
              {series.map(({ date, open, queue }) => (
                <tr key={date}>
                  <th scope="row">{formatDate(date)}</th>
                  <td className="number">{quantity(open)}</td>
                  <td className="number">{quantity(queue)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </details>
      )}
      {assumptions.length > 0 && (
        <details>
          <summary>Những điều đã giả định</summary>
          <ol>
            {assumptions.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ol>
        </details>
      )}
    </>
  )
}
