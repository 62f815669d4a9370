import type { EditProps } from '../../../../../web/ui/field-props.ts'
import { OptionsSetting } from '../../../../../web/ui/OptionsSetting.tsx'
import { NumberSetting } from '../../../../../web/ui/Setting.tsx'

export function ChoicesEdit(props: EditProps) {
  const { field, onChange, locked } = props
  return (
    <>
      <OptionsSetting {...props} />
      <NumberSetting
        label="Chọn ít nhất"
        help="Để trống: 1"
        locked={locked}
        value={field.min}
        onChange={(min) => onChange({ min })}
      />
      <NumberSetting
        label="Chọn nhiều nhất"
        locked={locked}
        value={field.max}
        onChange={(max) => onChange({ max })}
      />
    </>
  )
}
