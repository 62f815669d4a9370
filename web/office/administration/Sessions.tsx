import './administration.css'
import { type LoaderFunctionArgs, useLoaderData, useRevalidator } from 'react-router'
import type { AdministeredSession } from '../../../src/blocks/identity/model/administered.ts'
import { ask } from '../api.ts'
import { requireMe, toSignIn } from '../session.ts'
import { moment } from '../words.ts'
import { type Page, SearchLine, Trouble, useActing, useMore, useTitle } from './acting.tsx'

export async function loader({ request }: LoaderFunctionArgs) {
  await requireMe(request)
  const query = { q: new URL(request.url).searchParams.get('q') ?? '' }
  try {
    return { query, found: await ask<Page<AdministeredSession>>('/sessions', query, request.signal) }
  } catch (error) {
    throw toSignIn(error, request)
  }
}

/** A browser as people know it; the rest of its name says nothing to them. */
function browserOf(agent: string): string {
  const known = ['Edg', 'Firefox', 'Chrome', 'Safari'].find((name) => agent.includes(name))
  const system = ['Windows', 'Android', 'iPhone', 'Mac OS', 'Linux'].find((name) => agent.includes(name))
  return [known === 'Edg' ? 'Edge' : known, system].filter(Boolean).join(', ') || 'không rõ'
}

export function Component() {
  const { query, found } = useLoaderData() as Awaited<ReturnType<typeof loader>>
  const { items, more } = useMore(found, '/sessions', query)
  const { revalidate } = useRevalidator()
  const acting = useActing()
  useTitle('Phiên đăng nhập')
  async function end(id: string) {
    if (await acting.give(`/account/sessions/${id}/end`, {})) void revalidate()
  }
  return (
    <section className="admin stack">
      <h1>Phiên đăng nhập</h1>
      <SearchLine
        q={query.q}
        label="Tìm theo họ tên hoặc tên đăng nhập"
        placeholder="Họ tên hoặc tên đăng nhập"
      />
      <Trouble text={acting.trouble} />
      {items.length === 0 ? (
        <p className="empty">Không có phiên nào đang mở khớp với từ tìm.</p>
      ) : (
        <table className="list">
          <thead>
            <tr>
              <th scope="col">Người</th>
              <th scope="col">Trình duyệt</th>
              <th scope="col">Từ địa chỉ</th>
              <th scope="col">Mở lúc</th>
              <th scope="col">Thấy lần cuối</th>
              <th scope="col">
                <span className="unseen">Việc</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {items.map((each) => (
              <tr key={each.id}>
                <td>
                  {each.name} <span className="quiet">· {each.userName}</span>
                </td>
                <td data-name="Trình duyệt">{browserOf(each.agent)}</td>
                <td data-name="Từ địa chỉ">{each.origin}</td>
                <td data-name="Mở lúc">{moment(each.openedAt)}</td>
                <td data-name="Thấy lần cuối">{moment(each.seenAt)}</td>
                <td>
                  {each.current ? (
                    <span className="quiet">phiên của bạn</span>
                  ) : (
                    <button
                      type="button"
                      className="plain-button danger"
                      aria-label={`Kết thúc phiên của ${each.name}, mở lúc ${moment(each.openedAt)}`}
                      onClick={() => void end(each.id)}
                    >
                      Kết thúc
                    </button>
                  )}
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
