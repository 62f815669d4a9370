import { AskedText } from '../../../../../web/ui/AskedText.tsx'
import type { FillProps } from '../../../../../web/ui/field-props.ts'

const AUTOCOMPLETE: Record<string, string> = {
  'applicant.name': 'name',
  'applicant.address': 'street-address',
}

export const Fill = (asked: FillProps) => (
  <AskedText
    asked={asked}
    maxLength={asked.field.maxLength ?? 500}
    autoComplete={AUTOCOMPLETE[asked.field.prefill ?? '']}
  />
)
