import '../administration/administration.css'
import './post.css'
import { type FormEvent, useEffect, useState } from 'react'
import { Link, type LoaderFunctionArgs, useLoaderData, useRevalidator } from 'react-router'
import type { ParcelView, ToSend } from '../../../src/blocks/dossier/model/parcel.ts'
import { Field, type Page, Trouble, typed, useMore } from '../administration/acting.tsx'
import { ask } from '../api.ts'
import { requireMe, toSignIn } from '../session.ts'
import { moment } from '../words.ts'
import { AddressForm } from './AddressForm.tsx'
import { ParcelTable } from './ParcelTable.tsx'
import { usePost } from './use-post.ts'

type Tab = 'toSend' | 'onTheWay' | 'cameBack' | 'incoming' | 'done'
type Found = Page<ParcelView> & { waiting: ToSend[]; counts: Record<Exclude<Tab, 'done'>, number> }

const TABS: readonly (readonly [Tab, string, string])[] = [
  ['toSend', 'can-gui', 'Cần gửi'],
  ['onTheWay', 'dang-di', 'Đang đi'],
  ['cameBack', 'quay-ve', 'Quay về, cần xử lý'],
  ['incoming', 'sap-den', 'Giấy tờ sắp đến'],
  ['done', 'da-xong', 'Đã xong'],
]
const EMPTY: Record<Tab, string> = {
  toSend:
    'Không có kết quả nào chờ gửi. Hồ sơ có kết quả và người nộp chọn nhận qua bưu chính sẽ hiện ở đây.',
  onTheWay: 'Không có bưu gửi nào đang đi.',
  cameBack: 'Không có bưu gửi nào quay về hay thất lạc.',
  incoming: 'Không có giấy tờ nào đang trên đường đến quầy.',
  done: 'Chưa có bưu gửi nào xong.',
}
/** A parcel just announced has its number within seconds. */
const ASK_AGAIN_MS = 2_000

export async function loader({ request }: LoaderFunctionArgs) {
  await requireMe(request)
  const wanted = new URL(request.url).searchParams.get('muc')
  const tab = TABS.find(([, slug]) => slug === wanted)?.[0] ?? 'toSend'
  try {
    return { tab, found: await ask<Found>('/post', { tab }, request.signal) }
  } catch (error) {
    throw toSignIn(error, request)
  }
}

