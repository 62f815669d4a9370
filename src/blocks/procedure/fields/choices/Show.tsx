import type { ShowProps } from '../../../../../web/ui/field-props.ts'
import { choices } from './kind.ts'

/** One line for each option chosen. */
export function Show({ field, value, lang }: ShowProps) {
  if (!Array.isArray(value)) return choices.show(value, field, lang)
  return (
    <ul>
      {value.map((each) => (
        <li key={String(each)}>{choices.show([each], field, lang)}</li>
      ))}
    </ul>
  )
}
