import { type FormEvent, useRef, useState } from 'react'
import { Field, Trouble, typed, useActing } from '../administration/acting.tsx'
import { fromCard } from '../intake/card.ts'
import { moment } from '../words.ts'

type Opened = {
  account: string
  outcome: 'opened' | 'joined' | 'renewed'
  activationLink: string
  expiresAt: string
  mailed: boolean
}

const OUTCOMES: Record<Opened['outcome'], string> = {
  opened: 'Đã lập tài khoản',
  joined: 'Đã nhập chung với tài khoản họ đăng ký ở nhà',
  renewed: 'Đã cấp lại đường dẫn',
}
/** What the officer says of a number that has an account already. */
const EXISTING = {
  join: 'Đúng là tài khoản của người này: nhập chung',
  release: 'Không phải của người này: gỡ số khỏi tài khoản kia',
  renew: 'Cấp lại đường dẫn đặt mật khẩu, sửa họ tên theo thẻ',
}

/** An account opened at the counter, by the identity card; the person sets the password by a link. */
export function OpenAccount() {
  const acting = useActing()
  const form = useRef<HTMLFormElement>(null)
  const [card, setCard] = useState('')
  const [opened, setOpened] = useState<Opened | null>(null)

  function scanned(text: string) {
    const { applicant, wrong } = fromCard(text)
    setCard(wrong ?? '')
    const { name, citizenNumber, birthDate } = applicant
    for (const [key, value] of Object.entries({ name, citizenNumber, birthDate })) {
      const input = form.current?.elements.namedItem(key)
      if (input instanceof HTMLInputElement && value) input.value = value
    }
  }
  async function open(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const { card: _, ...asked } = typed(event.currentTarget)
    const made = await acting.give<Opened>('/citizen-accounts', asked)
    if (!made) return
    setOpened(made)
    form.current?.reset()
  }

  return (
    <form ref={form} className="stack measure" onSubmit={(event) => void open(event)} noValidate>
      <h2>Lập tài khoản</h2>
      <Trouble text={acting.trouble} />
      {opened && (
        <div className="done-box stack" role="status">
          <p>
            {OUTCOMES[opened.outcome]}. Trao đường dẫn này cho người dân để tự đặt mật khẩu, dùng một lần, đến{' '}
            {moment(opened.expiresAt)}
            {opened.mailed ? '; đã gửi cả tới thư điện tử của họ' : ''}.
          </p>
          <code className="once">{opened.activationLink}</code>
        </div>
      )}
      <Field name="card" label="Quét mã QR trên thẻ căn cước" error={card || undefined} optional>
        {(tied) => (
          <input
            {...tied}
            className="input"
            autoComplete="off"
            onKeyDown={(event) => {
              if (event.key !== 'Enter') return
              event.preventDefault()
              scanned(event.currentTarget.value)
            }}
          />
        )}
      </Field>
      <Field name="citizenNumber" label="Số định danh cá nhân" error={acting.errors.citizenNumber}>
        {(tied) => (
          <input {...tied} className="input" inputMode="numeric" maxLength={12} autoComplete="off" />
        )}
      </Field>
      <Field name="name" label="Họ và tên như trên thẻ" error={acting.errors.name}>
        {(tied) => <input {...tied} className="input" maxLength={200} autoComplete="off" />}
      </Field>
      <Field name="birthDate" label="Ngày sinh" error={acting.errors.birthDate} optional>
        {(tied) => <input {...tied} className="input" type="date" />}
      </Field>
      <Field name="phone" label="Điện thoại" error={acting.errors.phone} optional>
        {(tied) => <input {...tied} className="input" type="tel" maxLength={20} autoComplete="off" />}
      </Field>
      <Field name="email" label="Thư điện tử" error={acting.errors.email} optional>
        {(tied) => <input {...tied} className="input" type="email" maxLength={200} autoComplete="off" />}
      </Field>
      {acting.errors.existing && (
        <Field name="existing" label="Số này đã có tài khoản" error={acting.errors.existing}>
          {(tied) => (
            <select {...tied} className="input" defaultValue="">
              <option value="">Chọn sau khi hỏi người dân</option>
              {Object.entries(EXISTING).map(([value, name]) => (
                <option key={value} value={value}>
                  {name}
                </option>
              ))}
            </select>
          )}
        </Field>
      )}
      <div className="buttons">
        <button type="submit" className="button" disabled={acting.busy}>
          Lập tài khoản
        </button>
      </div>
    </form>
  )
}
