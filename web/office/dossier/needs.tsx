import { useEffect, useId, useState } from 'react'
import type { DossierView } from '../../../src/blocks/dossier/contract.ts'
import type { AgencyView } from '../../../src/blocks/organisation/contract.ts'
import { formatNumber } from '../../../src/kernel/vietnamese.ts'
import { ask } from '../api.ts'
import { type Seat, seatLabel, seatsOf } from '../worklist/AssignBar.tsx'

/** One small part of a form for each thing an arrow may need. */
type Need = { value: string; error?: string; onChange: (value: string) => void }

function Framed({
  label,
  error,
  children,
}: {
  label: string
  error?: string
  children: (id: string, described?: string) => React.ReactNode
}) {
  const id = useId()
  return (
    <div className="need">
      <label htmlFor={id}>{label}</label>
      {children(id, error ? `${id}-error` : undefined)}
      {error && (
        <p id={`${id}-error`} className="field-error">
          {error}
        </p>
      )}
    </div>
  )
}

export function NoteNeed({
  label,
  required,
  autoFocus,
  value,
  error,
  onChange,
}: Need & { label: string; required?: boolean; autoFocus?: boolean }) {
  return (
    <Framed label={label} error={error}>
      {(id, described) => (
        <textarea
          id={id}
          rows={3}
          value={value}
          required={required}
          autoFocus={autoFocus}
          aria-invalid={error !== undefined}
          aria-describedby={described}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      )}
    </Framed>
  )
}

export function LineNeed({ label, value, error, onChange }: Need & { label: string }) {
  return (
    <Framed label={label} error={error}>
      {(id, described) => (
        <input
          id={id}
          value={value}
          required
          autoFocus
          aria-invalid={error !== undefined}
          aria-describedby={described}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      )}
    </Framed>
  )
}

export function DueNeed({ value, error, onChange }: Need) {
  return (
    <Framed label="Hẹn lại vào (ngày, giờ)" error={error}>
      {(id, described) => (
        <input
          id={id}
          type="datetime-local"
          value={value}
          required
          autoFocus
          aria-invalid={error !== undefined}
          aria-describedby={described}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      )}
    </Framed>
  )
}

export function MoneyNeed({ fees, value, error, onChange }: Need & { fees: DossierView['fees'] }) {
  const owed = fees.reduce((sum, fee) => sum + (fee.waived ? 0 : fee.amount), 0)
  return (
    <Framed label={`Số tiền đã nhận (đồng), phải thu ${formatNumber(owed)}`} error={error}>
      {(id, described) => (
        <input
          id={id}
          inputMode="numeric"
          value={value}
          required
          autoFocus
          aria-invalid={error !== undefined}
          aria-describedby={described}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      )}
    </Framed>
  )
}

export function AssigneeNeed({ agency, value, error, onChange }: Need & { agency: string }) {
  const [seats, setSeats] = useState<Seat[] | null>(null)
  useEffect(() => {
    const stop = new AbortController()
    seatsOf(agency, stop.signal)
      .then(setSeats)
      .catch(() => {
        if (!stop.signal.aborted) setSeats([])
      })
    return () => stop.abort()
  }, [agency])
  return (
    <Framed label="Người xử lý" error={error}>
      {(id, described) => (
        <select
          id={id}
          value={value}
          required
          autoFocus
          aria-invalid={error !== undefined}
          aria-describedby={described}
          onChange={(event) => onChange(event.currentTarget.value)}
        >
          <option value="">
            {seats === null ? 'Đang tải…' : seats.length ? 'Chọn người xử lý' : 'Chưa tải được danh sách'}
          </option>
          {seats?.map((seat) => (
            <option key={seat.id} value={seat.id}>
              {seatLabel(seat)}
            </option>
          ))}
        </select>
      )}
    </Framed>
  )
}

export function AgencyNeed({ value, error, onChange }: Need) {
  const [agencies, setAgencies] = useState<AgencyView[]>([])
  useEffect(() => {
    const stop = new AbortController()
    ask<{ items: AgencyView[] }>('/agencies', { limit: 500 }, stop.signal)
      .then((found) => setAgencies(found.items.filter((each) => each.kind !== 'desk')))
      .catch(() => {})
    return () => stop.abort()
  }, [])
  return (
    <Framed label="Cơ quan được lấy ý kiến" error={error}>
      {(id, described) => (
        <select
          id={id}
          value={value}
          required
          autoFocus
          aria-invalid={error !== undefined}
          aria-describedby={described}
          onChange={(event) => onChange(event.currentTarget.value)}
        >
          <option value="">Chọn cơ quan</option>
          {agencies.map((agency) => (
            <option key={agency.code} value={agency.code}>
              {agency.name}
            </option>
          ))}
        </select>
      )}
    </Framed>
  )
}
