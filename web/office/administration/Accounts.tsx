import './administration.css'
import { type FormEvent, useState } from 'react'
import {
  Form,
  Link,
  type LoaderFunctionArgs,
  useLoaderData,
  useNavigation,
  useRevalidator,
} from 'react-router'
import type { AdministeredAccount, OneTimeLink } from '../../../src/blocks/identity/model/administered.ts'
import { formatDate } from '../../../src/kernel/vietnamese.ts'
import { ask } from '../api.ts'
import { Dialog } from '../frame/Dialog.tsx'
import { requireMe, toSignIn } from '../session.ts'
import { moment } from '../words.ts'
import { Field, type Page, Trouble, typed, useActing, useMore, useTitle } from './acting.tsx'

/** What is confirmed before it is done to somebody's account. */
const WORDS = {
  'reset-password': {
    title: 'Đặt lại mật khẩu',
    act: 'Đặt lại',
    tells: (name: string) =>
      `Mật khẩu cũ của ${name} hết dùng được, mọi phiên kết thúc, và bạn nhận một đường dẫn dùng một lần để trao cho họ.`,
  },
  'reset-factors': {
    title: 'Đặt lại xác thực hai lớp',
    act: 'Gỡ mọi cách xác thực',
    tells: (name: string) =>
      `Dành cho người đã mất thiết bị: mọi khóa truy cập, ứng dụng và mã dự phòng của ${name} hết dùng được, mọi phiên kết thúc. Hãy chắc chắn đó là chính họ; họ được báo bằng thư.`,
  },
  close: {
    title: 'Đóng tài khoản',
    act: 'Đóng tài khoản này',
    tells: (name: string) =>
      `${name} sẽ không đăng nhập được nữa và mọi phiên đang mở kết thúc ngay. Việc đã làm vẫn giữ nguyên tên người.`,
  },
} as const

const STATUSES = { open: 'Đang mở', closed: 'Đã đóng', all: 'Tất cả' } as const

export async function loader({ request }: LoaderFunctionArgs) {
  await requireMe(request)
  const search = new URL(request.url).searchParams
  const query = { q: search.get('q') ?? '', status: search.get('tinh-trang') ?? 'open' }
  try {
    return { query, found: await ask<Page<AdministeredAccount>>('/accounts', query, request.signal) }
  } catch (error) {
    throw toSignIn(error, request)
  }
}

