import { useState } from 'react'
import type { ReceiptView } from '../../../src/blocks/payment/contract.ts'
import { formatMoney } from '../../../src/kernel/vietnamese.ts'
import { Field, Trouble, typed, useActing } from '../administration/acting.tsx'
import { Dialog } from '../frame/Dialog.tsx'
import { moment } from '../words.ts'
import { RECEIPT_NAMES } from './words.ts'

type Doing = { receipt: ReceiptView; what: 'cancel' | 'replace' }

/** The day's receipts; a wrong one is cancelled or replaced, and stays to be seen. */
export function DayReceipts({ items, onChanged }: { items: ReceiptView[]; onChanged: () => void }) {
  const [doing, setDoing] = useState<Doing | null>(null)
  if (items.length === 0) return <p className="quiet">Chưa có biên lai nào trong ngày.</p>
  return (
    <>
      <div className="scroll">
        <table className="list">
          <caption className="quiet">Biên lai trong ngày, mới nhất ở trên</caption>
          <thead>
            <tr>
              <th scope="col">Biên lai</th>
              <th scope="col">Lúc</th>
              <th scope="col">Hồ sơ, người nộp</th>
              <th scope="col" className="sum">
                Số tiền
              </th>
              <th scope="col">Hình thức</th>
              <th scope="col">Tình trạng</th>
              <th scope="col">Việc</th>
            </tr>
          </thead>
          <tbody>
            {items.map((each) => (
              <tr key={each.id} className={each.status === 'valid' ? '' : 'ended'}>
                <td>
                  <a href={`/api/receipts/${each.id}`} target="_blank" rel="noreferrer">
                    {each.symbol} số {each.number}
                  </a>
                </td>
                <td data-name="Lúc">{moment(each.issuedAt)}</td>
                <td data-name="Hồ sơ">
                  {each.code}
                  <br />
                  {each.content.payer.name}
                </td>
                <td data-name="Số tiền" className="sum">
                  {formatMoney(each.content.total)}
                </td>
                <td data-name="Hình thức">{each.content.method}</td>
                <td data-name="Tình trạng">
                  {RECEIPT_NAMES[each.status]}
                  {each.replacedBy && <> bằng {each.replacedBy}</>}
                  {each.replaces && <>, thay cho {each.replaces}</>}
                  {each.endedReason && <> ({each.endedReason})</>}
                </td>
                <td>
                  <span className="buttons">
                    {each.status === 'valid' && (
                      <button
                        type="button"
                        className="plain-button"
                        aria-label={`Hủy biên lai ${each.number}`}
                        onClick={() => setDoing({ receipt: each, what: 'cancel' })}
                      >
                        Hủy
                      </button>
                    )}
                    {each.replacedBy === null && !each.endedReason?.startsWith('Hoàn trả') && (
                      <button
                        type="button"
                        className="plain-button"
                        aria-label={`Thay thế biên lai ${each.number}`}
                        onClick={() => setDoing({ receipt: each, what: 'replace' })}
                      >
                        Thay thế
                      </button>
                    )}
                  </span>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <Dialog
        opened={doing !== null}
        onClose={() => setDoing(null)}
        title={doing?.what === 'replace' ? 'Lập biên lai thay thế' : 'Hủy biên lai'}
      >
        {doing && (
          <EndForm
            doing={doing}
            onDone={() => {
              setDoing(null)
              onChanged()
            }}
          />
        )}
      </Dialog>
    </>
  )
}

function EndForm({ doing: { receipt, what }, onDone }: { doing: Doing; onDone: () => void }) {
  const acting = useActing()
  async function send(form: HTMLFormElement) {
    const body = { reason: '', ...typed(form) }
    if (await acting.give(`/receipts/${receipt.id}/${what}`, body)) onDone()
  }
  return (
    <form
      className="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        void send(event.currentTarget)
      }}
    >
      <p>
        Biên lai {receipt.symbol} số {receipt.number}, {formatMoney(receipt.content.total)}, hồ sơ{' '}
        {receipt.code}. Số này vẫn lưu trong sổ
        {what === 'replace' ? '; biên lai mới ghi rõ thay cho số nào' : ''}.
      </p>
      <Trouble text={acting.trouble} />
      {what === 'replace' && (
        <>
          <Field name="payerName" label="Tên người nộp" error={acting.errors.payerName}>
            {(tied) => <input className="input" {...tied} defaultValue={receipt.content.payer.name} />}
          </Field>
          <Field name="payerAddress" label="Địa chỉ" error={acting.errors.payerAddress} optional>
            {(tied) => (
              <input className="input" {...tied} defaultValue={receipt.content.payer.address ?? ''} />
            )}
          </Field>
        </>
      )}
      <Field name="reason" label="Lý do" error={acting.errors.reason}>
        {(tied) => <textarea rows={2} {...tied} data-first />}
      </Field>
      <div className="buttons">
        <button type="submit" className="button" disabled={acting.busy}>
          {what === 'replace' ? 'Lập biên lai thay thế' : 'Hủy biên lai'}
        </button>
      </div>
    </form>
  )
}
