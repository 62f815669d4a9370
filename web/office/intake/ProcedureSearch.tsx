import { useEffect, useRef, useState } from 'react'
import type { z } from 'zod'
import type { ProcedureRow } from '../../../src/blocks/procedure/contract.ts'
import { ApiProblem, ask, sentence } from '../api.ts'
import { lineIsUp } from '../offline/line.ts'
import { findPrepared } from '../offline/provision.ts'

import type { Usual } from './usual.ts'

const MOST = 20
type Row = z.infer<typeof ProcedureRow>
type Chosen = { code: string; name: string }
type Offered = { code: string; name: string; about: string; usual?: Usual }
type Props = {
  chosen: Chosen | null
  /** What this desk takes in often, offered before a word is typed. */
  usual: readonly Usual[]
  error?: string
  onChosen: (chosen: Chosen, usual?: Usual) => void
}

/** Plain words, arrow keys, Enter. */
export function ProcedureSearch({ chosen, usual, error, onChosen }: Props) {
  const [words, setWords] = useState(chosen?.name ?? '')
  const [rows, setRows] = useState<Offered[]>([])
  const [open, setOpen] = useState(false)
  const [at, setAt] = useState(0)
  const offered = useRef(usual)
  offered.current = usual
  /** The words the rows were found for; Enter on older rows waits for the right ones. */
  const foundFor = useRef<string | null>(null)
  const entered = useRef(false)
  const [trouble, setTrouble] = useState<string | null>(null)

  // biome-ignore lint/correctness/useExhaustiveDependencies: searched anew only for other words
  useEffect(() => {
    if (!open) return
    const stop = new AbortController()
    // A chosen name would only find itself: opening it again offers everything.
    const q = words === chosen?.name ? '' : words
    const timer = setTimeout(() => {
      findProcedures(q, stop.signal)
        .then((found) => {
          const often = q.trim() ? [] : offered.current.map(asOffered)
          const known = new Set(often.map(({ code }) => code))
          const all = [...often, ...found.map(ofRow).filter(({ code }) => !known.has(code))]
          setRows(all)
          foundFor.current = words
          if (entered.current) choose(all[0])
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

  function choose(row: Offered | undefined) {
    entered.current = false
    if (!row) return
    setWords(row.name)
    setOpen(false)
    onChosen({ code: row.code, name: row.name }, row.usual)
  }
  function pressed(event: React.KeyboardEvent) {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault()
      if (!open) return setOpen(true)
      const by = event.key === 'ArrowDown' ? 1 : -1
      setAt((before) => Math.min(rows.length - 1, Math.max(0, before + by)))
    } else if (event.key === 'Enter' && open && !event.ctrlKey) {
      // Chosen here; the form would go on to what is asked next.
      event.stopPropagation()
      event.preventDefault()
      if (foundFor.current === words) choose(rows[at])
      else entered.current = true
    } else if (event.key === 'Escape') setOpen(false)
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
          onFocus={(event) => {
            event.currentTarget.select()
            if (!chosen) setOpen(true)
          }}
          onChange={(event) => {
            setWords(event.currentTarget.value)
            setOpen(true)
          }}
          onKeyDown={pressed}
          onBlur={() => {
            entered.current = false
            setOpen(false)
          }}
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
              <span>{row.name}</span>
              <span className="quiet">{row.about}</span>
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

const ofRow = ({ code, title, field, term }: Row): Offered => ({
  code,
  name: title.vi,
  about: `${code} · ${field} · ${term.vi}`,
})
const asOffered = (usual: Usual): Offered => ({
  code: usual.code,
  name: usual.name,
  about: `${usual.code} · ${usual.favourite ? 'mẫu nhanh của quầy' : 'vừa tiếp nhận'}`,
  usual,
})

/** Without a line among what this device was prepared with. */
async function findProcedures(q: string, signal: AbortSignal): Promise<Row[]> {
  if (!lineIsUp()) return (await findPrepared(q)).slice(0, MOST)
  try {
    return (await ask<{ items: Row[] }>('/procedures', { q, limit: MOST, offered: true }, signal)).items
  } catch (error) {
    if (!(error instanceof ApiProblem) || error.status !== 0) throw error
    const here = await findPrepared(q)
    if (here.length === 0) throw error
    return here.slice(0, MOST)
  }
}
