import './schedule.css'
import { useEffect } from 'react'
import { Form, Link, type LoaderFunctionArgs, useLoaderData } from 'react-router'
import type { DesksView, FiguresView } from '../../../src/blocks/schedule/contract.ts'
import { formatDate, formatNumber } from '../../../src/kernel/vietnamese.ts'
import { address, ask } from '../api.ts'
import { requireMe, toSignIn } from '../session.ts'

const WEEK_MS = 6 * 86_400_000

export async function loader({ request }: LoaderFunctionArgs) {
  const me = await requireMe(request)
  const search = new URL(request.url).searchParams
  const day = (at: number) => new Date(at + 7 * 3_600_000).toISOString().slice(0, 10)
  try {
    const { items } = await ask<DesksView>('/desks', {}, request.signal)
    const own = items.find((each) => each.agency === me.agency?.code) ?? items[0]
    const agency = search.get('co-quan') ?? own?.agency
    const from = search.get('tu') || day(Date.now() - WEEK_MS)
    const to = search.get('den') || day(Date.now())
    if (!agency) return { items, query: { agency: '', from, to }, figures: null }
    const figures = await ask<FiguresView>(`/desks/${agency}/figures`, { from, to }, request.signal)
    return { items, query: { agency, from, to }, figures }
  } catch (error) {
    throw toSignIn(error, request)
  }
}

const shown = (value: number | null) => (value === null ? '–' : formatNumber(value, 1))

/** What each counter did in a period: numbers served, waits, services. */
export function Component() {
  const { items, query, figures } = useLoaderData() as Awaited<ReturnType<typeof loader>>
  useEffect(() => {
    document.title = 'Số liệu theo quầy'
  }, [])
  return (
    <section className="counter stack">
      <h1>Số liệu theo quầy</h1>
      <Form className="filter-line" role="search">
        <label>
          Nơi tiếp nhận{' '}
          <select name="co-quan" key={query.agency} defaultValue={query.agency}>
            {items.map(({ agency, name }) => (
              <option key={agency} value={agency}>
                {name}
              </option>
            ))}
          </select>
        </label>
        <label>
          Từ ngày <input type="date" name="tu" key={query.from} defaultValue={query.from} />
        </label>
        <label>
          Đến ngày <input type="date" name="den" key={query.to} defaultValue={query.to} />
        </label>
        <button type="submit" className="plain-button">
          Xem
        </button>
        <Link to="/quay">Về quầy gọi số</Link>
      </Form>
      {figures && <Table figures={figures} />}
    </section>
  )
}

function Table({ figures }: { figures: FiguresView }) {
  const { total } = figures
  if (total.given === 0 && total.booked === 0)
    return <p className="empty">Kỳ này chưa cấp số nào. Số liệu từng quầy sẽ hiện ở đây khi có lượt gọi.</p>
  const csv = address(`/desks/${figures.agency}/figures.csv`, { from: figures.from, to: figures.to })
  return (
    <>
      <p>
        {figures.name}, từ {formatDate(figures.from)} đến {formatDate(figures.to)}: cấp{' '}
        {formatNumber(total.given)} số, xong {formatNumber(total.served)}, bỏ qua{' '}
        {formatNumber(total.skipped)} lượt, rời đi {formatNumber(total.left)}; đặt lịch{' '}
        {formatNumber(total.booked)}, đã đến {formatNumber(total.arrived)}, hủy{' '}
        {formatNumber(total.cancelled)}. <a href={csv}>Tải bảng (CSV)</a>
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways on a phone must be reached by keyboard */}
      <section className="counter-figures" aria-label="Bảng số liệu từng quầy" tabIndex={0}>
        <table className="list">
          <caption className="unseen">Số liệu từng quầy, thời gian tính bằng phút</caption>
          <thead>
            <tr>
              <th scope="col">Quầy</th>
              <th scope="col" className="number">
                Xong
              </th>
              <th scope="col" className="number">
                Bỏ qua
              </th>
              <th scope="col" className="number">
                Chuyển
              </th>
              <th scope="col" className="number">
                Hồ sơ
              </th>
              <th scope="col" className="number">
                Chờ trung bình, phút
              </th>
              <th scope="col" className="number">
                Chờ trung vị, phút
              </th>
              <th scope="col" className="number">
                Phục vụ trung bình, phút
              </th>
              <th scope="col" className="number">
                Phục vụ trung vị, phút
              </th>
            </tr>
          </thead>
          <tbody>
            {figures.counters.map((each) => (
              <tr key={each.counter}>
                <th scope="row">{each.name}</th>
                <td className="number" data-name="Xong">
                  {formatNumber(each.served)}
                </td>
                <td className="number" data-name="Bỏ qua">
                  {formatNumber(each.skipped)}
                </td>
                <td className="number" data-name="Chuyển">
                  {formatNumber(each.transferred)}
                </td>
                <td className="number" data-name="Hồ sơ">
                  {formatNumber(each.dossiers)}
                </td>
                <td className="number" data-name="Chờ trung bình">
                  {shown(each.wait.mean)}
                </td>
                <td className="number" data-name="Chờ trung vị">
                  {shown(each.wait.median)}
                </td>
                <td className="number" data-name="Phục vụ trung bình">
                  {shown(each.service.mean)}
                </td>
                <td className="number" data-name="Phục vụ trung vị">
                  {shown(each.service.median)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </>
  )
}
