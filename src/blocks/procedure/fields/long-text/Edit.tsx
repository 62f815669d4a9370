import type { EditProps } from '../../../../../web/ui/field-props.ts'
import { NumberSetting } from '../../../../../web/ui/Setting.tsx'

export function LongTextEdit({ field, onChange, locked }: EditProps) {
  return (
    <NumberSetting
      label="Dài nhất (ký tự)"
      help="Để trống: 4000"
      locked={locked}
      value={field.maxLength}
      onChange={(maxLength) => onChange({ maxLength })}
    />
  )
}
