import './schedule.css'
import { Link } from 'react-router'
import { useMe } from '../frame/Frame.tsx'
import { may } from '../session.ts'
import { type AtCounter, useCounter } from './use-counter.ts'

/** The number being served, in one line above other work (intake). Nothing for whoever has no counter open. */
export function CounterStrip() {
  const me = useMe()
  return may(me, 'schedule.serve') ? <Strip /> : null
}

function Strip() {
  const counter = useCounter()
  const { view, trouble, busy } = counter
  if (!view?.opening) return null
  return (
    <aside className="counter-strip" aria-label="Số đang phục vụ">
      <Line view={view} />
      <span className="counter-strip-acts">
        <button type="button" className="plain-button" disabled={busy} onClick={() => void counter.next()}>
          {view.ticket ? 'Xong, gọi số tiếp' : 'Gọi số tiếp'}
        </button>
        {view.ticket && (
          <button
            type="button"
            className="plain-button"
            disabled={busy}
            onClick={() => void counter.give(['/calls/again', {}])}
          >
            Gọi lại
          </button>
        )}
        <Link to="/quay">Mở quầy gọi số</Link>
      </span>
      {trouble && (
        <span className="late" role="alert">
          {trouble}
        </span>
      )}
    </aside>
  )
}

function Line({ view }: { view: NonNullable<AtCounter['view']> }) {
  const { ticket, waiting, opening } = view
  return (
    <span>
      {opening?.counterName}:{' '}
      {ticket ? (
        <>
          <strong className="number">{ticket.label}</strong>, {ticket.queueName}
          {ticket.priority && `, ${ticket.priority}`}
        </>
      ) : (
        'chưa gọi số nào'
      )}
      <span className="quiet"> · {waiting.length} người đang chờ</span>
    </span>
  )
}
