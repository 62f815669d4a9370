import { Fragment, type KeyboardEvent, type ReactNode, useEffect, useRef } from 'react'
import { valueAt } from '../paths.ts'
import { Tool } from '../Rows.tsx'
import { useDraft } from '../use-draft.ts'

export type Column<Item> = {
  name: string
  show: (item: Item) => ReactNode /** Left out on narrow screens. */
  extra?: boolean
}

type Props<Item> = {
  path: 'states' | 'moves'
  caption: string
  /** "bước", "thao tác": what one row is. */
  noun: string
  name: (item: Item, at: number) => string
  columns: Column<Item>[]
  edit: (at: number) => ReactNode
  /** The row opened: also the one that stands out in the diagram. */
  open: number | null
  onOpen: (at: number | null) => void
  fresh: () => Item
}

/**
 * A table of the draft whose rows open to be edited in place. Rows move by their buttons or Alt with an arrow; one taken
 * out has a way back.
 */
export function TableRows<Item>({
  path,
  caption,
  noun,
  name,
  columns,
  edit,
  open,
  onOpen,
  fresh,
}: Props<Item>) {
  const { content, change, locked, findingsAt } = useDraft()
  const items = (valueAt(content, path) ?? []) as Item[]
  const focus = useRef<string | null>(null)
  const closed = locked(path)
  useEffect(() => {
    if (focus.current === null) return
    document.getElementById(focus.current)?.focus()
    focus.current = null
  })

  function move(at: number, by: -1 | 1): void {
    const to = at + by
    if (to < 0 || to >= items.length) return
    const next = [...items]
    next.splice(to, 0, ...next.splice(at, 1))
    if (open === at) onOpen(to)
    else if (open === to) onOpen(at)
    focus.current = `${path}.${to}`
    change(path, next)
  }
  function remove(at: number): void {
    change(path, items.toSpliced(at, 1), `Đã xóa ${noun} “${name(items[at]!, at)}”.`)
    onOpen(null)
    focus.current = items.length > 1 ? `${path}.${Math.min(at, items.length - 2)}` : `${path}-add`
  }
  function add(): void {
    change(path, [...items, fresh()])
    onOpen(items.length)
    focus.current = `${path}.${items.length}.name.vi`
  }
  const byKey = (at: number) => (event: KeyboardEvent) => {
    if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') || closed) return
    event.preventDefault()
    move(at, event.key === 'ArrowUp' ? -1 : 1)
  }

  return (
    <>
      <table className="flow-table">
        <caption className="unseen">{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th scope="col" key={column.name} className={column.extra ? 'extra' : undefined}>
                {column.name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {items.map((item, at) => {
            const title = name(item, at)
            const found = findingsAt(`${path}.${at}`)
            const errors = found.filter((each) => each.severity === 'error').length
            const [first, ...others] = columns
            return (
              // biome-ignore lint/suspicious/noArrayIndexKey: a row's key can be edited and doubled; its place cannot
              <Fragment key={at}>
                <tr className={open === at ? 'open' : undefined} onKeyDown={byKey(at)}>
                  <th scope="row">
                    <button
                      type="button"
                      id={`${path}.${at}`}
                      className="row-name"
                      aria-expanded={open === at}
                      onClick={() => onOpen(open === at ? null : at)}
                    >
                      {first!.show(item)}
                    </button>
                    {found.length > 0 && (
                      <strong className={errors > 0 ? 'late' : 'soon'}>
                        {' '}
                        {errors > 0 ? `${errors} lỗi` : `${found.length} lưu ý`}
                      </strong>
                    )}
                  </th>
                  {others.map((column) => (
                    <td key={column.name} className={column.extra ? 'extra' : undefined}>
                      {column.show(item)}
                    </td>
                  ))}
                </tr>
                {open === at && (
                  <tr className="row-form">
                    <td colSpan={columns.length}>
                      <section className="row-edit stack" aria-label={title}>
                        {!closed && (
                          <p className="row-tools">
                            <Tool sign="↑ Đưa lên" label={`Đưa lên: ${title}`} onClick={() => move(at, -1)} />
                            <Tool
                              sign="↓ Đưa xuống"
                              label={`Đưa xuống: ${title}`}
                              onClick={() => move(at, 1)}
                            />
                            <Tool sign="Xóa" label={`Xóa: ${title}`} onClick={() => remove(at)} />
                          </p>
                        )}
                        {edit(at)}
                      </section>
                    </td>
                  </tr>
                )}
              </Fragment>
            )
          })}
        </tbody>
      </table>
      {!closed && (
        <p>
          <button type="button" id={`${path}-add`} className="plain-button" onClick={add}>
            Thêm {noun}
          </button>
        </p>
      )}
    </>
  )
}
