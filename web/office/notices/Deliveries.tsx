import '../administration/administration.css'
import './notices.css'
import { Form, type LoaderFunctionArgs, useLoaderData, useRevalidator } from 'react-router'
import type { DeliveryView } from '../../../src/blocks/message/contract.ts'
import { CHANNELS, STATES } from '../../../src/blocks/message/model/channels.ts'
import { type Page, Trouble, useActing, useMore, useTitle } from '../administration/acting.tsx'
import { ask } from '../api.ts'
import { requireMe, toSignIn } from '../session.ts'
import { moment } from '../words.ts'
import { CHANNEL_NAMES, NoticeMenu, STATE_NAMES } from './words.tsx'

type Found = Page<DeliveryView> & { failed: number; waiting: number }

export async function loader({ request }: LoaderFunctionArgs) {
  await requireMe(request)
  const given = new URL(request.url).searchParams
  const query = {
    state: given.get('state') ?? '',
    channel: given.get('channel') ?? '',
    subject: given.get('subject') ?? '',
  }
  try {
    return { query, found: await ask<Found>('/notices', query, request.signal) }
  } catch (error) {
    throw toSignIn(error, request)
  }
}

/** What went to people and what did not, with the reason and a button to send it again. */
export function Component() {
  const { query, found } = useLoaderData() as Awaited<ReturnType<typeof loader>>
  const { items, more } = useMore(found, '/notices', query)
  const { revalidate } = useRevalidator()
  const acting = useActing()
  useTitle('Thông báo')
  async function retry(id: string) {
    if (await acting.give(`/notices/${id}/retry`, {})) void revalidate()
  }
  return (
    <section className="admin notices stack">
      <h1>Thông báo cho người dân</h1>
      <NoticeMenu />
      <p>
        {found.failed === 0 ? (
          'Không có tin nào gửi lỗi.'
        ) : (
          <strong className="late">{found.failed} tin gửi lỗi.</strong>
        )}{' '}
        {found.waiting > 0 && `${found.waiting} tin đang chờ gửi.`}
      </p>
      <Form className="filter-line" role="search">
        <label className="grow">
          <span className="unseen">Mã hồ sơ</span>
          <input
            name="subject"
            type="search"
            key={query.subject}
            defaultValue={query.subject}
            placeholder="Mã hồ sơ"
          />
        </label>
        <label>
          <span className="unseen">Tình trạng</span>
          <select name="state" key={query.state} defaultValue={query.state}>
            <option value="">Mọi tình trạng</option>
            {STATES.map((state) => (
              <option key={state} value={state}>
                {STATE_NAMES[state]}
              </option>
            ))}
          </select>
        </label>
        <label>
          <span className="unseen">Kênh</span>
          <select name="channel" key={query.channel} defaultValue={query.channel}>
            <option value="">Mọi kênh</option>
            {CHANNELS.map((channel) => (
              <option key={channel} value={channel}>
                {CHANNEL_NAMES[channel]}
              </option>
            ))}
          </select>
        </label>
        <button type="submit" className="plain-button">
          Lọc
        </button>
      </Form>
      <Trouble text={acting.trouble} />
      {items.length === 0 ? (
        <p className="empty">
          Không có tin nào khớp. Tin hiện ở đây khi hệ thống gửi thư, SMS hoặc Zalo cho người dân.
        </p>
      ) : (
        <table className="list">
          <thead>
            <tr>
              <th scope="col">Tin</th>
              <th scope="col">Về</th>
              <th scope="col">Kênh, nơi nhận</th>
              <th scope="col">Lập lúc</th>
              <th scope="col">Tình trạng</th>
              <th scope="col">
                <span className="unseen">Việc</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {items.map((each) => (
              <tr key={each.id}>
                <td>{each.kindName}</td>
                <td data-name="Về">{each.subject}</td>
                <td data-name="Kênh">
                  {CHANNEL_NAMES[each.channel]} <span className="quiet">{each.address}</span>
                </td>
                <td data-name="Lập lúc">{moment(each.createdAt)}</td>
                <td data-name="Tình trạng">
                  <State delivery={each} />
                </td>
                <td>
                  {each.state === 'failed' && (
                    <button
                      type="button"
                      className="plain-button"
                      disabled={acting.busy}
                      aria-label={`Gửi lại tin ${each.kindName} về ${each.subject} qua ${CHANNEL_NAMES[each.channel]}`}
                      onClick={() => void retry(each.id)}
                    >
                      Gửi lại
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

function State({ delivery }: { delivery: DeliveryView }) {
  const { state, reason, tries, dueAt } = delivery
  if (state === 'failed')
    return (
      <>
        <strong className="late">Gửi lỗi</strong>: {reason}{' '}
        {tries > 1 && <span className="quiet">(đã thử {tries} lần)</span>}
      </>
    )
  if (state === 'waiting')
    return (
      <>
        Đang chờ, gửi lúc {moment(dueAt)}
        {reason && <span className="quiet"> (lần trước: {reason})</span>}
      </>
    )
  return <>{STATE_NAMES[state]}</>
}
