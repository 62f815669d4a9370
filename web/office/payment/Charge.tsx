import { useState } from 'react'
import { Link } from 'react-router'
import type { BookView, PaymentView } from '../../../src/blocks/payment/contract.ts'
import { formatMoney } from '../../../src/kernel/vietnamese.ts'
import { QrCode } from '../../ui/QrCode.tsx'
import { Field, Trouble, typed, useActing } from '../administration/acting.tsx'
import { moment } from '../words.ts'
import { FeeLines } from './FeeLines.tsx'
import { STATUS_NAMES } from './words.ts'

type Props = { payment: PaymentView; books: BookView[]; onChanged: (payment: PaymentView) => void }

/** One dossier at the cashier's: what is due and why, cash or transfer taken, the receipt printed. */
export function Charge({ payment, books, onChanged }: Props) {
  const acting = useActing()
  const [method, setMethod] = useState<'cash' | 'transfer'>('cash')
  const { code, status, total } = payment
  const owed = total !== null && total > 0 && ['none', 'due', 'refunded'].includes(status)
  const newest = payment.receipts.findLast((each) => each.status === 'valid')

  async function take(form: HTMLFormElement) {
    const { reference, book } = typed(form)
    const body = {
      method,
      amount: total,
      ...(method === 'transfer' ? { reference: reference ?? '' } : {}),
      ...(book ? { book } : {}),
    }
    const after = await acting.give<PaymentView>(`/dossiers/${code}/payments`, body)
    if (after) onChanged(after)
  }

  return (
    <section className="stack" aria-labelledby="charged">
      <h2 id="charged">
        <Link to={`/ho-so/${code}`}>{code}</Link> · {payment.procedure.name}
      </h2>
      <Trouble text={acting.trouble} />
      <div className="two-columns">
        <div className="stack">
          <p className="total" role="status">
            {owed ? (
              <>
                Phải thu <strong>{formatMoney(total)}</strong>
              </>
            ) : (
              <strong>{STATUS_NAMES[status]}</strong>
            )}
            {newest && (
              <>
                {' · '}
                <a href={`/api/receipts/${newest.id}?copies=3`} target="_blank" rel="noreferrer">
                  In biên lai số {newest.number}
                </a>
              </>
            )}
          </p>
          {payment.waits && owed && (
            <p className="soon-box">Hồ sơ đang chờ khoản này; thu xong là đi tiếp, thời hạn chạy lại.</p>
          )}
          {payment.transferTold && (
            <p className="soon-box">
              Người nộp báo đã chuyển khoản lúc {moment(payment.transferTold)}, nội dung {payment.bill}. Kiểm
              tra sao kê rồi xác nhận.
            </p>
          )}
          <FeeLines payment={payment} />
          {owed && (
            <form
              className="stack"
              noValidate
              onSubmit={(event) => {
                event.preventDefault()
                void take(event.currentTarget)
              }}
            >
              <fieldset>
                <legend>Hình thức</legend>
                <label className="choice">
                  <input
                    type="radio"
                    name="method"
                    checked={method === 'cash'}
                    onChange={() => setMethod('cash')}
                  />{' '}
                  Tiền mặt
                </label>
                <label className="choice">
                  <input
                    type="radio"
                    name="method"
                    checked={method === 'transfer'}
                    onChange={() => setMethod('transfer')}
                  />{' '}
                  Đã thấy tiền chuyển khoản trên sao kê
                </label>
              </fieldset>
              {method === 'transfer' && (
                <Field name="reference" label="Số giao dịch của ngân hàng" error={acting.errors.reference}>
                  {(tied) => <input className="input" {...tied} autoComplete="off" />}
                </Field>
              )}
              {books.length > 0 && (
                <Field name="book" label="Biên lai" help="Quyển giấy chỉ dùng khi không cấp được bản điện tử">
                  {(tied) => (
                    <select {...tied}>
                      <option value="">Điện tử, ký số</option>
                      {books.map((book) => (
                        <option key={book.id} value={book.id}>
                          Quyển giấy {book.symbol}, số {String(book.next).padStart(7, '0')}
                        </option>
                      ))}
                    </select>
                  )}
                </Field>
              )}
              <div className="buttons">
                <button type="submit" className="button" disabled={acting.busy}>
                  Đã thu {formatMoney(total)}, cấp biên lai
                </button>
              </div>
            </form>
          )}
        </div>
        {owed && <Transfer payment={payment} onChanged={onChanged} />}
      </div>
    </section>
  )
}

/** The code the payer scans from the counter's screen. */
function Transfer({ payment, onChanged }: Pick<Props, 'payment' | 'onChanged'>) {
  const acting = useActing()
  const { transfer, code } = payment
  async function show() {
    const after = await acting.give<PaymentView>(`/dossiers/${code}/charge`, {})
    if (after) onChanged(after)
  }
  if (!transfer)
    return (
      <div>
        <button type="button" className="plain-button" disabled={acting.busy} onClick={() => void show()}>
          Hiện mã VietQR
        </button>
        <Trouble text={acting.trouble} />
      </div>
    )
  return (
    <div>
      <QrCode text={transfer.qr} label="Mã VietQR để người nộp quét" />
      <p>
        {transfer.holder}
        <br />
        {transfer.account} · {transfer.bank}
        <br />
        Nội dung: <strong>{transfer.purpose}</strong>
      </p>
    </div>
  )
}
