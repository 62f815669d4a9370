import './administration.css'
import { Link, type LoaderFunctionArgs, useLoaderData, useRevalidator } from 'react-router'
import type { MailboxView } from '../../../src/blocks/identity/model/administered.ts'
import { ask } from '../api.ts'
import { requireMe, toSignIn } from '../session.ts'
import { moment } from '../words.ts'
import { type Page, SearchLine, Trouble, useActing, useMore, useTitle } from './acting.tsx'

export async function loader({ request }: LoaderFunctionArgs) {
  await requireMe(request)
  const query = { q: new URL(request.url).searchParams.get('q') ?? '' }
  try {
    return { query, found: await ask<Page<MailboxView>>('/mailboxes', query, request.signal) }
  } catch (error) {
    throw toSignIn(error, request)
  }
}

const standing = ({ suspendedAt, holder, ready }: MailboxView): string => {
  if (suspendedAt) return `tạm khóa từ ${moment(suspendedAt)}`
  if (!holder) return 'vị trí chưa có người'
  return ready ? 'đang dùng' : 'người giữ chưa cấp mật khẩu ứng dụng'
}

/** Official mailboxes: each belongs to a seat and goes with it. */
export function Component() {
  const { query, found } = useLoaderData() as Awaited<ReturnType<typeof loader>>
  const { items, more } = useMore(found, '/mailboxes', query)
  const { revalidate } = useRevalidator()
  const acting = useActing()
  useTitle('Hộp thư công vụ')
  async function turn(what: 'suspend' | 'resume', address: string) {
    if (await acting.give(`/mailboxes/${what}`, { address })) void revalidate()
  }
  return (
    <section className="admin stack">
      <h1>Hộp thư công vụ</h1>
      <p className="measure">
        Hộp thư gắn với vị trí: người nhận bàn giao vị trí đọc được toàn bộ thư, người cũ không đọc được nữa.
        Mở hộp thư mới ở trang của vị trí, trong <Link to="/vi-tri">Vị trí và quyền</Link>.
      </p>
      <SearchLine q={query.q} label="Tìm theo địa chỉ hoặc chức danh" placeholder="Địa chỉ, chức danh" />
      <Trouble text={acting.trouble} />
      {items.length === 0 ? (
        <p className="empty">Chưa có hộp thư nào khớp.</p>
      ) : (
        <table className="list">
          <thead>
            <tr>
              <th scope="col">Địa chỉ</th>
              <th scope="col">Vị trí</th>
              <th scope="col">Người giữ</th>
              <th scope="col">Tình trạng</th>
              <th scope="col">
                <span className="unseen">Việc</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {items.map((each) => (
              <tr key={each.address}>
                <td>{each.address}</td>
                <td data-name="Vị trí">
                  <Link to={`/vi-tri/mot?ma=${encodeURIComponent(each.position)}`}>{each.title}</Link>
                  <span className="quiet"> · {each.agencyName}</span>
                </td>
                <td data-name="Người giữ">{each.holder ?? <span className="quiet">chưa có</span>}</td>
                <td data-name="Tình trạng">{standing(each)}</td>
                <td>
                  <button
                    type="button"
                    className={each.suspendedAt ? 'plain-button' : 'plain-button danger'}
                    aria-label={`${each.suspendedAt ? 'Mở lại' : 'Tạm khóa'}: ${each.address}`}
                    disabled={acting.busy}
                    onClick={() => void turn(each.suspendedAt ? 'resume' : 'suspend', each.address)}
                  >
                    {each.suspendedAt ? 'Mở lại' : 'Tạm khóa'}
                  </button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {more}
    </section>
  )
}
