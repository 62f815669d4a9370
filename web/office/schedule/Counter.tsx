import './schedule.css'
import { useEffect, useRef } from 'react'
import { Link } from 'react-router'
import type { CurrentView } from '../../../src/blocks/schedule/contract.ts'
import { formatTime } from '../../../src/kernel/vietnamese.ts'
import { useMe } from '../frame/Frame.tsx'
import { useKeys } from '../keys.ts'
import { may } from '../session.ts'
import { Appointments } from './Appointments.tsx'
import { OpenCounter } from './OpenCounter.tsx'
import { Transfer } from './Transfer.tsx'
import { type AtCounter, useCounter } from './use-counter.ts'

/** The officer's counter: call, call again, skip, send on, finish; who waits. Every act is one key. */
export function Component() {
  const counter = useCounter()
  const { view, trouble, busy, lost } = counter
  const transfer = useRef<HTMLSelectElement>(null)
  const me = useMe()
  useEffect(() => {
    document.title = view?.ticket ? `${view.ticket.label} – Quầy gọi số` : 'Quầy gọi số'
  }, [view?.ticket])
  const open = view?.opening
  const serving = open && view.ticket && !busy
  useKeys({
    n: () => {
      if (open && !busy) void counter.next()
    },
    x: () => {
      if (serving) void counter.finish()
    },
    r: () => {
      if (serving) void counter.give(['/calls/again', {}])
    },
    b: () => {
      if (serving) void counter.give(['/calls/skip', {}])
    },
    t: () => transfer.current?.focus(),
  })

  return (
    <section className="counter">
      <header className="counter-head">
        <h1>Quầy gọi số</h1>
        {open && (
          <p>
            <strong>{open.counterName}</strong>, {open.name} · hôm nay đã xong {view.servedToday} số{' '}
            <button
              type="button"
              className="plain-button"
              disabled={busy}
              onClick={() => void counter.give(['/counters/close', {}])}
            >
              Đóng quầy
            </button>
          </p>
        )}
        <p>
          {may(me, 'report.read') && <Link to="/quay/so-lieu">Số liệu theo quầy</Link>}
          {open && (
            <a href={`/goi-so/${open.agency}`} target="_blank" rel="noreferrer">
              Màn hình gọi số
            </a>
          )}
          {may(me, 'schedule.change') && <a href="/quan-tri/ban-tiep-nhan">Thiết lập bàn tiếp nhận</a>}
        </p>
      </header>
      <p role="alert" className={trouble ? 'error-box' : undefined}>
        {trouble}
      </p>
      {lost && (
        <p role="status" className="soon-box">
          Mất kết nối máy chủ. Danh sách dưới đây là lúc trước; trang sẽ tự nối lại.
        </p>
      )}
      {view === null ? (
        <p className="quiet">Đang tải…</p>
      ) : open ? (
        <div className="counter-work">
          <div className="stack">
            <Serving view={view} counter={counter} />
            {view.ticket && (
              <Transfer
                view={view}
                busy={busy}
                select={transfer}
                onSend={(place) => counter.give(['/calls/transfer', place])}
              />
            )}
          </div>
          <Waiting view={view} counter={counter} />
        </div>
      ) : (
        <OpenCounter view={view} busy={busy} onOpen={(place) => counter.give(['/counters/open', place])} />
      )}
    </section>
  )
}

function Serving({ view, counter }: { view: CurrentView; counter: AtCounter }) {
  const { ticket } = view
  const { busy } = counter
  const receives = may(useMe(), 'dossier.receive')
  return (
    <section className="counter-now" aria-label="Số đang phục vụ" aria-live="polite">
      {ticket ? (
        <>
          <p className="counter-number">{ticket.label}</p>
          <p>
            {ticket.queueName}
            {ticket.priority && <strong> · {ticket.priority}</strong>}
            {ticket.slotAt && <strong> · hẹn {formatTime(ticket.slotAt)}</strong>}
            <br />
            <span className="quiet">
              Lấy số {formatTime(ticket.takenAt)} · gọi {formatTime(ticket.calledAt)}
              {ticket.calls > 1 &&
                ` · đã gọi ${ticket.calls} lần, lần cuối ${formatTime(ticket.lastCalledAt)}`}
            </span>
          </p>
        </>
      ) : (
        <p className="counter-none">Quầy đang trống</p>
      )}
      <div className="buttons">
        <button type="button" className="button" disabled={busy} onClick={() => void counter.next()}>
          {ticket ? 'Xong, gọi số tiếp' : 'Gọi số tiếp'} <kbd>n</kbd>
        </button>
        {ticket && (
          <>
            <Act counter={counter} path="/calls/again" name="Gọi lại" sign="r" />
            <Act counter={counter} path="/calls/skip" name="Bỏ qua" sign="b" />
            <button
              type="button"
              className="plain-button"
              disabled={busy}
              onClick={() => void counter.finish()}
            >
              Xong <kbd>x</kbd>
            </button>
            {receives && <Link to="/tiep-nhan">Tiếp nhận hồ sơ</Link>}
          </>
        )}
      </div>
    </section>
  )
}

type ActProps = { counter: AtCounter; path: string; name: string; sign: string }

function Act({ counter, path, name, sign }: ActProps) {
  return (
    <button
      type="button"
      className="plain-button"
      disabled={counter.busy}
      onClick={() => void counter.give([path, {}])}
    >
      {name} <kbd>{sign}</kbd>
    </button>
  )
}

function Waiting({ view, counter }: { view: CurrentView; counter: AtCounter }) {
  const disabled = counter.busy || view.ticket !== null
  return (
    <div className="stack">
      <section>
        <h2>Đang chờ: {view.waiting.length}</h2>
        {view.waiting.length === 0 ? (
          <p className="empty">
            Chưa có ai chờ ở hàng của quầy này. Số mới lấy sẽ hiện ở đây theo thứ tự được gọi.
          </p>
        ) : (
          <table className="list">
            <thead>
              <tr>
                <th scope="col">Số</th>
                <th scope="col">Việc</th>
                <th scope="col">Ưu tiên, hẹn</th>
                <th scope="col">Lấy lúc</th>
                <th scope="col">
                  <span className="unseen">Gọi riêng số này</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {view.waiting.map((each) => (
                <tr key={each.id}>
                  <td data-name="Số">
                    <strong className="number">{each.label}</strong>
                  </td>
                  <td data-name="Việc">{each.queueName}</td>
                  <td data-name="Ưu tiên, hẹn">
                    {[each.priority, each.slotAt && `hẹn ${formatTime(each.slotAt)}`]
                      .filter(Boolean)
                      .join(', ')}
                  </td>
                  <td data-name="Lấy lúc">{formatTime(each.takenAt)}</td>
                  <td>
                    <button
                      type="button"
                      className="plain-button"
                      disabled={disabled}
                      aria-label={`Gọi số ${each.label}`}
                      onClick={() => void counter.give(['/calls', { ticket: each.id }])}
                    >
                      Gọi
                    </button>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </section>
      {view.opening && <Appointments agency={view.opening.agency} />}
      {view.skipped.length > 0 && (
        <section>
          <h2>Đã bỏ qua: {view.skipped.length}</h2>
          <ul className="counter-skipped">
            {view.skipped.map((each) => (
              <li key={each.id}>
                <span className="number">{each.label}</span>{' '}
                <button
                  type="button"
                  className="plain-button"
                  disabled={disabled}
                  aria-label={`Gọi lại số ${each.label}`}
                  onClick={() => void counter.give(['/calls/again', { ticket: each.id }])}
                >
                  Gọi lại
                </button>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  )
}
