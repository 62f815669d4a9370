import { type FormEvent, useState } from 'react'
import type { AdministeredAccount } from '../../../src/blocks/identity/model/administered.ts'
import { PERMISSION_NAMES, SCOPE_NAMES } from '../../../src/blocks/organisation/model/role-names.ts'
import { ask } from '../api.ts'
import { type Acting, Field, type Page, typed } from './acting.tsx'

type Changing = {
  acting: Acting
  change: (path: string, body: object, words: string) => Promise<unknown>
}

/** Finds a person and puts them on the seat. */
export function Appoint({ acting, change }: Changing) {
  const [people, setPeople] = useState<AdministeredAccount[] | null>(null)
  async function search(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const { q = '' } = typed(event.currentTarget)
    const found = await ask<Page<AdministeredAccount>>('/accounts', { q, limit: 20 }).catch(() => null)
    setPeople(found?.items ?? [])
  }
  async function appoint(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const done = await change('/positions/holdings', typed(event.currentTarget), 'Đã giao vị trí.')
    if (done) setPeople(null)
  }
  return (
    <details>
      <summary>Giao vị trí cho một người</summary>
      <div className="stack">
        <form className="filter-line" onSubmit={(event) => void search(event)}>
          <label className="grow">
            <span className="unseen">Tìm người theo họ tên hoặc tên đăng nhập</span>
            <input name="q" type="search" placeholder="Họ tên hoặc tên đăng nhập" />
          </label>
          <button type="submit" className="plain-button">
            Tìm người
          </button>
        </form>
        {people?.length === 0 && <p className="quiet">Không có tài khoản nào khớp.</p>}
        {people && people.length > 0 && (
          <form className="filter-line" onSubmit={(event) => void appoint(event)}>
            <Field name="account" label="Người giữ" error={acting.errors.account}>
              {(tied) => (
                <select {...tied} className="input">
                  {people.map((each) => (
                    <option key={each.account} value={each.account}>
                      {each.name} ({each.userName})
                    </option>
                  ))}
                </select>
              )}
            </Field>
            <Field name="from" label="Từ ngày (trống: hôm nay)" error={acting.errors.from}>
              {(tied) => <input {...tied} className="input short" type="date" />}
            </Field>
            <button type="submit" className="plain-button" disabled={acting.busy}>
              Giao vị trí
            </button>
          </form>
        )}
      </div>
    </details>
  )
}

/** One more right, as far as the giver's own reach. */
export function AddGrant({ acting, change }: Changing) {
  return (
    <details>
      <summary>Cấp thêm quyền</summary>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          void change('/positions/grants', typed(event.currentTarget), 'Đã cấp quyền.')
        }}
      >
        <Field name="permission" label="Quyền" error={acting.errors.permission}>
          {(tied) => (
            <select {...tied} className="input">
              {Object.entries(PERMISSION_NAMES).map(([value, name]) => (
                <option key={value} value={value}>
                  {name}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field name="scope" label="Phạm vi" error={acting.errors.scope}>
          {(tied) => (
            <select {...tied} className="input" defaultValue="agency">
              {Object.entries(SCOPE_NAMES).map(([value, name]) => (
                <option key={value} value={value}>
                  {name}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field name="to" label="Hết hiệu lực từ ngày" error={acting.errors.to} optional>
          {(tied) => <input {...tied} className="input short" type="date" />}
        </Field>
        <div className="buttons">
          <button type="submit" className="plain-button" disabled={acting.busy}>
            Cấp quyền
          </button>
        </div>
      </form>
    </details>
  )
}

/** Opens the seat's official mailbox; whoever holds the seat reads it. */
export function OpenMailbox({ acting, change }: Changing) {
  return (
    <details>
      <summary>Mở hộp thư công vụ cho vị trí</summary>
      <form
        className="filter-line"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          void change('/mailboxes', typed(event.currentTarget), 'Đã mở hộp thư.')
        }}
      >
        <Field
          name="address"
          label="Địa chỉ"
          help="Ví dụ tiepnhan.sotuphap@tinh.example.vn"
          error={acting.errors.address ?? acting.errors.position}
        >
          {(tied) => <input {...tied} className="input" type="email" maxLength={200} autoComplete="off" />}
        </Field>
        <button type="submit" className="plain-button" disabled={acting.busy}>
          Mở hộp thư
        </button>
      </form>
    </details>
  )
}
