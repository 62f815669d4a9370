import type { ComponentType } from 'react'
import type { FillProps } from '../../../../web/ui/field-props.ts'
import type { FieldKind } from '../model/definition.ts'
import { Fill as Address } from './address/Fill.tsx'
import { Fill as Calculated } from './calculated/Fill.tsx'
import { Fill as Choice } from './choice/Fill.tsx'
import { Fill as Choices } from './choices/Fill.tsx'
import { Fill as CitizenId } from './citizen-id/Fill.tsx'
import { Fill as Commune } from './commune/Fill.tsx'
import { Fill as DateFill } from './date/Fill.tsx'
import { Fill as Declaration } from './declaration/Fill.tsx'
import { Fill as Email } from './email/Fill.tsx'
import { Fill as FileFill } from './file/Fill.tsx'
import { Fill as Group } from './group/Fill.tsx'
import { Fill as LongText } from './long-text/Fill.tsx'
import { Fill as MapPoint } from './map-point/Fill.tsx'
import { Fill as Money } from './money/Fill.tsx'
import { Fill as NumberFill } from './number/Fill.tsx'
import { Fill as Organisation } from './organisation/Fill.tsx'
import { Fill as Person } from './person/Fill.tsx'
import { Fill as Phone } from './phone/Fill.tsx'
import { Fill as TaxCode } from './tax-code/Fill.tsx'
import { Fill as TextFill } from './text/Fill.tsx'
import { Fill as Year } from './year/Fill.tsx'
import { Fill as YesNo } from './yes-no/Fill.tsx'

/** How each kind of field is asked: plain named inputs, no script. */
const fills: Record<FieldKind, ComponentType<FillProps>> = {
  text: TextFill,
  longText: LongText,
  number: NumberFill,
  money: Money,
  date: DateFill,
  year: Year,
  choice: Choice,
  choices: Choices,
  yesNo: YesNo,
  person: Person,
  citizenId: CitizenId,
  taxCode: TaxCode,
  phone: Phone,
  email: Email,
  commune: Commune,
  address: Address,
  organisation: Organisation,
  file: FileFill,
  group: Group,
  calculated: Calculated,
  mapPoint: MapPoint,
  declaration: Declaration,
}

/** Asks any field; kinds with parts ask theirs by the same. */
export function AskField(props: Omit<FillProps, 'Inner'>) {
  const Fill = fills[props.field.kind]
  return <Fill {...props} Inner={AskField} />
}
