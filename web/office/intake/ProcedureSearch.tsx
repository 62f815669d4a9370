import { useEffect, useState } from 'react'
import type { z } from 'zod'
import type { ProcedureRow } from '../../../src/blocks/procedure/contract.ts'
import { ask, sentence } from '../api.ts'

type Row = z.infer<typeof ProcedureRow>
type Chosen = { code: string; name: string }
type Props = { chosen: Chosen | null; error?: string; onChosen: (chosen: Chosen) => void }

/** Plain words, arrow keys, Enter. */
export function ProcedureSearch({ chosen, error, onChosen }: Props) {
  const [words, setWords] = useState(chosen?.name ?? '')
  const [rows, setRows] = useState<Row[]>([])
  const [open, setOpen] = useState(false)
  const [at, setAt] = useState(0)
  const [trouble, setTrouble] = useState<string | null>(null)

  useEffect(() => {
    if (!open) return
    const stop = new AbortController()
    // A chosen name would only find itself: opening it again offers everything.
    const q = words === chosen?.name ? '' : words
    const timer = setTimeout(() => {
      ask<{ items: Row[] }>('/procedures', { q, limit: 20, offered: true }, stop.signal)
        .then((found) => {
          setRows(found.items)
          setAt(0)
          setTrouble(null)
        })
        .catch((problem) => {
          if (!stop.signal.aborted) setTrouble(sentence(problem))
        })
    }, 120)
    return () => {
      clearTimeout(timer)
      stop.abort()
    }
  }, [words, open, chosen])

  function choose(row: Row | undefined) {
    if (!row) return
    setWords(row.title.vi)
    setOpen(false)
    onChosen({ code: row.code, name: row.title.vi })
  }
  function pressed(event: React.KeyboardEvent) {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault()
      if (!open) return setOpen(true)
      const by = event.key === 'ArrowDown' ? 1 : -1
      setAt((before) => Math.min(rows.length - 1, Math.max(0, before + by)))
    } else if (event.key === 'Enter' && open && !event.ctrlKey) choose(rows[at])
    else if (event.key === 'Escape') setOpen(false)
  }
  return (
    <section>
      <h2>Thủ tục</h2>
      <div className={`field picker ${error ? 'refused' : ''}`}>
        <label htmlFor="procedure">Tìm thủ tục</label>
        {error && <span className="wrong">{error}</span>}
        <input
          id="procedure"
          className="input"
          role="combobox"
          aria-expanded={open}
          aria-controls="procedure-list"
          aria-autocomplete="list"
          aria-activedescendant={open && rows[at] ? `procedure-${rows[at].code}` : undefined}
          aria-invalid={error !== undefined}
          value={words}
          onFocus={(event) => event.currentTarget.select()}
          onChange={(event) => {
            setWords(event.currentTarget.value)
            setOpen(true)
          }}
          onKeyDown={pressed}
          onBlur={() => setOpen(false)}
        />
        <div
          id="procedure-list"
          role="listbox"
          aria-label="Thủ tục tìm thấy"
          hidden={!open || rows.length === 0}
        >
          {rows.map((row, index) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are on the input, as the combobox pattern has it
            // biome-ignore lint/a11y/useFocusableInteractive: focus stays in the input, aria-activedescendant points here
            <div
              key={row.code}
              id={`procedure-${row.code}`}
              role="option"
              aria-selected={index === at}
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => choose(row)}
            >
              <span>{row.title.vi}</span>
              <span className="quiet">
                {row.code} · {row.field} · {row.term.vi}
              </span>
            </div>
          ))}
        </div>
        <span className="help" role="status">
          {trouble ??
            (open && rows.length === 0 && words ? 'Không thấy thủ tục nào; thử từ khác, không cần dấu.' : '')}
        </span>
      </div>
    </section>
  )
}
