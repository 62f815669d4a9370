import './administration.css'
import { useState } from 'react'
import { Link, type LoaderFunctionArgs, useLoaderData, useRevalidator } from 'react-router'
import type { SeatView } from '../../../src/blocks/organisation/contract.ts'
import {
  PERMISSION_NAMES,
  ROLE_NAMES,
  SCOPE_NAMES,
} from '../../../src/blocks/organisation/model/role-names.ts'
import { formatDate } from '../../../src/kernel/vietnamese.ts'
import { ask } from '../api.ts'
import { requireMe, toSignIn } from '../session.ts'
import { Field, type Page, Trouble, typed, useActing, useTitle } from './acting.tsx'
import { AddGrant, Appoint, OpenMailbox } from './SeatForms.tsx'
import { inForce, today } from './seats.ts'

export async function loader({ request }: LoaderFunctionArgs) {
  await requireMe(request)
  const position = new URL(request.url).searchParams.get('ma') ?? ''
  try {
    const { items } = await ask<Page<SeatView>>(
      '/positions/administered',
      { position, ended: 'true' },
      request.signal,
    )
    return items[0] ?? null
  } catch (error) {
    throw toSignIn(error, request)
  }
}

const span = ({ from, to }: { from: string; to: string | null }) =>
  `từ ${formatDate(from)}${to ? ` đến trước ${formatDate(to)}` : ''}`

export function Component() {
  const seat = useLoaderData() as SeatView | null
  useTitle(seat?.title ?? 'Vị trí')
  if (!seat)
    return (
      <section className="admin stack">
        <h1>Vị trí</h1>
        <p className="empty">
          Không có vị trí này trong phạm vi quản trị của bạn. <Link to="/vi-tri">Về danh sách vị trí</Link>
        </p>
      </section>
    )
  return <Seat key={seat.id} seat={seat} />
}

function Seat({ seat }: { seat: SeatView }) {
  const { revalidate } = useRevalidator()
  const acting = useActing()
  const [said, setSaid] = useState('')
  const day = today()
  const ended = seat.to !== null && seat.to <= day
  async function change(path: string, body: object, words: string) {
    setSaid('')
    const answer = await acting.give(path, { position: seat.id, ...body })
    if (answer) {
      setSaid(words)
      void revalidate()
    }
    return answer
  }
  const equipped = (kind: 'computer' | 'internet') => seat.equipment.includes(kind)
  return (
    <section className="admin stack">
      <p>
        <Link to="/vi-tri">Vị trí và quyền</Link>
      </p>
      <h1>{seat.title}</h1>
      <dl className="facts">
        <dt>Cơ quan</dt>
        <dd>{seat.agencyName}</dd>
        <dt>Vai trò</dt>
        <dd>{seat.roles.map((role) => ROLE_NAMES[role] ?? role).join(', ')}</dd>
        <dt>Thời gian</dt>
        <dd>{span(seat)}</dd>
      </dl>
      <Trouble text={acting.trouble} />
      <p role="status" className={said ? 'done-box' : undefined}>
        {said}
      </p>
      <div className="two">
        <div className="stack">
          <h2>Người giữ</h2>
          {seat.holders.length === 0 && <p className="quiet">Chưa có ai giữ vị trí này.</p>}
          <table className="list">
            <tbody>
              {seat.holders.map((holder) => (
                <tr key={`${holder.account} ${holder.from}`}>
                  <td>{holder.name}</td>
                  <td>{span(holder)}</td>
                  <td>
                    {(holder.to === null || holder.to > day) && (
                      <button
                        type="button"
                        className="plain-button danger"
                        aria-label={`Cho thôi giữ: ${holder.name}`}
                        onClick={() =>
                          void change(
                            '/positions/holdings/end',
                            { account: holder.account },
                            `${holder.name} đã thôi giữ vị trí này.`,
                          )
                        }
                      >
                        Thôi giữ
                      </button>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
          {!ended && <Appoint acting={acting} change={change} />}
          {!ended && <OpenMailbox acting={acting} change={change} />}
          <h2>Trang bị</h2>
          <div>
            {(['computer', 'internet'] as const).map((kind) => (
              <label key={kind} className="choice">
                <input
                  type="checkbox"
                  checked={equipped(kind)}
                  disabled={ended || acting.busy}
                  onChange={(event) =>
                    void change(
                      '/positions/equipment',
                      {
                        computer: equipped('computer'),
                        internet: equipped('internet'),
                        [kind]: event.target.checked,
                      },
                      'Đã ghi trang bị.',
                    )
                  }
                />
                {kind === 'computer' ? 'Có máy tính' : 'Có kết nối Internet'}
              </label>
            ))}
          </div>
        </div>
        <div className="stack">
          <h2>Quyền</h2>
          <table className="list">
            <tbody>
              {seat.grants.map((grant) => (
                <tr key={`${grant.permission} ${grant.scope} ${grant.from}`}>
                  <td>
                    {PERMISSION_NAMES[grant.permission] ?? grant.permission}
                    <span className="quiet"> · {SCOPE_NAMES[grant.scope]}</span>
                  </td>
                  <td>{inForce(grant, day) && grant.to === null ? '' : span(grant)}</td>
                  <td>
                    <button
                      type="button"
                      className="plain-button danger"
                      aria-label={`Thu hồi: ${PERMISSION_NAMES[grant.permission] ?? grant.permission}, ${SCOPE_NAMES[grant.scope]}`}
                      onClick={() =>
                        void change(
                          '/positions/grants/end',
                          { permission: grant.permission, scope: grant.scope },
                          'Đã thu hồi quyền.',
                        )
                      }
                    >
                      Thu hồi
                    </button>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
          {!ended && <AddGrant acting={acting} change={change} />}
        </div>
      </div>
      {!ended && (
        <details>
          <summary>Chấm dứt vị trí này</summary>
          <form
            className="filter-line"
            onSubmit={(event) => {
              event.preventDefault()
              void change('/positions/end', typed(event.currentTarget), 'Vị trí đã được chấm dứt.')
            }}
          >
            <Field name="to" label="Từ ngày (để trống là hôm nay)" error={acting.errors.to}>
              {(tied) => <input {...tied} className="input short" type="date" />}
            </Field>
            <button type="submit" className="plain-button danger" disabled={acting.busy}>
              Chấm dứt vị trí
            </button>
          </form>
        </details>
      )}
    </section>
  )
}