/** The desk's post: what goes out, is on the way, came back, and comes in. */
export function Component() {
  const { tab, found } = useLoaderData() as Awaited<ReturnType<typeof loader>>
  const { items, more } = useMore(found, '/post', { tab })
  const { revalidate } = useRevalidator()
  const post = usePost(() => void revalidate())
  const [sending, setSending] = useState<ToSend | null>(null)
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [batch, setBatch] = useState<{ number: string; count: number } | null>(null)
  const asked = items.some(({ state }) => state === 'asked')

  useEffect(() => {
    document.title = 'Bưu chính'
  }, [])
  useEffect(() => {
    if (!asked) return
    const timer = setInterval(() => void revalidate(), ASK_AGAIN_MS)
    return () => clearInterval(timer)
  }, [asked, revalidate])

  const ready = items.filter(({ state }) => state === 'created')
  const picked = ready.filter(({ id }) => chosen.has(id))
  async function handOver() {
    const parcels = picked.map(({ id }) => id)
    const made = await post.give<{ number: string; count: number }>('/parcel-batches', { parcels })
    if (!made) return
    setBatch(made)
    setChosen(new Set())
  }
  const choose = (id: string, on: boolean) => {
    const next = new Set(chosen)
    if (on) next.add(id)
    else next.delete(id)
    setChosen(next)
  }
  return (
    <section className="admin post stack">
      <h1>Bưu chính</h1>
      <nav aria-label="Bưu gửi">
        <ul className="post-tabs">
          {TABS.map(([key, slug, name]) => (
            <li key={key}>
              <Link to={`?muc=${slug}`} aria-current={key === tab ? 'page' : undefined}>
                {name}
                {key !== 'done' && found.counts[key] > 0 && <> ({found.counts[key]})</>}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      {sending === null && <Trouble text={post.trouble} />}
      {batch && (
        <p className="done-box" role="status">
          Đã bàn giao {batch.count} bưu gửi, danh sách {batch.number}.{' '}
          <a href={`/api/parcel-batches/${batch.number}`} target="_blank" rel="noreferrer">
            In danh sách bàn giao
          </a>
        </p>
      )}
      {tab === 'incoming' && <Expect post={post} />}
      {tab === 'toSend' && found.waiting.length > 0 && (
        <Waiting items={found.waiting} onSend={setSending} busy={post.busy} />
      )}
      {tab === 'toSend' && items.length > 0 && <h2 id="prepared">Đã lập bưu gửi</h2>}
      {items.length === 0 && found.waiting.length === 0 && <p className="empty">{EMPTY[tab]}</p>}
      {items.length > 0 && (
        <ParcelTable items={items} post={post} {...(tab === 'toSend' && { chosen, onChoose: choose })} />
      )}
      {tab === 'toSend' && ready.length > 0 && (
        <div className="buttons">
          <button
            type="button"
            className="button"
            disabled={post.busy || picked.length === 0}
            onClick={() => void handOver()}
          >
            Bàn giao {picked.length} bưu gửi đã chọn
          </button>
          {picked.length < ready.length && (
            <button
              type="button"
              className="plain-button"
              onClick={() => setChosen(new Set(ready.map(({ id }) => id)))}
            >
              Chọn tất cả
            </button>
          )}
        </div>
      )}
      {more}
      {sending && (
        <AddressForm
          code={sending.code}
          known={sending.recipient}
          post={post}
          onClose={() => setSending(null)}
        />
      )}
    </section>
  )
}

function Waiting({
  items,
  onSend,
  busy,
}: {
  items: ToSend[]
  onSend: (item: ToSend) => void
  busy: boolean
}) {
  return (
    <>
      <h2 id="waiting">Kết quả chờ gửi</h2>
      <table className="list" aria-labelledby="waiting">
        <thead>
          <tr>
            <th scope="col">Hồ sơ</th>
            <th scope="col">Người nhận</th>
            <th scope="col">Có kết quả lúc</th>
            <th scope="col">
              <span className="unseen">Việc</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {items.map((each) => (
            <tr key={each.code}>
              <td>
                <Link to={`/ho-so/${each.code}`}>{each.code}</Link> {each.procedure}
              </td>
              <td data-name="Người nhận" className="address">
                {each.recipient.name}, {each.recipient.address || 'chưa có địa chỉ'}
              </td>
              <td data-name="Có kết quả lúc">{moment(each.finishedAt)}</td>
              <td>
                <button
                  type="button"
                  className="plain-button"
                  disabled={busy}
                  aria-label={`Lập bưu gửi cho hồ sơ ${each.code}`}
                  onClick={() => onSend(each)}
                >
                  Lập bưu gửi
                </button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}

/** Somebody rang that papers are on their way: their number, so that they are looked for. */
function Expect({ post }: { post: ReturnType<typeof usePost> }) {
  async function keep(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const form = event.currentTarget
    const { number = '' } = typed(form)
    if (await post.give('/parcels/expected', { number })) form.reset()
  }
  return (
    <form className="filter-line" onSubmit={(event) => void keep(event)} noValidate>
      <Field
        name="number"
        label="Số bưu gửi người dân tự gửi đến"
        help="Dạng CA123456785VN, ghi trên phiếu gửi"
        error={post.errors.number}
      >
        {(tied) => <input {...tied} className="input" maxLength={20} autoComplete="off" />}
      </Field>
      <button type="submit" className="plain-button" disabled={post.busy}>
        Ghi số
      </button>
    </form>
  )
}
