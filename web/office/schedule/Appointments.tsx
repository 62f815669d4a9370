import { useEffect, useState } from 'react'
import type { AppointmentsView } from '../../../src/blocks/schedule/contract.ts'
import { formatTime } from '../../../src/kernel/vietnamese.ts'
import { useMore } from '../administration/acting.tsx'
import { ask, sentence } from '../api.ts'

const STATES = { booked: 'chưa đến', arrived: 'đã lấy số', cancelled: 'đã hủy' }

/** Who has booked today; asked for only when somebody opens it, for it shows people's names. */
export function Appointments({ agency }: { agency: string }) {
  const [open, setOpen] = useState(false)
  const [found, setFound] = useState<AppointmentsView | null>(null)
  const [trouble, setTrouble] = useState('')
  useEffect(() => {
    if (!open) return
    const stop = new AbortController()
    ask<AppointmentsView>(`/desks/${agency}/bookings`, {}, stop.signal)
      .then(setFound)
      .catch((problem) => {
        if (!stop.signal.aborted) setTrouble(sentence(problem))
      })
    return () => stop.abort()
  }, [agency, open])
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>Lịch hẹn hôm nay</summary>
      <p role="alert" className={trouble ? 'error-box' : undefined}>
        {trouble}
      </p>
      {found && <List found={found} agency={agency} />}
    </details>
  )
}

function List({ found, agency }: { found: AppointmentsView; agency: string }) {
  const { items, more } = useMore(found, `/desks/${agency}/bookings`, {})
  if (items.length === 0) return <p className="quiet">Hôm nay chưa có ai đặt lịch đến đây.</p>
  return (
    <>
      <table className="list">
        <thead>
          <tr>
            <th scope="col">Giờ</th>
            <th scope="col">Người hẹn</th>
            <th scope="col">Điện thoại</th>
            <th scope="col">Việc</th>
            <th scope="col">Tình trạng</th>
          </tr>
        </thead>
        <tbody>
          {items.map((each) => (
            <tr key={each.id}>
              <td data-name="Giờ">{formatTime(each.at)}</td>
              <td data-name="Người hẹn">{each.name ?? <span className="quiet">đã xóa</span>}</td>
              <td data-name="Điện thoại">{each.phone}</td>
              <td data-name="Việc">
                {each.queue}
                {each.procedure && <span className="quiet"> · {each.procedure}</span>}
              </td>
              <td data-name="Tình trạng">{STATES[each.state]}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {more}
    </>
  )
}
