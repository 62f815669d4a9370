import { useState } from 'react'
import type { BookView } from '../../../src/blocks/payment/contract.ts'
import { Field, Trouble, typed, useActing } from '../administration/acting.tsx'
import { useMe } from '../frame/Frame.tsx'

/** Printed books of receipts, for when the electronic ones cannot be used. */
export function Books({ books, onChanged }: { books: BookView[]; onChanged: () => void }) {
  const acting = useActing()
  const me = useMe()
  const [opened, setOpened] = useState(false)
  async function hand(form: HTMLFormElement) {
    const { first = '', last = '', ...given } = typed(form)
    const body = {
      agency: me.agency?.code,
      position: me.position?.id,
      ...given,
      first: Number(first),
      last: Number(last),
    }
    if (await acting.give('/receipt-books', body)) {
      setOpened(false)
      onChanged()
    }
  }
  async function spoil(book: BookView, form: HTMLFormElement) {
    if (await acting.give(`/receipt-books/${book.id}/spoiled`, { reason: '', ...typed(form) })) {
      form.reset()
      onChanged()
    }
  }
  return (
    <section className="stack" aria-labelledby="books">
      <h2 id="books">Quyển biên lai giấy</h2>
      <p className="quiet">
        Chỉ dùng khi không cấp được biên lai điện tử. Số dùng lần lượt, số hỏng phải ghi lý do.
      </p>
      <Trouble text={acting.trouble} />
      {books.map((book) => (
        <details key={book.id}>
          <summary>
            {book.symbol}, số {book.first}–{book.last}, {book.holder} giữ:{' '}
            {book.next === null ? 'đã hết' : `số kế tiếp ${book.next}`}, đã dùng {book.used}, hỏng{' '}
            {book.spoiled.length}
          </summary>
          <ul>
            {book.spoiled.map((each) => (
              <li key={each.number}>
                Số {each.number} hỏng: {each.reason}
              </li>
            ))}
          </ul>
          {book.next !== null && book.position === me.position?.id && (
            <form
              className="filter-line"
              noValidate
              onSubmit={(event) => {
                event.preventDefault()
                void spoil(book, event.currentTarget)
              }}
            >
              <div className="field grow">
                <label htmlFor={`spoil-${book.id}`}>Lý do số {book.next} hỏng</label>
                <input className="input" id={`spoil-${book.id}`} name="reason" />
              </div>
              <button type="submit" className="plain-button" disabled={acting.busy}>
                Ghi số hỏng
              </button>
            </form>
          )}
        </details>
      ))}
      {!opened && (
        <div className="buttons">
          <button type="button" className="plain-button" onClick={() => setOpened(true)}>
            Nhận quyển mới
          </button>
        </div>
      )}
      {opened && (
        <form
          className="filter-line"
          noValidate
          onSubmit={(event) => {
            event.preventDefault()
            void hand(event.currentTarget)
          }}
        >
          <Field name="form" label="Mẫu số" error={acting.errors.form}>
            {(tied) => <input className="input" {...tied} />}
          </Field>
          <Field name="symbol" label="Ký hiệu" error={acting.errors.symbol}>
            {(tied) => <input className="input" {...tied} />}
          </Field>
          <Field name="first" label="Từ số" error={acting.errors.first}>
            {(tied) => <input className="input" inputMode="numeric" {...tied} />}
          </Field>
          <Field name="last" label="Đến số" error={acting.errors.last}>
            {(tied) => <input className="input" inputMode="numeric" {...tied} />}
          </Field>
          <button type="submit" className="button" disabled={acting.busy}>
            Nhận quyển này
          </button>
        </form>
      )}
    </section>
  )
}
