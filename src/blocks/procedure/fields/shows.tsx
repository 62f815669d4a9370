import type { ComponentType } from 'react'
import type { ShowProps } from '../../../../web/ui/field-props.ts'
import type { FieldKind } from '../model/definition.ts'
import { showAnswer } from './answers.ts'
import { Show as Choices } from './choices/Show.tsx'
import { Show as DateShow } from './date/Show.tsx'
import { Show as FileShow } from './file/Show.tsx'
import { Show as Group } from './group/Show.tsx'
import { Show as LongText } from './long-text/Show.tsx'

/** Kinds whose answer is more than one line of text. */
const own: Partial<Record<FieldKind, ComponentType<ShowProps>>> = {
  longText: LongText,
  choices: Choices,
  date: DateShow,
  file: FileShow,
  group: Group,
}

/** An answer as it is read back: as the kind says it, nothing given as a dash. */
export function Answer(props: Omit<ShowProps, 'Inner'>) {
  const { field, value, lang } = props
  if (value === undefined || value === null || value === '')
    return <span className="quiet">{lang === 'en' ? 'Not given' : 'Không khai'}</span>
  const Own = own[field.kind]
  return Own ? <Own {...props} Inner={Answer} /> : showAnswer(field, value, lang)
}
