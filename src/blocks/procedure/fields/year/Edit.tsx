import type { EditProps } from '../../../../../web/ui/field-props.ts'
import { NumberSetting } from '../../../../../web/ui/Setting.tsx'

export function YearEdit({ field, onChange, locked }: EditProps) {
  return (
    <>
      <NumberSetting
        label="Từ năm"
        help="Để trống: từ 1880"
        locked={locked}
        value={field.min}
        onChange={(min) => onChange({ min })}
      />
      <NumberSetting
        label="Đến năm"
        locked={locked}
        value={field.max}
        onChange={(max) => onChange({ max })}
      />
    </>
  )
}
