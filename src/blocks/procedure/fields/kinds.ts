import type { Field, FieldKind } from '../model/definition.ts'
import { address } from './address/kind.ts'
import { calculated } from './calculated/kind.ts'
import { choice } from './choice/kind.ts'
import { choices } from './choices/kind.ts'
import { citizenId } from './citizen-id/kind.ts'
import { commune } from './commune/kind.ts'
import { date } from './date/kind.ts'
import { declaration } from './declaration/kind.ts'
import { email } from './email/kind.ts'
import { file } from './file/kind.ts'
import { group } from './group/kind.ts'
import type { Kind } from './kind.ts'
import { longText } from './long-text/kind.ts'
import { mapPoint } from './map-point/kind.ts'
import { money } from './money/kind.ts'
import { number } from './number/kind.ts'
import { organisation } from './organisation/kind.ts'
import { person } from './person/kind.ts'
import { phone } from './phone/kind.ts'
import { taxCode } from './tax-code/kind.ts'
import { text } from './text/kind.ts'
import { year } from './year/kind.ts'
import { yesNo } from './yes-no/kind.ts'

/** Every kind of field there is: how its answer is read, checked, shown and complained about. */
export const kinds: Record<FieldKind, Kind> = {
  text,
  longText,
  number,
  money,
  date,
  year,
  choice,
  choices,
  yesNo,
  person,
  citizenId,
  taxCode,
  phone,
  email,
  commune,
  address,
  organisation,
  file,
  group,
  calculated,
  mapPoint,
  declaration,
}

export function kindOf(field: Field): Kind {
  return kinds[field.kind]
}
