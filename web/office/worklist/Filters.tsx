import { useEffect, useState } from 'react'
import { Form, useNavigate } from 'react-router'
import type { AgencyView } from '../../../src/blocks/organisation/contract.ts'
import { ask } from '../api.ts'
import { CHANNEL_NAMES, PHASE_NAMES, TIMELINESS_NAMES } from '../words.ts'

type Option = { code: string; name: string }
const FLAGS = { true: 'Có', false: 'Không' }
const DATES = {
  receivedFrom: 'Tiếp nhận từ',
  receivedTo: 'đến',
  finishedFrom: 'Xong từ',
  finishedTo: 'đến',
} as const

/** Search and filters live in the address, so a list can be bookmarked, sent, and opened from a figure of the wall. */
export function Filters({ query }: { query: Record<string, string> }) {
  const navigate = useNavigate()
  const used = Object.keys(query).filter(
    (key) => !['queue', 'of', 'q', 'sort', 'limit', 'cursor'].includes(key),
  )
  const [open, setOpen] = useState(used.length > 0)
  const [agencies, setAgencies] = useState<Option[]>([])
  const [procedures, setProcedures] = useState<Option[]>([])

  useEffect(() => {
    if (!open) return
    const stop = new AbortController()
    ask<{ items: AgencyView[] }>('/agencies', { limit: 500 }, stop.signal)
      .then((found) => setAgencies(found.items))
      .catch(() => {})
    ask<{ items: { code: string; title: { vi: string } }[] }>('/procedures', { limit: 200 }, stop.signal)
      .then((found) => setProcedures(found.items.map((each) => ({ code: each.code, name: each.title.vi }))))
      .catch(() => {})
    return () => stop.abort()
  }, [open])

  function apply(form: HTMLFormElement) {
    const search = new URLSearchParams()
    for (const [key, value] of new FormData(form)) if (value) search.set(key, String(value))
    navigate(`/ho-so?${search}`)
  }
  const select = (name: string, label: string, options: Record<string, string>) => (
    <label>
      <span>{label}</span>
      <select
        name={name}
        defaultValue={query[name] ?? ''}
        onChange={(event) => apply(event.currentTarget.form!)}
      >
        <option value="">Tất cả</option>
        {Object.entries(options).map(([value, text]) => (
          <option key={value} value={value}>
            {text}
          </option>
        ))}
      </select>
    </label>
  )
  return (
    <Form
      className="filters"
      role="search"
      onSubmit={(event) => {
        event.preventDefault()
        apply(event.currentTarget)
      }}
    >
      <input type="hidden" name="queue" value={query.queue} />
      {query.of && <input type="hidden" name="of" value={query.of} />}
      <div className="filter-line">
        <label className="grow">
          <span className="unseen">Tìm theo mã, người nộp, thủ tục</span>
          <input
            id="q"
            name="q"
            type="search"
            defaultValue={query.q ?? ''}
            placeholder="Tìm mã, người nộp, thủ tục  ( / )"
          />
        </label>
        <button type="submit" className="plain-button">
          Tìm
        </button>
        <button type="button" className="plain-button" aria-expanded={open} onClick={() => setOpen(!open)}>
          Bộ lọc{used.length > 0 ? ` (${used.length})` : ''}
        </button>
        {used.length > 0 && (
          <button
            type="button"
            className="plain-button"
            onClick={() => navigate(`/ho-so?queue=${query.queue}`)}
          >
            Bỏ lọc
          </button>
        )}
      </div>
      {open && (
        <div className="filter-grid">
          <Listed name="agency" label="Cơ quan" options={agencies} value={query.agency} onPicked={apply} />
          <Listed
            name="procedure"
            label="Thủ tục"
            options={procedures}
            value={query.procedure}
            onPicked={apply}
          />
          {select('phase', 'Giai đoạn', PHASE_NAMES)}
          {select('channel', 'Kênh nộp', CHANNEL_NAMES)}
          {select('late', 'Quá hạn', FLAGS)}
          {select('soon', 'Sắp đến hạn', FLAGS)}
          {select('timeliness', 'Kết quả đúng hạn', TIMELINESS_NAMES)}
          {Object.entries(DATES).map(([name, label]) => (
            <label key={name}>
              <span>{label}</span>
              <input
                type="date"
                name={name}
                aria-label={
                  name.endsWith('To')
                    ? `${name.startsWith('rec') ? 'Tiếp nhận' : 'Xong'} đến ngày`
                    : undefined
                }
                defaultValue={query[name] ?? ''}
                onBlur={(event) => {
                  if (event.currentTarget.value !== (query[name] ?? '')) apply(event.currentTarget.form!)
                }}
              />
            </label>
          ))}
        </div>
      )}
    </Form>
  )
}

type ListedProps = {
  name: string
  label: string
  options: Option[]
  value: string | undefined
  onPicked: (form: HTMLFormElement) => void
}
function Listed({ name, label, options, value, onPicked }: ListedProps) {
  // The address may name a code before (or without) the list being there: it must not be lost.
  const known = !value || options.some((each) => each.code === value)
  return (
    <label>
      <span>{label}</span>
      <select
        key={options.length}
        name={name}
        defaultValue={value ?? ''}
        onChange={(event) => onPicked(event.currentTarget.form!)}
      >
        <option value="">Tất cả</option>
        {!known && <option value={value}>{value}</option>}
        {options.map((each) => (
          <option key={each.code} value={each.code}>
            {each.name}
          </option>
        ))}
      </select>
    </label>
  )
}
