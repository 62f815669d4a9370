import type { EditProps } from '../../../../../web/ui/field-props.ts'
import { NumberSetting } from '../../../../../web/ui/Setting.tsx'

export function FileEdit({ field, onChange, locked }: EditProps) {
  return (
    <>
      <NumberSetting
        label="Ít nhất (tệp)"
        help="Để trống: từ 1 đến 5 tệp"
        locked={locked}
        value={field.min}
        onChange={(min) => onChange({ min })}
      />
      <NumberSetting
        label="Nhiều nhất (tệp)"
        locked={locked}
        value={field.max}
        onChange={(max) => onChange({ max })}
      />
    </>
  )
}
