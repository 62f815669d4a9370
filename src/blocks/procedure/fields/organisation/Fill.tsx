import type { FillProps } from '../../../../../web/ui/field-props.ts'
import { Parts } from '../../../../../web/ui/Parts.tsx'
import { organisation } from './kind.ts'

export function Fill(props: FillProps) {
  return <Parts {...props} parts={organisation.parts!(props.field)} />
}
