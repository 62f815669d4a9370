import { useEffect, useMemo, useState } from 'react'
import type { ProcedureAnswer, ProcedureRow } from '../../../../src/blocks/procedure/contract.ts'
import type { Flow } from '../../../../src/blocks/procedure/model/definition.ts'
import { ask, sentence } from '../../api.ts'
import { Diagram } from '../diagram/Diagram.tsx'
import { readFlow } from '../diagram/flow.ts'
import { useDraft } from '../use-draft.ts'
import { flowName } from './flow-summary.ts'

type Offer = { id: string; name: string; flow: Flow }

/** Ready-made flows, and those of procedures in force, to begin with instead of an empty table. */
export function ReadyFlows({ empty }: { empty: boolean }) {
  const { change, content, locked } = useDraft()
  const [open, setOpen] = useState(empty)
  const [shipped, setShipped] = useState<Offer[]>([])
  const [own, setOwn] = useState<Offer | null>(null)
  const [picked, setPicked] = useState('')
  const [problem, setProblem] = useState<string | null>(null)
  useEffect(() => {
    if (!open) return
    const stop = new AbortController()
    ask<{ items: { key: string; flow: Flow }[] }>('/procedure-flows', {}, stop.signal)
      .then(({ items }) =>
        setShipped(items.map(({ key, flow }) => ({ id: key, name: flowName(flow), flow }))),
      )
      .catch((error) => stop.signal.aborted || setProblem(sentence(error)))
    return () => stop.abort()
  }, [open])
  const offers = own ? [...shipped, own] : shipped
  const offer = offers.find(({ id }) => id === picked) ?? offers[0]
  const shown = useMemo(() => readFlow(offer?.flow), [offer])
  if (locked('states')) return null

  function take(): void {
    if (!offer) return
    const { states, moves, initial } = offer.flow
    const definition = { ...content.definition, states, moves, initial }
    change('', { ...content, definition }, `Đã lấy quy trình “${offer.name}” vào bản thảo.`)
    setOpen(false)
  }

  return (
    <details open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>Bắt đầu từ một quy trình có sẵn</summary>
      <div className="stack ready-flows">
        {problem && (
          <p className="error-box" role="alert">
            {problem}
          </p>
        )}
        <div className="side-by-side">
          <div className="at">
            <label htmlFor="ready-flow">Quy trình</label>
            <select
              id="ready-flow"
              value={offer?.id ?? ''}
              onChange={(event) => setPicked(event.target.value)}
            >
              {offers.map(({ id, name, flow }) => (
                <option key={id} value={id}>
                  {name} ({flow.states.length} bước, {flow.moves.length} thao tác)
                </option>
              ))}
            </select>
          </div>
          <FromProcedure
            onFound={(found) => {
              setOwn(found)
              setPicked(found.id)
            }}
          />
        </div>
        {offer && (
          <>
            <p className="buttons">
              <button type="button" className="button" onClick={take}>
                Dùng quy trình này
              </button>
              {!empty && (
                <span className="quiet">Các bước và thao tác đang có sẽ được thay; có thể lấy lại.</span>
              )}
            </p>
            <details>
              <summary>Xem trước sơ đồ của quy trình này</summary>
              <Diagram flow={shown} chosen={null} onChoose={() => {}} name="Sơ đồ của quy trình có sẵn" />
            </details>
          </>
        )}
      </div>
    </details>
  )
}

/** The flow of a procedure in force, found by plain words. */
function FromProcedure({ onFound }: { onFound: (offer: Offer) => void }) {
  const [words, setWords] = useState('')
  const [rows, setRows] = useState<ProcedureRow[]>([])
  const [said, setSaid] = useState('')
  async function find(): Promise<void> {
    try {
      const found = await ask<{ items: ProcedureRow[] }>('/procedures', { q: words, offered: true, limit: 8 })
      setRows(found.items)
      setSaid(
        found.items.length > 0 ? `Tìm thấy ${found.items.length} thủ tục.` : 'Không có thủ tục nào như vậy.',
      )
    } catch (error) {
      setSaid(sentence(error))
    }
  }
  async function take(row: ProcedureRow): Promise<void> {
    try {
      const answer = await ask<ProcedureAnswer>(`/procedures/${row.code}`)
      if (answer.kind !== 'edition') return
      const { states, moves, initial } = answer.definition
      onFound({ id: row.code, name: `Của “${row.title.vi}”`, flow: { states, moves, initial } })
      setRows([])
      setSaid('Đã chọn; xem ở ô Quy trình.')
    } catch (error) {
      setSaid(sentence(error))
    }
  }
  return (
    <form
      className="at"
      onSubmit={(event) => {
        event.preventDefault()
        void find()
      }}
    >
      <label htmlFor="ready-words">Hoặc lấy của một thủ tục đang áp dụng</label>
      <span className="with-unit">
        <input id="ready-words" value={words} onChange={(event) => setWords(event.target.value)} />{' '}
        <button type="submit" className="plain-button">
          Tìm
        </button>
      </span>
      <p role="status" className="quiet">
        {said}
      </p>
      {rows.length > 0 && (
        <ul>
          {rows.map((row) => (
            <li key={row.code}>
              <button type="button" className="link-button" onClick={() => void take(row)}>
                {row.title.vi} ({row.code})
              </button>
            </li>
          ))}
        </ul>
      )}
    </form>
  )
}
