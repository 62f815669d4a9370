import type { ComponentType } from 'react'
import type { EditProps } from '../../../../web/ui/field-props.ts'
import type { FieldKind } from '../model/definition.ts'
import { AddressEdit } from './address/Edit.tsx'
import { CalculatedEdit } from './calculated/Edit.tsx'
import { ChoiceEdit } from './choice/Edit.tsx'
import { ChoicesEdit } from './choices/Edit.tsx'
import { CitizenIdEdit } from './citizen-id/Edit.tsx'
import { CommuneEdit } from './commune/Edit.tsx'
import { DateEdit } from './date/Edit.tsx'
import { DeclarationEdit } from './declaration/Edit.tsx'
import { EmailEdit } from './email/Edit.tsx'
import { FileEdit } from './file/Edit.tsx'
import { GroupEdit } from './group/Edit.tsx'
import { KIND_NAMES } from './kind-names.ts'
import { LongTextEdit } from './long-text/Edit.tsx'
import { MapPointEdit } from './map-point/Edit.tsx'
import { MoneyEdit } from './money/Edit.tsx'
import { NumberEdit } from './number/Edit.tsx'
import { OrganisationEdit } from './organisation/Edit.tsx'
import { PersonEdit } from './person/Edit.tsx'
import { PhoneEdit } from './phone/Edit.tsx'
import { TaxCodeEdit } from './tax-code/Edit.tsx'
import { TextEdit } from './text/Edit.tsx'
import { YearEdit } from './year/Edit.tsx'
import { YesNoEdit } from './yes-no/Edit.tsx'

/** The settings of each kind that are its own; label, help and conditions are the designer's. */
export const edits: Record<FieldKind, ComponentType<EditProps>> = {
  text: TextEdit,
  longText: LongTextEdit,
  number: NumberEdit,
  money: MoneyEdit,
  date: DateEdit,
  year: YearEdit,
  choice: ChoiceEdit,
  choices: ChoicesEdit,
  yesNo: YesNoEdit,
  person: PersonEdit,
  citizenId: CitizenIdEdit,
  taxCode: TaxCodeEdit,
  phone: PhoneEdit,
  email: EmailEdit,
  commune: CommuneEdit,
  address: AddressEdit,
  organisation: OrganisationEdit,
  file: FileEdit,
  group: (props) => <GroupEdit {...props} names={KIND_NAMES} Inner={EditField} />,
  calculated: CalculatedEdit,
  mapPoint: MapPointEdit,
  declaration: DeclarationEdit,
}

/** The settings of any field; those of a repeating group draw the ones inside by the same. */
export function EditField(props: EditProps) {
  const Edit = edits[props.field.kind]
  return <Edit {...props} />
}
