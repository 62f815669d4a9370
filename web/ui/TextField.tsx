import type { HTMLAttributes, HTMLInputTypeAttribute } from 'react'
import { describedBy, FieldFrame, type FrameProps } from './FieldFrame.tsx'

export type TextFieldProps = FrameProps & {
  value: string
  type?: HTMLInputTypeAttribute
  inputMode?: HTMLAttributes<HTMLInputElement>['inputMode']
  autoComplete?: string
  maxLength?: number
  list?: string
  size?: 'short' | 'narrow'
  /** More than one line. */
  rows?: number
}

/** One line, or several, of typed text. The browser's own checks stay out: the server's sentences are better. */
export function TextField({
  value,
  type = 'text',
  inputMode,
  autoComplete,
  maxLength,
  list,
  size,
  rows,
  ...frame
}: TextFieldProps) {
  const shared = {
    id: frame.name,
    name: frame.name,
    className: size ? `input ${size}` : 'input',
    defaultValue: value,
    autoComplete,
    maxLength,
    'aria-describedby': describedBy(frame),
    'aria-invalid': frame.error ? true : undefined,
  }
  return (
    <FieldFrame {...frame}>
      {rows ? (
        <textarea {...shared} rows={rows} />
      ) : (
        <input {...shared} type={type} inputMode={inputMode} list={list} />
      )}
    </FieldFrame>
  )
}
