import type { ShowProps } from '../../../../../web/ui/field-props.ts'
import { date } from './kind.ts'

export function Show({ field, value, lang }: ShowProps) {
  return <time dateTime={String(value)}>{date.show(value, field, lang)}</time>
}
