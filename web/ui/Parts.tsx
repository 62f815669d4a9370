import type { ReactNode } from 'react'
import type { Field } from '../../src/blocks/procedure/model/definition.ts'
import { HelpAndError, Optional } from './FieldFrame.tsx'
import { type FillProps, inputName } from './field-props.ts'
import { Phrase } from './Phrase.tsx'

type Props = FillProps & {
  parts: Field[]
  /** Two short parts side by side. */
  beside?: boolean
  /** Stands above the parts. */
  first?: ReactNode
  children?: ReactNode
}

/** A question of several parts in one frame: each part is asked by its own kind, under `answers.<key>.<part>`. */
export function Parts({ parts, beside, first, children, ...props }: Props) {
  const { field, value, error, errors, lang, required, places, Inner } = props
  const name = inputName(field)
  const typed = asParts(value)
  return (
    <fieldset id={name} tabIndex={-1} className={error ? 'field parts refused' : 'field parts'}>
      <legend>
        <Phrase text={field.label} lang={lang} />
        <Optional required={required} lang={lang} />
      </legend>
      <HelpAndError
        name={name}
        help={field.help && <Phrase text={field.help} lang={lang} />}
        error={error}
        lang={lang}
      />
      {first}
      <div className={beside ? 'parts-beside' : 'parts-below'}>
        {parts.map((part) => (
          <Inner
            key={part.key}
            field={{ ...part, key: `${field.key}.${part.key}` }}
            value={typed[part.key]}
            error={errors?.[`${name}.${part.key}`]}
            errors={errors}
            lang={lang}
            required={part.requiredIf !== false}
            places={places}
            Inner={Inner}
          />
        ))}
      </div>
      {children}
    </fieldset>
  )
}

/** The parts typed so far; nothing when it is not an answer of parts. */
export function asParts(value: unknown): Record<string, unknown> {
  return value !== null && typeof value === 'object' && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : {}
}
