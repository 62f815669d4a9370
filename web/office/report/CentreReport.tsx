import './report.css'
import { useEffect } from 'react'
import { Link, type LoaderFunctionArgs, useLoaderData, useNavigate } from 'react-router'
import { formatDate, formatNumber } from '../../../src/kernel/vietnamese.ts'
import { CentreTable } from '../../ui/CentreTable.tsx'
import { type CentreReport, localDay, NAMED_PERIODS, type Period, periodOf } from '../../ui/figures.ts'
import { address, ask } from '../api.ts'
import { requireMe, toSignIn } from '../session.ts'

export async function loader({ request }: LoaderFunctionArgs) {
  await requireMe(request)
  const asked = new URL(request.url).searchParams.get('ky') ?? 'month'
  const period = periodOf(asked, localDay(new Date()))
  try {
    const report = await ask<CentreReport>('/reports/centre', { ...period, format: 'json' }, request.signal)
    return { asked, period, report }
  } catch (error) {
    throw toSignIn(error, request)
  }
}

export function Component() {
  const { asked, period, report } = useLoaderData() as Awaited<ReturnType<typeof loader>>
  const navigate = useNavigate()
  useEffect(() => {
    document.title = 'Báo cáo Một cửa'
  }, [])
  const file = (format: string) => address('/reports/centre', { ...period, format })
  return (
    <section className="report">
      <h1>Báo cáo của trung tâm</h1>
      <nav aria-label="Kỳ báo cáo" className="periods">
        {Object.entries(NAMED_PERIODS).map(([key, { name }]) => (
          <Link key={key} to={`?ky=${key}`} aria-current={asked === key ? 'true' : undefined}>
            {name}
          </Link>
        ))}
      </nav>
      <OwnPeriod
        key={`${period.from}${period.to}`}
        period={period}
        onChosen={(own) => navigate(`?ky=${own.from}..${own.to}`)}
      />
      <p>
        Từ <strong>{formatDate(period.from)}</strong> đến <strong>{formatDate(period.to)}</strong>: đã tiếp
        nhận {formatNumber(report.received.value)} hồ sơ, đã giải quyết {formatNumber(report.finished.value)}.
      </p>
      <CentreTable
        report={report}
        listAddress={(filters) => `/can-bo/ho-so?${new URLSearchParams({ queue: 'all', ...filters })}`}
      />
      <p className="downloads">
        Tải về: <a href={file('csv')}>CSV</a> · <a href={file('xlsx')}>Excel (XLSX)</a>
      </p>
    </section>
  )
}

function OwnPeriod({ period, onChosen }: { period: Period; onChosen: (period: Period) => void }) {
  return (
    <form
      className="own-period"
      onSubmit={(event) => {
        event.preventDefault()
        const data = new FormData(event.currentTarget)
        const [from, to] = [String(data.get('from')), String(data.get('to'))].toSorted()
        if (from && to) onChosen({ from, to })
      }}
    >
      <label>
        Từ ngày <input type="date" name="from" required defaultValue={period.from} />
      </label>
      <label>
        đến ngày <input type="date" name="to" required defaultValue={period.to} />
      </label>
      <button type="submit" className="plain-button">
        Xem
      </button>
    </form>
  )
}
