import type { ShowProps } from '../../../../../web/ui/field-props.ts'
import { file } from './kind.ts'

/** One line for each file. */
export function Show({ field, value, lang }: ShowProps) {
  if (!Array.isArray(value)) return file.show(value, field, lang)
  return (
    <ul>
      {value.map((each, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes order while it is shown
        <li key={at}>{file.show([each], field, lang)}</li>
      ))}
    </ul>
  )
}
