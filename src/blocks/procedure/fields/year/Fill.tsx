import { AskedText } from '../../../../../web/ui/AskedText.tsx'
import type { FillProps } from '../../../../../web/ui/field-props.ts'

export const Fill = (asked: FillProps) => (
  <AskedText asked={asked} inputMode="numeric" autoComplete="off" maxLength={10} size="short" />
)
