import { AskedText } from '../../../../../web/ui/AskedText.tsx'
import type { FillProps } from '../../../../../web/ui/field-props.ts'

export const Fill = (asked: FillProps) => (
  <AskedText asked={asked} maxLength={asked.field.maxLength ?? 4000} rows={5} />
)
