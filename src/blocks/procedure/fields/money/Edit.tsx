import type { EditProps } from '../../../../../web/ui/field-props.ts'
import { NumberSetting } from '../../../../../web/ui/Setting.tsx'

export function MoneyEdit({ field, onChange, locked }: EditProps) {
  return (
    <>
      <NumberSetting
        label="Ít nhất (đồng)"
        help="Để trống: từ 0 đồng"
        locked={locked}
        value={field.min}
        onChange={(min) => onChange({ min })}
      />
      <NumberSetting
        label="Nhiều nhất (đồng)"
        locked={locked}
        value={field.max}
        onChange={(max) => onChange({ max })}
      />
    </>
  )
}
