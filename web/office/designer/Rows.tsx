import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import { useSearchParams } from 'react-router'
import { isWithin, valueAt } from './paths.ts'
import { useDraft } from './use-draft.ts'

type RowsProps<Item> = {
  path: string
  /** "mục", "giấy tờ": what one row is. */
  noun: string
  name: (item: Item) => string
  summary: (item: Item) => ReactNode
  copy: (item: Item) => Item
  edit: (at: number) => ReactNode
  empty?: string
  /** Where a row goes that is moved past the first or the last: answers whether it went anywhere. */
  beyond?: (at: number, by: -1 | 1) => boolean
  /** Controls under the list; `add` puts a row at its end and opens it. */
  foot?: (add: (item: Item) => void) => ReactNode
}

/**
 * A list of the draft, one line a row, opened to edit in place. Rows move by their buttons or Alt with an arrow, are
 * doubled, and taken out with a way back.
 */
export function Rows<Item>({ path, noun, name, summary, copy, edit, ...rest }: RowsProps<Item>) {
  const { content, change, locked, findingsAt } = useDraft()
  const items = (valueAt(content, path) ?? []) as Item[]
  const [search] = useSearchParams()
  const wanted = search.get('cho') ?? ''
  const [open, setOpen] = useState<number | null>(() => rowAt(wanted, path))
  const list = useRef<HTMLOListElement>(null)
  const focus = useRef<number | null>(null)
  const closed = locked(path)

  useEffect(() => {
    const row = rowAt(wanted, path)
    if (row !== null) setOpen(row)
  }, [wanted, path])
  useEffect(() => {
    if (focus.current === null) return
    const row = list.current?.children[focus.current]
    focus.current = null
    row?.querySelector<HTMLElement>('.row-name')?.focus()
  })

  function move(at: number, by: -1 | 1): void {
    const to = at + by
    if (to < 0 || to >= items.length) {
      if (rest.beyond?.(at, by)) setOpen(null)
      return
    }
    const next = [...items]
    next.splice(to, 0, ...next.splice(at, 1))
    if (open === at) setOpen(to)
    else if (open === to) setOpen(at)
    focus.current = to
    change(path, next)
  }
  function duplicate(at: number): void {
    change(path, items.toSpliced(at + 1, 0, copy(items[at]!)))
    setOpen(at + 1)
    focus.current = at + 1
  }
  function remove(at: number): void {
    change(path, items.toSpliced(at, 1), `Đã xóa ${noun} “${name(items[at]!)}”.`)
    setOpen(open === null || open === at ? null : open > at ? open - 1 : open)
    focus.current = Math.min(at, items.length - 2)
  }
  function add(item: Item): void {
    change(path, [...items, item])
    setOpen(items.length)
    // The new row's own first input is where one types next.
    setTimeout(() => list.current?.lastElementChild?.querySelector<HTMLElement>('.row-edit input')?.focus())
  }
  const moveByKey = (at: number) => (event: KeyboardEvent) => {
    if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') || closed) return
    event.preventDefault()
    move(at, event.key === 'ArrowUp' ? -1 : 1)
  }

  return (
    <>
      {items.length === 0 && rest.empty && <p className="quiet">{rest.empty}</p>}
      <ol className="rows" ref={list}>
        {items.map((item, at) => {
          const found = findingsAt(`${path}.${at}`)
          const errors = found.filter((each) => each.severity === 'error').length
          const title = name(item)
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: a row's key can be edited and doubled; its place cannot
            <li key={at} className={open === at ? 'open' : ''} onKeyDown={moveByKey(at)}>
              <div className="row">
                <div className="row-what">
                  <button
                    type="button"
                    id={`${path}.${at}`}
                    className="row-name"
                    aria-expanded={open === at}
                    onClick={() => setOpen(open === at ? null : at)}
                  >
                    {title}
                  </button>
                  <span className="row-summary quiet">
                    {summary(item)}
                    {found.length > 0 && (
                      <strong className={errors > 0 ? 'late' : 'soon'}>
                        {' '}
                        {errors > 0 ? `${errors} lỗi` : `${found.length} lưu ý`}
                      </strong>
                    )}
                  </span>
                </div>
                {!closed && (
                  <span className="row-tools">
                    <Tool sign="↑" label={`Đưa lên: ${title}`} onClick={() => move(at, -1)} />
                    <Tool sign="↓" label={`Đưa xuống: ${title}`} onClick={() => move(at, 1)} />
                    <Tool sign="Nhân đôi" label={`Nhân đôi: ${title}`} onClick={() => duplicate(at)} />
                    <Tool sign="Xóa" label={`Xóa: ${title}`} onClick={() => remove(at)} />
                  </span>
                )}
              </div>
              {open === at && <div className="row-edit stack">{edit(at)}</div>}
            </li>
          )
        })}
      </ol>
      {!closed && rest.foot?.(add)}
    </>
  )
}

/** The row of `path` that a place lies in. */
function rowAt(place: string, path: string): number | null {
  if (!isWithin(place, path)) return null
  const row = Number.parseInt(place.slice(path.length + 1), 10)
  return Number.isNaN(row) ? null : row
}

export function Tool({ sign, label, onClick }: { sign: string; label: string; onClick: () => void }) {
  return (
    <button type="button" className="tool" aria-label={label} title={label} onClick={onClick}>
      <span aria-hidden="true">{sign}</span>
    </button>
  )
}