export function Component() {
  const { query, found } = useLoaderData() as Awaited<ReturnType<typeof loader>>
  const { items, more } = useMore(found, '/accounts', query)
  const navigation = useNavigation()
  const { revalidate } = useRevalidator()
  const acting = useActing()
  const [link, setLink] = useState<OneTimeLink | null>(null)
  const [opening, setOpening] = useState(false)
  const [asked, setAsked] = useState<{
    account: AdministeredAccount
    what: keyof typeof WORDS
  } | null>(null)
  useTitle('Tài khoản cán bộ')

  async function done<T>(path: string, body: object): Promise<T | null> {
    const answer = await acting.give<T>(path, body)
    if (answer) void revalidate()
    return answer
  }
  async function open(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const made = await done<OneTimeLink>('/accounts', typed(event.currentTarget))
    if (!made) return
    setOpening(false)
    setLink(made)
  }
  async function confirm() {
    if (!asked) return
    const { account, what } = asked
    const path =
      what === 'reset-factors'
        ? `/identity/accounts/${encodeURIComponent(account.account)}/factors/reset`
        : `/accounts/${what}`
    const answer = await done<OneTimeLink>(path, what === 'reset-factors' ? {} : { account: account.account })
    setAsked(null)
    if (answer && what === 'reset-password') setLink(answer)
  }

  return (
    <section className="admin stack" aria-busy={navigation.state === 'loading'}>
      <h1>Tài khoản cán bộ</h1>
      <Form className="filter-line" role="search">
        <label className="grow">
          <span className="unseen">Tìm theo họ tên hoặc tên đăng nhập</span>
          <input
            name="q"
            type="search"
            key={query.q}
            defaultValue={query.q}
            placeholder="Tìm họ tên, tên đăng nhập; không dấu cũng được"
          />
        </label>
        <label>
          <span className="unseen">Tình trạng</span>
          <select name="tinh-trang" key={query.status} defaultValue={query.status}>
            {Object.entries(STATUSES).map(([value, name]) => (
              <option key={value} value={value}>
                {name}
              </option>
            ))}
          </select>
        </label>
        <button type="submit" className="plain-button">
          Tìm
        </button>
        <button type="button" className="plain-button" onClick={() => setOpening(true)}>
          Lập tài khoản
        </button>
      </Form>
      {!opening && <Trouble text={acting.trouble} />}
      {items.length === 0 ? (
        <p className="empty">
          Không có tài khoản nào khớp. Lập từng tài khoản, hoặc nhập cả danh sách từ bảng tính.
        </p>
      ) : (
        <table className="list">
          <thead>
            <tr>
              <th scope="col">Họ tên</th>
              <th scope="col">Tên đăng nhập</th>
              <th scope="col">Vị trí</th>
              <th scope="col">Tình trạng</th>
              <th scope="col">Phiên</th>
              <th scope="col">
                <span className="unseen">Việc</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {items.map((each) => (
              <tr key={each.account}>
                <td>{each.name}</td>
                <td data-name="Tên đăng nhập">{each.userName}</td>
                <td data-name="Vị trí">
                  {each.seats.length === 0 ? (
                    <span className="quiet">chưa giữ vị trí nào</span>
                  ) : (
                    <ul>
                      {each.seats.map((seat) => (
                        <li key={seat.position}>
                          <Link to={`/vi-tri/mot?ma=${encodeURIComponent(seat.position)}`}>{seat.title}</Link>
                          <span className="quiet"> · {seat.agencyName}</span>
                        </li>
                      ))}
                    </ul>
                  )}
                </td>
                <td data-name="Tình trạng">
                  {each.closedAt
                    ? `đóng từ ${formatDate(each.closedAt)}`
                    : each.hasPassword
                      ? 'đang mở'
                      : 'chờ đặt mật khẩu'}
                </td>
                <td data-name="Phiên">
                  {each.sessions > 0 ? (
                    <Link to={`/phien?q=${encodeURIComponent(each.userName)}`}>{each.sessions} phiên</Link>
                  ) : (
                    <span className="quiet">không có</span>
                  )}
                </td>
                <td>
                  <div className="buttons">
                    {each.closedAt ? (
                      <button
                        type="button"
                        className="plain-button"
                        aria-label={`Mở lại: ${each.name}`}
                        onClick={() => void done('/accounts/reopen', { account: each.account })}
                      >
                        Mở lại
                      </button>
                    ) : (
                      <>
                        <button
                          type="button"
                          className="plain-button"
                          aria-label={`Đặt lại mật khẩu: ${each.name}`}
                          onClick={() => setAsked({ account: each, what: 'reset-password' })}
                        >
                          Đặt lại mật khẩu
                        </button>
                        <button
                          type="button"
                          className="plain-button"
                          aria-label={`Đặt lại xác thực hai lớp: ${each.name}`}
                          onClick={() => setAsked({ account: each, what: 'reset-factors' })}
                        >
                          Đặt lại xác thực hai lớp
                        </button>
                        <button
                          type="button"
                          className="plain-button danger"
                          aria-label={`Đóng tài khoản: ${each.name}`}
                          onClick={() => setAsked({ account: each, what: 'close' })}
                        >
                          Đóng
                        </button>
                      </>
                    )}
                  </div>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {more}
      <Dialog opened={opening} title="Lập tài khoản cán bộ" onClose={() => setOpening(false)}>
        <form className="stack" onSubmit={(event) => void open(event)} noValidate>
          <Trouble text={acting.trouble} />
          <Field name="name" label="Họ và tên" error={acting.errors.name}>
            {(tied) => <input {...tied} className="input" maxLength={200} />}
          </Field>
          <Field
            name="userName"
            label="Tên đăng nhập"
            help="Chữ không dấu, số, dấu chấm, gạch nối; ví dụ lan.nt"
            error={acting.errors.userName}
          >
            {(tied) => <input {...tied} className="input" maxLength={60} autoComplete="off" />}
          </Field>
          <Field
            name="email"
            label="Thư điện tử"
            help="Đường dẫn đặt mật khẩu được gửi tới đây"
            error={acting.errors.email}
            optional
          >
            {(tied) => <input {...tied} className="input" maxLength={200} type="email" />}
          </Field>
          <p className="quiet">Sau đó giao vị trí cho người này ở trang Vị trí và quyền.</p>
          <div className="buttons">
            <button type="submit" className="button" disabled={acting.busy}>
              Lập tài khoản
            </button>
          </div>
        </form>
      </Dialog>
      <Dialog
        opened={asked !== null}
        title={asked ? WORDS[asked.what].title : ''}
        onClose={() => setAsked(null)}
      >
        <div className="stack">
          <p>{asked && WORDS[asked.what].tells(asked.account.name)}</p>
          <div className="buttons">
            <button
              type="button"
              className={asked?.what === 'close' ? 'button danger' : 'button'}
              disabled={acting.busy}
              onClick={() => void confirm()}
            >
              {asked && WORDS[asked.what].act}
            </button>
          </div>
        </div>
      </Dialog>
      <Dialog opened={link !== null} title="Đường dẫn đặt mật khẩu" onClose={() => setLink(null)}>
        {link && (
          <div className="stack">
            <p>
              Chỉ hiện một lần, dùng được một lần, đến {moment(link.expiresAt)}. Hãy trao tận tay người dùng
              {link.mailed ? '; đường dẫn cũng đã được gửi tới thư điện tử của họ' : ''}.
            </p>
            <code className="once">{link.link}</code>
          </div>
        )}
      </Dialog>
    </section>
  )
}
