import type { ShowProps } from '../../../../../web/ui/field-props.ts'

/** Keeps the line breaks a person typed. */
export function Show({ value }: ShowProps) {
  return <span className="as-typed">{String(value)}</span>
}
