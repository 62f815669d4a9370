import '../administration/administration.css'
import { Link, type LoaderFunctionArgs, useLoaderData } from 'react-router'
import type { FeedbackView } from '../../../src/blocks/content/contract.ts'
import { type Page, useMore, useTitle } from '../administration/acting.tsx'
import { ask } from '../api.ts'
import { requireMe, toSignIn } from '../session.ts'
import { moment } from '../words.ts'
import { CLASSES, KINDS, STATES } from './words.ts'

type Row = Omit<FeedbackView, 'events'>

export async function loader({ request }: LoaderFunctionArgs) {
  await requireMe(request)
  const which = new URL(request.url).searchParams.get('loc') === 'tat-ca' ? 'all' : 'open'
  try {
    return { which, found: await ask<Page<Row>>('/feedback-work', { which }, request.signal) }
  } catch (error) {
    throw toSignIn(error, request)
  }
}

/** What people reported of the agency: what is due first on top. */
export function Component() {
  const { which, found } = useLoaderData() as Awaited<ReturnType<typeof loader>>
  const { items, more } = useMore(found, '/feedback-work', { which })
  useTitle('Phản ánh, kiến nghị')
  return (
    <section className="admin stack">
      <h1>Phản ánh, kiến nghị</h1>
      <nav aria-label="Lọc" className="buttons">
        <Link className="plain-button" to="?" aria-current={which === 'open' ? 'true' : undefined}>
          Còn phải làm
        </Link>
        <Link className="plain-button" to="?loc=tat-ca" aria-current={which === 'all' ? 'true' : undefined}>
          Tất cả
        </Link>
        <Link className="plain-button" to="/hai-long">
          Mức độ hài lòng
        </Link>
      </nav>
      {items.length === 0 ? (
        <p className="empty">
          Không còn phản ánh nào chờ xử lý. Phản ánh mới của người dân sẽ hiện ở đây, đến hạn trước đứng trên.
        </p>
      ) : (
        <table className="list">
          <thead>
            <tr>
              <th scope="col">Mã</th>
              <th scope="col">Tóm tắt</th>
              <th scope="col">Loại</th>
              <th scope="col">Cơ quan</th>
              <th scope="col">Tình trạng</th>
              <th scope="col">Hạn</th>
            </tr>
          </thead>
          <tbody>
            {items.map((row) => (
              <tr key={row.id}>
                <td className="nowrap">
                  <Link to={`/phan-anh/${row.number}`}>{row.number}</Link>
                </td>
                <td data-name="Tóm tắt">{row.subject}</td>
                <td data-name="Loại">
                  {KINDS[row.kind]} <span className="quiet">· {CLASSES[row.class]}</span>
                </td>
                <td data-name="Cơ quan">{row.agency.name}</td>
                <td data-name="Tình trạng">{STATES[row.state]}</td>
                <td data-name="Hạn">
                  {row.dueAt ? moment(row.dueAt) : '–'}
                  {row.late && <strong className="late"> trễ hạn</strong>}
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
