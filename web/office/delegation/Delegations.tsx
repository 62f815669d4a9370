import './delegation.css'
import { useEffect, useState } from 'react'
import { type LoaderFunctionArgs, useLoaderData, useRevalidator } from 'react-router'
import type { DelegationsView, DelegationView } from '../../../src/blocks/organisation/contract.ts'
import { formatDate } from '../../../src/kernel/vietnamese.ts'
import { act, ask, sentence } from '../api.ts'
import { useMe } from '../frame/Frame.tsx'
import { requireMe, toSignIn } from '../session.ts'
import { moment } from '../words.ts'
import { chooseSeat } from './choose-seat.ts'
import { DelegateForm } from './DelegateForm.tsx'
import { permissionName, STATE_NAMES } from './words.ts'

export async function loader({ request }: LoaderFunctionArgs): Promise<DelegationsView> {
  await requireMe(request)
  try {
    return await ask<DelegationsView>('/delegations', {}, request.signal)
  } catch (error) {
    throw toSignIn(error, request)
  }
}

/** What one lends to others and is lent, with the form to lend a seat of one's own. */
export function Component() {
  const view = useLoaderData() as DelegationsView
  const me = useMe()
  const { revalidate } = useRevalidator()
  const [done, setDone] = useState<string | null>(null)
  const [error, setError] = useState<string | null>(null)
  useEffect(() => {
    document.title = 'Ủy quyền'
  }, [])

  async function tried(work: () => Promise<string | null>) {
    setError(null)
    setDone(null)
    try {
      setDone(await work())
      await revalidate()
    } catch (problem) {
      setError(sentence(problem))
    }
  }
  const revoke = ({ id, taker }: DelegationView) =>
    tried(async () => {
      await act(`/delegations/${id}/revoke`, {}, `revoke.${id}`)
      return `Đã thu hồi ủy quyền cho ${taker}.`
    })

  return (
    <section className="delegation">
      <h1>Ủy quyền</h1>
      <p className="quiet">
        Người được ủy quyền làm thay trong thời gian ghi dưới đây, không hơn quyền bạn đang có và không ủy
        quyền tiếp được. Lịch sử hồ sơ ghi rõ ai làm, thay ai. Hết ngày cuối, ủy quyền tự chấm dứt.
      </p>
      {done && (
        <p className="done-box" role="status">
          {done}
        </p>
      )}
      {error && (
        <p className="error-box" role="alert">
          {error}
        </p>
      )}
      {!me.actingFor && view.seats.length > 0 && (
        <>
          <h2>Ủy quyền cho người khác</h2>
          <DelegateForm
            view={view}
            onDone={(made) => {
              setError(null)
              setDone(
                `Đã ủy quyền cho ${made.taker} từ ${formatDate(made.from)} đến hết ${formatDate(made.to)}.`,
              )
              void revalidate()
            }}
          />
        </>
      )}
      <h2 id="given">Tôi đã ủy quyền</h2>
      <List
        items={view.given}
        by="given"
        empty="Bạn chưa ủy quyền cho ai."
        who={(each) => `cho ${each.taker}`}
        button={(each) =>
          !me.actingFor && (each.state === 'running' || each.state === 'coming') ? (
            <button type="button" className="plain-button" onClick={() => revoke(each)}>
              Thu hồi ủy quyền cho {each.taker}
            </button>
          ) : null
        }
      />
      <h2 id="taken">Tôi được ủy quyền</h2>
      <List
        items={view.taken}
        by="taken"
        empty="Chưa có ai ủy quyền cho bạn."
        who={(each) => `của ${each.giver}`}
        button={(each) => {
          const seat = me.seats.find(
            (one) => one.actingFor === each.giver && one.title === each.position.title,
          )
          return each.state === 'running' && seat && seat.id !== me.position?.id ? (
            <button
              type="button"
              className="plain-button"
              onClick={() => chooseSeat(seat.id).catch((problem) => setError(sentence(problem)))}
            >
              Làm thay {each.giver}
            </button>
          ) : null
        }}
      />
    </section>
  )
}

type Listed = {
  items: DelegationView[]
  by: string
  empty: string
  who: (each: DelegationView) => string
  button: (each: DelegationView) => React.ReactNode
}

function List({ items, by, empty, who, button }: Listed) {
  if (items.length === 0) return <p className="quiet">{empty}</p>
  return (
    <ul className="delegation-list" aria-labelledby={by}>
      {items.map((each) => (
        <li key={each.id}>
          <p>
            <strong>{each.position.title}</strong>, {each.position.agency}, {who(each)}
          </p>
          <p>
            Từ {formatDate(each.from)} đến hết {formatDate(each.to)} ·{' '}
            <strong>{STATE_NAMES[each.state]}</strong>
            {each.revokedAt ? ` lúc ${moment(each.revokedAt)}` : ''}
          </p>
          <p className="quiet">
            {each.permissions ? each.permissions.map(permissionName).join('; ') : 'Mọi quyền của chức vụ'} ·
            Lý do: {each.reason}
          </p>
          {button(each)}
        </li>
      ))}
    </ul>
  )
}
