import { type FormEvent, useEffect, useId, useState } from 'react'
import type {
  DelegationsView,
  DelegationView,
  PositionView,
} from '../../../src/blocks/organisation/contract.ts'
import { dayAfter } from '../../../src/blocks/organisation/model/delegation-days.ts'
import { ApiProblem, act, ask, sentence } from '../api.ts'
import { permissionName } from './words.ts'

const WEEK = 6

/** Which seat, to whom, what of it, for which days and why. A refused field says so beside itself; what was typed stays. */
export function DelegateForm({
  view,
  onDone,
}: {
  view: DelegationsView
  onDone: (made: DelegationView) => void
}) {
  const id = useId()
  const [seatId, setSeatId] = useState(view.seats[0]?.id ?? '')
  const seat = view.seats.find((each) => each.id === seatId) ?? view.seats[0]
  const [colleagues, setColleagues] = useState<PositionView[]>([])
  const [some, setSome] = useState(false)
  const [wrong, setWrong] = useState<Record<string, string>>({})
  const [busy, setBusy] = useState(false)
  const agency = seat?.agency.code

  useEffect(() => {
    if (!agency) return
    const stop = new AbortController()
    ask<{ items: PositionView[] }>('/positions', { agency }, stop.signal)
      .then(({ items }) => setColleagues(items.filter((each) => each.holder !== null)))
      .catch((problem) => {
        if (!stop.signal.aborted) setWrong({ delegate: sentence(problem) })
      })
    return () => stop.abort()
  }, [agency])

  async function send(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const form = event.currentTarget
    const data = new FormData(form)
    const text = (name: string) => String(data.get(name) ?? '').trim()
    setBusy(true)
    setWrong({})
    try {
      const made = await act<DelegationView>(
        '/delegations',
        {
          position: seatId,
          delegate: text('delegate'),
          from: text('from'),
          to: text('to'),
          reason: text('reason'),
          ...(some ? { permissions: data.getAll('permissions').map(String) } : {}),
        },
        `delegate.${seatId}`,
      )
      form.reset()
      setSome(false)
      onDone(made)
    } catch (problem) {
      const named = problem instanceof ApiProblem ? problem.errors : []
      const fields = Object.fromEntries(named.map(({ path, message }) => [path.split('.')[0]!, message]))
      setWrong(named.length > 0 ? fields : { form: sentence(problem) })
      form.querySelector<HTMLElement>(`[name="${Object.keys(fields)[0]}"]`)?.focus()
    } finally {
      setBusy(false)
    }
  }
  const told = (name: string) => ({
    id: `${id}-${name}`,
    name,
    'aria-invalid': wrong[name] ? (true as const) : undefined,
    'aria-describedby': wrong[name] ? `${id}-${name}-wrong` : undefined,
  })
  const complaint = (name: string) =>
    wrong[name] && (
      <span className="wrong" id={`${id}-${name}-wrong`}>
        {wrong[name]}
      </span>
    )

  return (
    <form className="delegation-form" onSubmit={send} noValidate>
      {wrong.form && (
        <p className="error-box" role="alert">
          {wrong.form}
        </p>
      )}
      {view.seats.length > 1 && (
        <div className="field">
          <label htmlFor={`${id}-position`}>Chức vụ của tôi</label>
          <select {...told('position')} value={seatId} onChange={(event) => setSeatId(event.target.value)}>
            {view.seats.map((each) => (
              <option key={each.id} value={each.id}>
                {each.title}, {each.agency.name}
              </option>
            ))}
          </select>
          {complaint('position')}
        </div>
      )}
      <div className="field">
        <label htmlFor={`${id}-delegate`}>Người được ủy quyền</label>
        <select {...told('delegate')} defaultValue="">
          <option value="">Chọn người</option>
          {colleagues
            .filter((each) => !view.seats.some((own) => own.id === each.id))
            .map((each) => (
              <option key={each.id} value={each.id}>
                {each.holder}, {each.title}
              </option>
            ))}
        </select>
        {complaint('delegate')}
      </div>
      <div className="delegation-days">
        <div className="field">
          <label htmlFor={`${id}-from`}>Từ ngày</label>
          <input type="date" {...told('from')} min={view.today} defaultValue={view.today} />
          {complaint('from')}
        </div>
        <div className="field">
          <label htmlFor={`${id}-to`}>Đến hết ngày</label>
          <input type="date" {...told('to')} min={view.today} defaultValue={dayAfter(view.today, WEEK)} />
          {complaint('to')}
        </div>
      </div>
      <p className="quiet">Một lần ủy quyền dài nhất {view.maxDays} ngày.</p>
      <fieldset className="field">
        <legend>Ủy quyền việc gì</legend>
        <label className="choice">
          <input type="radio" name="extent" checked={!some} onChange={() => setSome(false)} />
          Mọi quyền của chức vụ
        </label>
        <label className="choice">
          <input type="radio" name="extent" checked={some} onChange={() => setSome(true)} />
          Chỉ những quyền tôi chọn
        </label>
        {some &&
          seat?.permissions.map((each) => (
            <label className="choice" key={each}>
              <input type="checkbox" name="permissions" value={each} />
              {permissionName(each)}
            </label>
          ))}
        {complaint('permissions')}
      </fieldset>
      <div className="field">
        <label htmlFor={`${id}-reason`}>Lý do</label>
        <textarea rows={2} {...told('reason')} />
        {complaint('reason')}
      </div>
      <div className="buttons">
        <button type="submit" className="button" disabled={busy}>
          Ủy quyền
        </button>
      </div>
    </form>
  )
}
