import type { EditProps } from '../../../../../web/ui/field-props.ts'
import { OptionsSetting } from '../../../../../web/ui/OptionsSetting.tsx'

export function ChoiceEdit(props: EditProps) {
  return <OptionsSetting {...props} />
}
