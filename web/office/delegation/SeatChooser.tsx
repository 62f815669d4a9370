import './delegation.css'
import { useState } from 'react'
import type { Me } from '../../../src/blocks/identity/contract.ts'
import { sentence } from '../api.ts'
import { chooseSeat } from './choose-seat.ts'

/** From which seat one works now: plain words for one seat, a choice for several; another's is named as such. */
export function SeatChooser({ me }: { me: Me }) {
  const [error, setError] = useState<string | null>(null)
  const { position } = me
  if (!position) return null
  if (me.seats.length < 2)
    return (
      <span className="quiet">
        {' '}
        · {position.title}
        {me.agency ? `, ${me.agency.name}` : ''}
      </span>
    )
  return (
    <>
      <select
        className="seat-chooser"
        aria-label="Chức vụ đang làm việc"
        value={position.id}
        onChange={(event) => chooseSeat(event.target.value).catch((problem) => setError(sentence(problem)))}
      >
        {me.seats.map((seat) => (
          <option key={seat.id} value={seat.id}>
            {seat.actingFor ? `Làm thay ${seat.actingFor}: ` : ''}
            {seat.title}, {seat.agency}
          </option>
        ))}
      </select>
      {error && (
        <span className="late" role="alert">
          {error}
        </span>
      )}
    </>
  )
}

/** Always in sight while one acts for another: whatever is signed now is signed for them. */
export function ActingFor({ me }: { me: Me }) {
  if (!me.actingFor) return null
  const own = me.seats.find((seat) => seat.actingFor === null)
  return (
    <p className="soon-box acting-for">
      Bạn đang làm thay <strong>{me.actingFor}</strong> ({me.position?.title}). Mọi thao tác được ghi là làm
      thay người này.{' '}
      {own && (
        <button type="button" className="plain-button" onClick={() => void chooseSeat(own.id)}>
          Trở lại chức vụ của tôi
        </button>
      )}
    </p>
  )
}
