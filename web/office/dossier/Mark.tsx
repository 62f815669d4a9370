import { useId } from 'react'
import type { Marks } from './definition.ts'

export type Marker = { marks: Marks; setMarks: (next: (before: Marks) => Marks) => void }

/** Beside a field or paper while a correction is being written: marks it and takes the note for it. */
export function Mark({ path, name, marker }: { path: string; name: string; marker: Marker }) {
  const id = useId()
  const note = marker.marks[path]
  const on = note !== undefined
  const label = on ? 'Bỏ đánh dấu' : 'Đánh dấu cần sửa'
  const toggle = () =>
    marker.setMarks((before) => {
      const { [path]: _, ...rest } = before
      return on ? rest : { ...before, [path]: '' }
    })
  return (
    <div className="mark" data-path={path}>
      <button
        type="button"
        aria-pressed={on}
        aria-label={`${label}: ${name}`}
        onClick={toggle}
        className={on ? 'mark-on' : 'plain-button'}
      >
        {label}
      </button>
      {on && (
        <>
          <label htmlFor={id} className="unseen">
            Cần sửa gì ở “{name}”
          </label>
          <textarea
            id={id}
            rows={2}
            autoFocus={note === ''}
            value={note}
            placeholder="Cần sửa gì, sửa thế nào"
            onChange={(event) => {
              const text = event.currentTarget.value
              marker.setMarks((before) => ({ ...before, [path]: text }))
            }}
          />
        </>
      )}
    </div>
  )
}
