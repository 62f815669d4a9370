import '../administration/administration.css'
import './payment.css'
import { useEffect, useState } from 'react'
import { Link, type LoaderFunctionArgs, useLoaderData, useRevalidator } from 'react-router'
import type { DifferenceView, ReconciliationView } from '../../../src/blocks/payment/contract.ts'
import { formatDate, formatMoney } from '../../../src/kernel/vietnamese.ts'
import { Field, Trouble, typed, useActing } from '../administration/acting.tsx'
import { ask } from '../api.ts'
import { requireMe, toSignIn } from '../session.ts'
import { moment } from '../words.ts'
import { DIFFERENCE_NAMES, SOURCE_NAMES } from './words.ts'

export async function loader({ request }: LoaderFunctionArgs) {
  await requireMe(request)
  try {
    return (await ask<{ items: ReconciliationView[] }>('/reconciliations', {}, request.signal)).items
  } catch (error) {
    throw toSignIn(error, request)
  }
}

/** What was taken against what the gateway and the treasury say; differences named, closed by a person's note. */
export function Component() {
  const items = useLoaderData() as ReconciliationView[]
  const { revalidate } = useRevalidator()
  const [today] = useState(() => new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10))
  const acting = useActing()
  const [taken, setTaken] = useState('')
  useEffect(() => {
    document.title = 'Đối soát khoản thu'
  }, [])

  async function upload(form: HTMLFormElement) {
    const { source, from, to } = typed(form)
    const file = (form.elements.namedItem('file') as HTMLInputElement).files?.[0]
    setTaken('')
    const content = file ? await base64Of(file) : ''
    const format = file?.name.toLowerCase().endsWith('.xlsx') ? 'xlsx' : 'csv'
    const body = { source, from, to, name: file?.name ?? '', format, content }
    const done = await acting.give<{ lines: number; total: number }>('/statements', body)
    if (done) setTaken(`Đã nhận ${done.lines} dòng, tổng ${formatMoney(done.total)}.`)
  }
  async function compare(form: HTMLFormElement) {
    if (await acting.give('/reconciliations', typed(form))) void revalidate()
  }
  const days = (
    <>
      <Field name="from" label="Từ ngày" error={acting.errors.from}>
        {(tied) => <input type="date" className="input" {...tied} defaultValue={today} />}
      </Field>
      <Field name="to" label="Đến ngày" error={acting.errors.to}>
        {(tied) => <input type="date" className="input" {...tied} defaultValue={today} />}
      </Field>
    </>
  )
  return (
    <div className="cashier admin stack">
      <h1>Đối soát khoản thu</h1>
      <p>
        <Link to="/thu-phi">Thu phí, lệ phí</Link>
      </p>
      <Trouble text={acting.trouble} />
      <section className="stack" aria-labelledby="upload">
        <h2 id="upload">1. Nhận tệp của cổng thanh toán hoặc kho bạc</h2>
        <form
          className="filter-line"
          noValidate
          onSubmit={(event) => {
            event.preventDefault()
            void upload(event.currentTarget)
          }}
        >
          <Field name="source" label="Nguồn">
            {(tied) => (
              <select {...tied}>
                <option value="gateway">Cổng thanh toán</option>
                <option value="treasury">Kho bạc</option>
              </select>
            )}
          </Field>
          {days}
          <Field name="file" label="Tệp CSV hoặc XLSX" error={acting.errors.content ?? acting.errors.name}>
            {(tied) => <input type="file" accept=".csv,.xlsx" {...tied} />}
          </Field>
          <button type="submit" className="plain-button" disabled={acting.busy}>
            Nhận tệp
          </button>
        </form>
        <p role="status">{taken}</p>
      </section>
      <section className="stack" aria-labelledby="compare">
        <h2 id="compare">2. Đối soát</h2>
        <form
          className="filter-line"
          noValidate
          onSubmit={(event) => {
            event.preventDefault()
            void compare(event.currentTarget)
          }}
        >
          <Period today={today} />
          <button type="submit" className="button" disabled={acting.busy}>
            Đối soát
          </button>
        </form>
      </section>
      {items.map((each) => (
        <Result key={each.id} result={each} onChanged={() => void revalidate()} />
      ))}
    </div>
  )
}

/** The days to reconcile, under names of their own on the page. */
function Period({ today }: { today: string }) {
  return (
    <>
      <div className="field">
        <label htmlFor="compare-from">Từ ngày</label>
        <input type="date" className="input" id="compare-from" name="from" defaultValue={today} />
      </div>
      <div className="field">
        <label htmlFor="compare-to">Đến ngày</label>
        <input type="date" className="input" id="compare-to" name="to" defaultValue={today} />
      </div>
    </>
  )
}

function Result({ result, onChanged }: { result: ReconciliationView; onChanged: () => void }) {
  const open = result.differences.filter((each) => each.closedAt === null).length
  return (
    <section className="stack">
      <h2>
        {formatDate(result.from)} – {formatDate(result.to)}, lập lúc {moment(result.at)}:{' '}
        {result.differences.length === 0
          ? 'khớp'
          : `${result.differences.length} chênh lệch, ${open} chưa kết luận`}
      </h2>
      <ul>
        {result.totals.map((each) => (
          <li key={each.source}>
            {SOURCE_NAMES[each.source]}: ta {formatMoney(each.ours)}, bên kia {formatMoney(each.theirs)}, khớp{' '}
            {formatMoney(each.matched)}
          </li>
        ))}
      </ul>
      {result.differences.length > 0 && (
        <div className="scroll">
          <table className="list">
            <thead>
              <tr>
                <th scope="col">Chênh lệch</th>
                <th scope="col">Giao dịch, hồ sơ</th>
                <th scope="col" className="sum">
                  Ta
                </th>
                <th scope="col" className="sum">
                  Bên kia
                </th>
                <th scope="col">Kết luận</th>
              </tr>
            </thead>
            <tbody>
              {result.differences.map((each) => (
                <Row key={each.id} difference={each} onChanged={onChanged} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  )
}

function Row({ difference, onChanged }: { difference: DifferenceView; onChanged: () => void }) {
  const acting = useActing()
  const { id, kind, source, key, code, ours, theirs } = difference
  async function close(form: HTMLFormElement) {
    if (await acting.give(`/differences/${id}/close`, { note: '', ...typed(form) })) onChanged()
  }
  return (
    <tr>
      <td>
        {DIFFERENCE_NAMES[kind]} ({SOURCE_NAMES[source]})
      </td>
      <td data-name="Giao dịch">
        {key}
        {code && (
          <>
            <br />
            {code}
          </>
        )}
      </td>
      <td data-name="Ta" className="sum">
        {formatMoney(ours)}
      </td>
      <td data-name="Bên kia" className="sum">
        {formatMoney(theirs)}
      </td>
      <td data-name="Kết luận">
        {difference.closedAt ? (
          <>
            {difference.note} <span className="quiet">({moment(difference.closedAt)})</span>
          </>
        ) : (
          <form
            noValidate
            onSubmit={(event) => {
              event.preventDefault()
              void close(event.currentTarget)
            }}
          >
            <input className="input" name="note" aria-label={`Kết luận về ${key}`} />{' '}
            <button type="submit" className="plain-button" disabled={acting.busy}>
              Kết luận
            </button>
            <Trouble text={acting.trouble} />
          </form>
        )}
      </td>
    </tr>
  )
}

function base64Of(file: File): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.onload = () => resolve(String(reader.result).replace(/^data:[^,]*,/, ''))
    reader.onerror = () => reject(reader.error)
    reader.readAsDataURL(file)
  })
}
