import { AskedText } from '../../../../../web/ui/AskedText.tsx'
import type { FillProps } from '../../../../../web/ui/field-props.ts'

/** The page that shows it may carry a `communes` list to pick from; typing a name works without. */
export const Fill = (asked: FillProps) => (
  <AskedText asked={asked} autoComplete="off" maxLength={200} list="communes" />
)
