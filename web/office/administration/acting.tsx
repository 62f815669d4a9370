import { type ReactNode, useEffect, useState } from 'react'
import { Form } from 'react-router'
import { ApiProblem, act, ask, sentence } from '../api.ts'

/** What was refused last, the whole and by field; and whether something is on its way. */
export function useActing() {
  const [trouble, setTrouble] = useState('')
  const [errors, setErrors] = useState<Record<string, string>>({})
  const [busy, setBusy] = useState(false)
  /** Gives the command; null when it was refused. Equal content repeated after a lost line is one intent. */
  async function give<T>(path: string, body: object, method = 'POST'): Promise<T | null> {
    setBusy(true)
    setTrouble('')
    setErrors({})
    try {
      return await act<T>(path, body, `administration.${path}.${JSON.stringify(body)}`, method)
    } catch (error) {
      setTrouble(sentence(error))
      if (error instanceof ApiProblem)
        setErrors(Object.fromEntries(error.errors.map(({ path: field, message }) => [field, message])))
      return null
    } finally {
      setBusy(false)
    }
  }
  return { trouble, errors, busy, give }
}
export type Acting = ReturnType<typeof useActing>

export function Trouble({ text }: { text: string }) {
  return (
    <p role="alert" className={text ? 'error-box' : undefined}>
      {text}
    </p>
  )
}

type FieldProps = {
  name: string
  label: string
  help?: string
  error?: string | undefined
  optional?: boolean
  children: (tied: {
    id: string
    name: string
    'aria-invalid': true | undefined
    'aria-describedby': string | undefined
  }) => ReactNode
}

/** Label, help and error around one input, tied together. */
export function Field({ name, label, help, error, optional, children }: FieldProps) {
  const ids = [help ? `${name}-help` : '', error ? `${name}-error` : ''].filter(Boolean).join(' ')
  return (
    <div className={error ? 'field refused' : 'field'}>
      <label htmlFor={name}>
        {label}
        {optional && <span className="optional"> (không bắt buộc)</span>}
      </label>
      {help && (
        <span className="help" id={`${name}-help`}>
          {help}
        </span>
      )}
      {error && (
        <span className="wrong" id={`${name}-error`}>
          {error}
        </span>
      )}
      {children({
        id: name,
        name,
        'aria-invalid': error ? true : undefined,
        'aria-describedby': ids || undefined,
      })}
    </div>
  )
}

/** The line over a list by which it is searched; what was asked stands in the address. */
export function SearchLine({ q, label, placeholder }: { q: string; label: string; placeholder: string }) {
  return (
    <Form className="filter-line" role="search">
      <label className="grow">
        <span className="unseen">{label}</span>
        <input name="q" type="search" key={q} defaultValue={q} placeholder={placeholder} />
      </label>
      <button type="submit" className="plain-button">
        Tìm
      </button>
    </Form>
  )
}

export type Page<Row> = { items: Row[]; nextCursor: string | null }

/** The rest of a list, asked for page by page. */
export function useMore<Row>(
  first: Page<Row>,
  path: string,
  query: Record<string, string | number | undefined>,
) {
  const [list, setList] = useState(first)
  const [trouble, setTrouble] = useState('')
  // The loader ran again: its first page replaces what was gathered.
  useEffect(() => setList(first), [first])
  const load = async () => {
    try {
      const next = await ask<Page<Row>>(path, { ...query, cursor: list.nextCursor })
      setList({ items: [...list.items, ...next.items], nextCursor: next.nextCursor })
      setTrouble('')
    } catch (error) {
      setTrouble(sentence(error))
    }
  }
  const more = list.nextCursor && (
    <p>
      <button type="button" className="plain-button" onClick={() => void load()}>
        Xem thêm
      </button>{' '}
      <span role="alert" className="late">
        {trouble}
      </span>
    </p>
  )
  return { items: list.items, more }
}

export function useTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} – Quản trị`
  }, [title])
}

/** A form's fields as text; empty ones are left out. */
export function typed(form: HTMLFormElement): Record<string, string> {
  const entries = [...new FormData(form)].filter(([, value]) => typeof value === 'string' && value !== '')
  return Object.fromEntries(entries) as Record<string, string>
}
