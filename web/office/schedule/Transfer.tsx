import { type RefObject, useState } from 'react'
import type { CurrentView } from '../../../src/blocks/schedule/contract.ts'

type Props = {
  view: CurrentView
  busy: boolean
  select: RefObject<HTMLSelectElement | null>
  onSend: (place: { queue: string } | { counter: number }) => Promise<boolean>
}

/** Sends the number on to a queue or to one counter. */
export function Transfer({ view, busy, select, onSend }: Props) {
  const [place, setPlace] = useState('')
  const others = view.counters.filter((each) => each.open && each.number !== view.opening?.counter)
  async function send() {
    const [kind, value = ''] = place.split(':')
    const sent = await onSend(kind === 'counter' ? { counter: Number(value) } : { queue: value })
    if (sent) setPlace('')
  }
  return (
    <form
      className="buttons"
      onSubmit={(event) => {
        event.preventDefault()
        if (place) void send()
      }}
    >
      <label htmlFor="transfer-to">
        Chuyển sang <kbd>t</kbd>
      </label>
      <select id="transfer-to" ref={select} value={place} onChange={(event) => setPlace(event.target.value)}>
        <option value="">Chọn hàng chờ hoặc quầy</option>
        <optgroup label="Hàng chờ">
          {view.queues
            .filter((each) => each.key !== view.ticket?.queue)
            .map(({ key, name }) => (
              <option key={key} value={`queue:${key}`}>
                {name}
              </option>
            ))}
        </optgroup>
        <optgroup label="Quầy đang mở">
          {others.map(({ number, name }) => (
            <option key={number} value={`counter:${number}`}>
              {name}
            </option>
          ))}
        </optgroup>
      </select>
      <button type="submit" className="plain-button" disabled={busy || !place}>
        Chuyển
      </button>
    </form>
  )
}
