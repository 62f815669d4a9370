import './administration.css'
import { type FormEvent, useState } from 'react'
import { Form, Link, type LoaderFunctionArgs, useLoaderData, useNavigate, useNavigation } from 'react-router'
import type { z } from 'zod'
import type { FindAgenciesOutput, SeatView } from '../../../src/blocks/organisation/contract.ts'
import { ROLE_NAMES } from '../../../src/blocks/organisation/model/role-names.ts'
import { formatDate } from '../../../src/kernel/vietnamese.ts'
import { ask } from '../api.ts'
import { Dialog } from '../frame/Dialog.tsx'
import { requireMe, toSignIn } from '../session.ts'
import { Field, type Page, Trouble, typed, useActing, useMore, useTitle } from './acting.tsx'
import { addressOf, holderOn, today } from './seats.ts'

export async function loader({ request }: LoaderFunctionArgs) {
  await requireMe(request)
  const search = new URL(request.url).searchParams
  const query = {
    q: search.get('q') ?? '',
    agency: search.get('co-quan') ?? '',
    ended: search.get('ca-cu') === '1' ? 'true' : '',
  }
  try {
    const [found, agencies] = await Promise.all([
      ask<Page<SeatView>>('/positions/administered', query, request.signal),
      ask<z.infer<typeof FindAgenciesOutput>>('/agencies', { limit: 500 }, request.signal),
    ])
    return { query, found, agencies: agencies.items }
  } catch (error) {
    throw toSignIn(error, request)
  }
}

export function Component() {
  const { query, found, agencies } = useLoaderData() as Awaited<ReturnType<typeof loader>>
  const { items, more } = useMore(found, '/positions/administered', query)
  const navigation = useNavigation()
  const navigate = useNavigate()
  const acting = useActing()
  const [opening, setOpening] = useState(false)
  useTitle('Vị trí và quyền')

  async function open(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const { agency, title, from } = typed(event.currentTarget)
    const roles = new FormData(event.currentTarget).getAll('roles')
    const made = await acting.give<{ id: string }>('/positions', { agency, title, from, roles })
    if (made) navigate(addressOf(made.id))
  }
  const options = agencies.map(({ code, name }) => (
    <option key={code} value={code}>
      {name}
    </option>
  ))

  return (
    <section className="admin stack" aria-busy={navigation.state === 'loading'}>
      <h1>Vị trí và quyền</h1>
      <Form className="filter-line" role="search">
        <label className="grow">
          <span className="unseen">Tìm theo chức danh hoặc người giữ</span>
          <input
            name="q"
            type="search"
            key={query.q}
            defaultValue={query.q}
            placeholder="Tìm chức danh, người giữ; không dấu cũng được"
          />
        </label>
        <label className="grow">
          <span className="unseen">Cơ quan</span>
          <select name="co-quan" key={query.agency} defaultValue={query.agency}>
            <option value="">Mọi cơ quan</option>
            {options}
          </select>
        </label>
        <label className="choice">
          <input type="checkbox" name="ca-cu" value="1" defaultChecked={query.ended === 'true'} />
          Cả vị trí đã chấm dứt
        </label>
        <button type="submit" className="plain-button">
          Tìm
        </button>
        <button type="button" className="plain-button" onClick={() => setOpening(true)}>
          Lập vị trí
        </button>
      </Form>
      {items.length === 0 ? (
        <p className="empty">Không có vị trí nào khớp. Một vị trí mới bắt đầu từ “Lập vị trí”.</p>
      ) : (
        <table className="list">
          <thead>
            <tr>
              <th scope="col">Chức danh</th>
              <th scope="col">Cơ quan</th>
              <th scope="col">Vai trò</th>
              <th scope="col">Người giữ</th>
              <th scope="col">Từ ngày</th>
            </tr>
          </thead>
          <tbody>
            {items.map((seat) => {
              const holder = holderOn(seat, today())
              return (
                <tr key={seat.id}>
                  <td>
                    <Link to={addressOf(seat.id)}>{seat.title}</Link>
                    {seat.to && <span className="quiet"> (đến {formatDate(seat.to)})</span>}
                  </td>
                  <td data-name="Cơ quan">{seat.agencyName}</td>
                  <td data-name="Vai trò">{seat.roles.map((role) => ROLE_NAMES[role] ?? role).join(', ')}</td>
                  <td data-name="Người giữ">{holder?.name ?? <span className="quiet">đang trống</span>}</td>
                  <td data-name="Từ ngày" className="nowrap">
                    {formatDate(holder?.from ?? seat.from)}
                  </td>
                </tr>
              )
            })}
          </tbody>
        </table>
      )}
      {more}
      <Dialog opened={opening} title="Lập vị trí công tác" onClose={() => setOpening(false)}>
        <form className="stack" onSubmit={(event) => void open(event)} noValidate>
          <Trouble text={acting.trouble} />
          <Field name="agency" label="Cơ quan" error={acting.errors.agency}>
            {(tied) => (
              <select {...tied} className="input" defaultValue={query.agency}>
                <option value="">Chọn cơ quan</option>
                {options}
              </select>
            )}
          </Field>
          <Field name="title" label="Chức danh" error={acting.errors.title}>
            {(tied) => <input {...tied} className="input" maxLength={200} />}
          </Field>
          <fieldset className={acting.errors.roles ? 'field refused' : 'field'}>
            <legend>Vai trò</legend>
            {acting.errors.roles && <span className="wrong">{acting.errors.roles}</span>}
            {Object.entries(ROLE_NAMES).map(([role, name]) => (
              <label key={role} className="choice">
                <input type="checkbox" name="roles" value={role} />
                {name}
              </label>
            ))}
          </fieldset>
          <Field
            name="from"
            label="Có từ ngày"
            help="Để trống là từ hôm nay"
            error={acting.errors.from}
            optional
          >
            {(tied) => <input {...tied} className="input short" type="date" />}
          </Field>
          <div className="buttons">
            <button type="submit" className="button" disabled={acting.busy}>
              Lập vị trí
            </button>
          </div>
        </form>
      </Dialog>
    </section>
  )
}
