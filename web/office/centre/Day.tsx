import '../administration/administration.css'
import './centre.css'
import { type FormEvent, useId, useState } from 'react'
import { Link, type LoaderFunctionArgs, useLoaderData, useNavigate, useRevalidator } from 'react-router'
import type { DayDesk, DayView } from '../../../src/blocks/indicator/contract.ts'
import { dayOf, formatDate } from '../../../src/kernel/local-time.ts'
import { formatDay, formatMoney } from '../../../src/kernel/vietnamese.ts'
import { type Acting, Field, Trouble, useActing, useTitle } from '../administration/acting.tsx'
import { ask } from '../api.ts'
import { requireMe, toSignIn } from '../session.ts'
import { moment } from '../words.ts'

export async function loader({ request }: LoaderFunctionArgs): Promise<DayView> {
  await requireMe(request)
  const day = new URL(request.url).searchParams.get('ngay') ?? formatDate(dayOf(Date.now()))
  try {
    return await ask<DayView>(`/days/${day}`, {}, request.signal)
  } catch (error) {
    throw toSignIn(error, request)
  }
}

const COLUMNS = [
  ['received', 'Tiếp nhận'],
  ['counter', 'Trực tiếp'],
  ['online', 'Trực tuyến'],
  ['post', 'Bưu chính'],
  ['finished', 'Giải quyết xong'],
  ['late', 'Trễ hạn'],
  ['returned', 'Trả kết quả'],
  ['taken', 'Thu'],
  ['refunded', 'Hoàn'],
  ['waiting', 'Số còn chờ'],
] as const
const MONEY: ReadonlySet<string> = new Set(['taken', 'refunded'])

/** The centre's day: what happened, what is left to settle, and closing it. */
export function Component() {
  const view = useLoaderData() as DayView
  const acting = useActing()
  const { revalidate } = useRevalidator()
  const navigate = useNavigate()
  const field = useId()
  useTitle('Chốt ngày')

  async function close() {
    if (await acting.give(`/days/${view.day}/closing`, {})) revalidate()
  }

  return (
    <section className="admin stack">
      <h1>Chốt ngày {formatDay(`${view.day}T00:00:00+07:00`)}</h1>
      <nav aria-label="Phạm vi" className="buttons">
        <Link className="plain-button" to="/trung-tam">
          Theo dõi, đôn đốc
        </Link>
        <a className="plain-button" href={`/api/days/${view.day}/sheet?format=pdf`}>
          Bản in PDF
        </a>
        <a className="plain-button" href={`/api/days/${view.day}/sheet?format=xlsx`}>
          Bảng tính XLSX
        </a>
      </nav>
      <div className="field">
        <label htmlFor={field}>Ngày</label>
        <input
          id={field}
          type="date"
          value={view.day}
          onChange={({ target }) => target.value && navigate(`?ngay=${target.value}`)}
        />
      </div>
      <p role="status">
        {view.closed ? `Đã chốt ${moment(view.closed.at)}: ${view.closed.by}.` : 'Chưa chốt.'}
      </p>
      {view.unsettled.length > 0 && (
        <div className="notice">
          <h2>Việc phải xong trước khi chốt</h2>
          <ul>
            {view.unsettled.map((text) => (
              <li key={text}>{text}</li>
            ))}
          </ul>
        </div>
      )}
      <Trouble text={acting.trouble} />
      {view.desks.length === 0 ? (
        <p className="empty">Ngày này chưa có việc gì: không tiếp nhận, không trả kết quả, không thu tiền.</p>
      ) : (
        <Figures desks={view.desks} />
      )}
      {view.closed ? (
        <Reopen day={view.day} acting={acting} onDone={revalidate} />
      ) : (
        <div className="buttons">
          <button
            type="button"
            className="button"
            disabled={acting.busy || view.unsettled.length > 0}
            onClick={close}
          >
            Chốt ngày
          </button>
        </div>
      )}
      {view.reopened.map((each) => (
        <p key={each.at} className="quiet">
          Chốt {moment(each.closedAt)}, mở lại {moment(each.at)}: {each.reason}
        </p>
      ))}
    </section>
  )
}

function Figures({ desks }: { desks: readonly DayDesk[] }) {
  const shown = (key: string, value: number) => (MONEY.has(key) ? formatMoney(value) : value)
  const sum = (key: (typeof COLUMNS)[number][0]) => desks.reduce((so, desk) => so + desk[key], 0)
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className="table-scroll" aria-label="Số liệu ngày" tabIndex={0}>
      <table className="list day-figures">
        <caption className="unseen">Số liệu ngày theo cơ quan</caption>
        <thead>
          <tr>
            <th scope="col">Cơ quan</th>
            {COLUMNS.map(([key, name]) => (
              <th key={key} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {desks.map((desk) => (
            <tr key={desk.agency.code}>
              <th scope="row">{desk.agency.name}</th>
              {COLUMNS.map(([key, name]) => (
                <td key={key} data-name={name}>
                  {shown(key, desk[key])}
                </td>
              ))}
            </tr>
          ))}
          <tr>
            <th scope="row">Cộng</th>
            {COLUMNS.map(([key, name]) => (
              <td key={key} data-name={name}>
                <strong>{shown(key, sum(key))}</strong>
              </td>
            ))}
          </tr>
        </tbody>
      </table>
    </section>
  )
}

function Reopen({ day, acting, onDone }: { day: string; acting: Acting; onDone: () => void }) {
  const [reason, setReason] = useState('')
  async function reopen(event: FormEvent) {
    event.preventDefault()
    if (!(await acting.give(`/days/${day}/reopening`, { reason }))) return
    setReason('')
    onDone()
  }
  return (
    <form className="stack" onSubmit={reopen} noValidate>
      <Field name="reason" label="Lý do mở lại" error={acting.errors.reason}>
        {(tied) => <input {...tied} value={reason} onChange={({ target }) => setReason(target.value)} />}
      </Field>
      <div className="buttons">
        <button type="submit" className="plain-button" disabled={acting.busy}>
          Mở lại ngày
        </button>
      </div>
    </form>
  )
}
