import type { ReactNode } from 'react'
import { Vietnamese } from './Phrase.tsx'
import { type Lang, words } from './words.ts'

export type FrameProps = {
  /** The input's name, which is its id as well: the error summary links to it. */
  name: string
  label: ReactNode
  help?: ReactNode
  error?: string | undefined
  required?: boolean
  lang: Lang
}

/** The ids that tie help and error to the input they belong to. */
export function describedBy({ name, help, error }: Pick<FrameProps, 'name' | 'help' | 'error'>) {
  const ids = [help ? `${name}-help` : '', error ? `${name}-error` : ''].filter(Boolean)
  return ids.length > 0 ? ids.join(' ') : undefined
}

/** Label, help and error around one input. */
export function FieldFrame({ children, ...frame }: FrameProps & { children: ReactNode }) {
  return (
    <div className={frame.error ? 'field refused' : 'field'}>
      <label htmlFor={frame.name}>
        {frame.label}
        <Optional {...frame} />
      </label>
      <HelpAndError {...frame} />
      {children}
    </div>
  )
}

/** The same around a group of radios or tick boxes. The first of them carries the name as id. */
export function GroupFrame({ children, ...frame }: FrameProps & { children: ReactNode }) {
  return (
    <fieldset className={frame.error ? 'field refused' : 'field'} aria-describedby={describedBy(frame)}>
      <legend>
        {frame.label}
        <Optional {...frame} />
      </legend>
      <HelpAndError {...frame} />
      {children}
    </fieldset>
  )
}

/** Most questions must be answered, so the few that need not be are the ones marked. */
export function Optional({ required, lang }: Pick<FrameProps, 'required' | 'lang'>) {
  if (required !== false) return null
  return <span className="optional">{words(lang)(' (không bắt buộc)', ' (optional)')}</span>
}

export function HelpAndError({ name, help, error, lang }: Omit<FrameProps, 'label'>) {
  return (
    <>
      {help && (
        <span className="help" id={`${name}-help`}>
          {help}
        </span>
      )}
      {error && (
        <span className="wrong" id={`${name}-error`}>
          <span className="unseen">{words(lang)('Cần sửa: ', 'To mend: ')}</span>
          {lang === 'en' ? <Vietnamese>{error}</Vietnamese> : error}
        </span>
      )}
    </>
  )
}
