import type { EditProps } from '../../../../../web/ui/field-props.ts'
import { NumberSetting } from '../../../../../web/ui/Setting.tsx'

export function TextEdit({ field, onChange, locked }: EditProps) {
  return (
    <NumberSetting
      label="Dài nhất (ký tự)"
      help="Để trống: 250"
      locked={locked}
      value={field.maxLength}
      onChange={(maxLength) => onChange({ maxLength })}
    />
  )
}
