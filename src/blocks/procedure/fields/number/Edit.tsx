import type { EditProps } from '../../../../../web/ui/field-props.ts'
import { NumberSetting } from '../../../../../web/ui/Setting.tsx'

export function NumberEdit({ field, onChange, locked }: EditProps) {
  return (
    <>
      <NumberSetting
        label="Nhỏ nhất"
        help="Để trống: không giới hạn"
        locked={locked}
        value={field.min}
        onChange={(min) => onChange({ min })}
      />
      <NumberSetting
        label="Lớn nhất"
        locked={locked}
        value={field.max}
        onChange={(max) => onChange({ max })}
      />
    </>
  )
}
