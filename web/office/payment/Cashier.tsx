import '../administration/administration.css'
import './payment.css'
import { useEffect, useState } from 'react'
import { Link, type LoaderFunctionArgs, useLoaderData, useRevalidator, useSearchParams } from 'react-router'
import type { BookView, PaymentView, ReceiptView } from '../../../src/blocks/payment/contract.ts'
import { formatDate, formatMoney } from '../../../src/kernel/vietnamese.ts'
import { Trouble } from '../administration/acting.tsx'
import { ask, sentence } from '../api.ts'
import { useMe } from '../frame/Frame.tsx'
import { may, requireMe, toSignIn } from '../session.ts'
import { moment } from '../words.ts'
import { Books } from './Books.tsx'
import { Charge } from './Charge.tsx'
import { DayReceipts } from './DayReceipts.tsx'
import { METHOD_NAMES } from './words.ts'

type Sum = { count: number; amount: number }
type DayBook = {
  day: string
  taken: (Sum & { method: keyof typeof METHOD_NAMES })[]
  surplus: Sum
  refunded: Sum
  told: { code: string; bill: string; amount: number; at: string }[]
  items: ReceiptView[]
}

export async function loader({ request }: LoaderFunctionArgs) {
  await requireMe(request)
  const search = new URL(request.url).searchParams
  try {
    const [day, books] = await Promise.all([
      ask<DayBook>('/receipts', { day: search.get('ngay'), limit: 100 }, request.signal),
      ask<{ items: BookView[] }>('/receipt-books', {}, request.signal),
    ])
    return { day, books: books.items }
  } catch (error) {
    throw toSignIn(error, request)
  }
}

/** The cashier's screen: find a dossier, take its fees, and the day's book. */
export function Component() {
  const { day, books } = useLoaderData() as Awaited<ReturnType<typeof loader>>
  const { revalidate } = useRevalidator()
  const me = useMe()
  const [search, setSearch] = useSearchParams()
  const [payment, setPayment] = useState<PaymentView | null>(null)
  const [trouble, setTrouble] = useState('')
  const wanted = search.get('ma') ?? ''
  const own = books.filter((book) => book.position === me.position?.id && book.next !== null)

  useEffect(() => {
    document.title = 'Thu phí, lệ phí'
  }, [])
  useEffect(() => {
    setPayment(null)
    setTrouble('')
    if (!wanted) return
    const stop = new AbortController()
    found(wanted, stop.signal)
      .then(setPayment)
      .catch((error) => {
        if (!stop.signal.aborted) setTrouble(sentence(error))
      })
    return () => stop.abort()
  }, [wanted])

  return (
    <div className="cashier admin stack">
      <h1>Thu phí, lệ phí</h1>
      <search>
        <form
          className="filter-line"
          onSubmit={(event) => {
            event.preventDefault()
            const text = String(new FormData(event.currentTarget).get('ma') ?? '').trim()
            setSearch(text ? { ma: text } : {})
          }}
        >
          <div className="field grow">
            <label htmlFor="find-code">Mã hồ sơ, hoặc quét mã VietQR của người nộp</label>
            <input className="input" id="find-code" name="ma" key={wanted} defaultValue={wanted} autoFocus />
          </div>
          <button type="submit" className="button">
            Tìm
          </button>
          {may(me, 'payment.reconcile') && <Link to="/doi-soat">Đối soát</Link>}
        </form>
      </search>
      <Trouble text={trouble} />
      {payment && (
        <Charge
          key={payment.code}
          payment={payment}
          books={own}
          onChanged={(after) => {
            setPayment(after)
            void revalidate()
          }}
        />
      )}
      {day.told.length > 0 && (
        <section>
          <h2>Người nộp báo đã chuyển khoản, chờ kiểm tra</h2>
          <ul>
            {day.told.map((each) => (
              <li key={each.bill}>
                <Link to={`/thu-phi?ma=${each.code}`}>{each.code}</Link> · {each.bill} ·{' '}
                {formatMoney(each.amount)} · {moment(each.at)}
              </li>
            ))}
          </ul>
        </section>
      )}
      <section className="stack" aria-labelledby="day">
        <h2 id="day">Sổ thu ngày {formatDate(day.day)}</h2>
        <p>
          {day.taken.map((each) => (
            <span key={each.method}>
              {METHOD_NAMES[each.method]}: <strong>{formatMoney(each.amount)}</strong> ({each.count}){' · '}
            </span>
          ))}
          Nộp thừa: {formatMoney(day.surplus.amount)} · Hoàn trả: {formatMoney(day.refunded.amount)}
        </p>
        <DayReceipts
          items={day.items}
          onChanged={() => {
            void revalidate()
            if (wanted) void found(wanted).then(setPayment)
          }}
        />
      </section>
      <Books books={books} onChanged={() => void revalidate()} />
    </div>
  )
}

/** By code, or by the payment code a payer shows. */
async function found(text: string, signal?: AbortSignal): Promise<PaymentView> {
  const scanned = text.startsWith('0002')
    ? await ask<{ code: string | null }>('/payments/qr', { text }, signal)
    : null
  const code = (scanned ? (scanned.code ?? '') : text).toUpperCase()
  return ask<PaymentView>(`/dossiers/${encodeURIComponent(code || 'khong-ro')}/payment`, {}, signal)
}
