import './payment.css'
import { useEffect, useState } from 'react'
import { Link } from 'react-router'
import type { z } from 'zod'
import type { DossierView } from '../../../src/blocks/dossier/contract.ts'
import type { MoneyView, PaymentView } from '../../../src/blocks/payment/contract.ts'
import { formatMoney } from '../../../src/kernel/vietnamese.ts'
import { Trouble, typed, useActing } from '../administration/acting.tsx'
import { ask, sentence } from '../api.ts'
import { useMe } from '../frame/Frame.tsx'
import { may } from '../session.ts'
import { FeeLines } from './FeeLines.tsx'
import { METHOD_NAMES, RECEIPT_NAMES, STATUS_NAMES } from './words.ts'

type Money = z.infer<typeof MoneyView>

/** A dossier's fees beside its moves: what is due and why, whether it is paid, its receipts; the cashier goes on from here. */
export default function PayPanel({ dossier }: { dossier: DossierView }) {
  const me = useMe()
  const [payment, setPayment] = useState<PaymentView | null>(null)
  const [trouble, setTrouble] = useState('')
  // biome-ignore lint/correctness/useExhaustiveDependencies: each move may have changed what is paid
  useEffect(() => {
    const stop = new AbortController()
    ask<PaymentView>(`/dossiers/${dossier.code}/payment`, {}, stop.signal)
      .then(setPayment)
      .catch((error) => {
        if (!stop.signal.aborted) setTrouble(sentence(error))
      })
    return () => stop.abort()
  }, [dossier.code, dossier.seq])
  if (trouble) return <Trouble text={trouble} />
  if (!payment || payment.status === 'free') return null
  const owed = ['none', 'due', 'refunded'].includes(payment.status)
  return (
    <section className="pay-panel stack">
      <h2>Phí, lệ phí</h2>
      <p>
        <strong>{STATUS_NAMES[payment.status]}</strong>
        {payment.total !== null && payment.total > 0 && <>: {formatMoney(payment.total)}</>}
      </p>
      <FeeLines payment={payment} />
      {owed && may(me, 'payment.collect') && (
        <p>
          <Link to={`/thu-phi?ma=${dossier.code}`}>Thu tiền, cấp biên lai</Link>
        </p>
      )}
      <ul className="prints">
        {payment.receipts.map((each) => (
          <li key={each.id}>
            <a href={`/api/receipts/${each.id}`} target="_blank" rel="noreferrer">
              Biên lai {each.symbol} số {each.number}
            </a>{' '}
            ({RECEIPT_NAMES[each.status]})
          </li>
        ))}
      </ul>
      {payment.payments.map((each) => (
        <Paid
          key={each.id}
          money={each}
          onRefunded={() => void ask<PaymentView>(`/dossiers/${dossier.code}/payment`).then(setPayment)}
        />
      ))}
    </section>
  )
}

/** One payment; whoever may, gives it back with a reason. */
function Paid({ money, onRefunded }: { money: Money; onRefunded: () => void }) {
  const me = useMe()
  const acting = useActing()
  async function back(form: HTMLFormElement) {
    if (await acting.give(`/payments/${money.id}/refund`, { reason: '', ...typed(form) })) onRefunded()
  }
  const { refund } = money
  return (
    <div>
      <p>
        {METHOD_NAMES[money.method]} {formatMoney(money.amount)}
        {money.standing === 'surplus' && ' (nộp thừa, cần hoàn trả)'}
        {refund &&
          (refund.status === 'done'
            ? ' – đã hoàn trả'
            : refund.status === 'asked'
              ? ' – đang hoàn trả'
              : ' – hoàn trả không được')}
      </p>
      {may(me, 'payment.refund') && (!refund || refund.status === 'failed') && (
        <details>
          <summary>Hoàn trả khoản này</summary>
          <form
            className="stack"
            noValidate
            onSubmit={(event) => {
              event.preventDefault()
              void back(event.currentTarget)
            }}
          >
            <label htmlFor={`refund-${money.id}`}>Lý do hoàn trả</label>
            <input className="input" id={`refund-${money.id}`} name="reason" />
            <Trouble text={acting.trouble} />
            <div className="buttons">
              <button type="submit" className="plain-button" disabled={acting.busy}>
                Hoàn trả {formatMoney(money.amount)}
              </button>
            </div>
          </form>
        </details>
      )}
    </div>
  )
}
