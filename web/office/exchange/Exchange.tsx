import '../administration/administration.css'
import './exchange.css'
import { useEffect, useState } from 'react'
import { Form, type LoaderFunctionArgs, useLoaderData, useNavigation, useRevalidator } from 'react-router'
import type { MessageView, SystemView } from '../../../src/blocks/message/model/exchange.ts'
import { type Page, Trouble, useActing, useMore, useTitle } from '../administration/acting.tsx'
import { ask } from '../api.ts'
import { useMe } from '../frame/Frame.tsx'
import { may, requireMe, toSignIn } from '../session.ts'
import { moment } from '../words.ts'
import { DropForm } from './DropForm.tsx'
import { Systems } from './Systems.tsx'
import { DIRECTION_NAMES, KIND_NAMES, STATE_NAMES } from './words.ts'

const PATH = '/exchange/messages'
/** Often enough to watch a line come back. */
const REFRESH_MS = 5_000

export async function loader({ request }: LoaderFunctionArgs) {
  await requireMe(request)
  const search = new URL(request.url).searchParams
  const asked = {
    system: search.get('he-thong') ?? '',
    state: search.get('tinh-trang') ?? '',
    subject: search.get('ho-so') ?? '',
  }
  try {
    const [systems, messages] = await Promise.all([
      ask<{ items: SystemView[] }>('/exchange/systems', {}, request.signal),
      ask<Page<MessageView>>(PATH, asked, request.signal),
    ])
    return { asked, systems: systems.items, messages }
  } catch (error) {
    throw toSignIn(error, request)
  }
}

export function Component() {
  const { asked, systems, messages } = useLoaderData() as Awaited<ReturnType<typeof loader>>
  const navigation = useNavigation()
  const { revalidate, state } = useRevalidator()
  const { items, more } = useMore(messages, PATH, asked)
  const [dropping, setDropping] = useState<MessageView | null>(null)
  const acting = useActing()
  const changes = may(useMe(), 'exchange.change')
  useTitle('Liên thông')
  // Pages fetched further down would be lost with the first one fetched anew.
  const untouched = items === messages.items && dropping === null
  useEffect(() => {
    if (!untouched) return
    const timer = setInterval(() => state === 'idle' && void revalidate(), REFRESH_MS)
    return () => clearInterval(timer)
  }, [untouched, state, revalidate])

  async function retry(message: MessageView) {
    if (await acting.give(`${PATH}/${message.id}/retry`, {})) void revalidate()
  }
  return (
    <section className="admin exchange stack" aria-busy={navigation.state === 'loading'}>
      <h1>Liên thông với các hệ thống khác</h1>
      <Systems systems={systems} changes={changes} onChanged={() => void revalidate()} />
      <h2>Tin trao đổi</h2>
      <Form className="filter-line" role="search" key={JSON.stringify(asked)}>
        <div className="field">
          <label htmlFor="he-thong">Hệ thống</label>
          <select id="he-thong" name="he-thong" className="input" defaultValue={asked.system}>
            <option value="">Mọi hệ thống</option>
            {systems.map(({ key, name }) => (
              <option key={key} value={key}>
                {name}
              </option>
            ))}
          </select>
        </div>
        <div className="field">
          <label htmlFor="tinh-trang">Tình trạng</label>
          <select id="tinh-trang" name="tinh-trang" className="input" defaultValue={asked.state}>
            <option value="">Mọi tình trạng</option>
            {Object.entries(STATE_NAMES).map(([key, name]) => (
              <option key={key} value={key}>
                {name}
              </option>
            ))}
          </select>
        </div>
        <div className="field">
          <label htmlFor="ho-so">Mã hồ sơ</label>
          <input id="ho-so" name="ho-so" className="input" maxLength={100} defaultValue={asked.subject} />
        </div>
        <button type="submit" className="plain-button">
          Lọc
        </button>
      </Form>
      <Trouble text={dropping ? '' : acting.trouble} />
      {items.length === 0 ? (
        <p className="empty">
          {asked.system || asked.state || asked.subject
            ? 'Không có tin nào khớp điều kiện lọc. Bỏ bớt điều kiện rồi lọc lại.'
            : 'Chưa có tin nào. Tin sẽ hiện ở đây khi hồ sơ được xử lý hoặc được nộp trên Cổng.'}
        </p>
      ) : (
        <table className="list">
          <thead>
            <tr>
              <th scope="col">Lập lúc</th>
              <th scope="col">Việc</th>
              <th scope="col">Hồ sơ</th>
              <th scope="col">Tình trạng</th>
              <th scope="col">
                <span className="unseen">Thao tác</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {items.map((each) => (
              <tr key={each.id}>
                <td data-name="Lập lúc" className="nowrap">
                  {moment(each.madeAt)}
                </td>
                <td>
                  {KIND_NAMES[each.kind] ?? each.kind}
                  <span className="beneath quiet">
                    {DIRECTION_NAMES[each.direction]} · {each.system.name}
                  </span>
                </td>
                <td data-name="Hồ sơ">
                  <Subject message={each} />
                </td>
                <td data-name="Tình trạng">
                  <State message={each} />
                </td>
                <td>
                  {changes && (each.state === 'failed' || each.state === 'waiting') && (
                    <div className="buttons">
                      <button
                        type="button"
                        className="plain-button"
                        disabled={acting.busy}
                        aria-label={`Làm lại: ${each.subject}`}
                        onClick={() => void retry(each)}
                      >
                        Làm lại
                      </button>
                      {each.state === 'failed' && (
                        <button
                          type="button"
                          className="plain-button danger"
                          aria-label={`Bỏ qua: ${each.subject}`}
                          onClick={() => setDropping(each)}
                        >
                          Bỏ qua
                        </button>
                      )}
                    </div>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {more}
      <DropForm
        message={dropping}
        onClose={(dropped) => {
          setDropping(null)
          if (dropped) void revalidate()
        }}
      />
    </section>
  )
}

/** Only what has become a dossier of ours can be opened. */
function Subject({ message }: { message: MessageView }) {
  return message.subject.startsWith('H') ? (
    <a href={`/can-bo/ho-so/${message.subject}`}>{message.subject}</a>
  ) : (
    <span>{message.subject}</span>
  )
}

function State({ message }: { message: MessageView }) {
  const { state, attempts, error, reason, doneAt, nextAt } = message
  return (
    <>
      <span className={state === 'failed' ? 'late' : undefined}>{STATE_NAMES[state]}</span>
      {doneAt && <span className="quiet"> {moment(doneAt)}</span>}
      {attempts > 1 && <span className="quiet"> · {attempts} lần thử</span>}
      {nextAt && error && <span className="quiet"> · thử lại {moment(nextAt)}</span>}
      {error && <span className="beneath">{error}</span>}
      {reason && <span className="beneath">Lý do bỏ qua: {reason}</span>}
    </>
  )
}
