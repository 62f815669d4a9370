import type { ShowProps } from '../../../../../web/ui/field-props.ts'
import { asParts } from '../../../../../web/ui/Parts.tsx'
import { Phrase } from '../../../../../web/ui/Phrase.tsx'
import { group } from './kind.ts'

/** A row as people read it: every part with its name, one row under the other, so that it also fits a phone. */
export function Show({ field, value, lang, Inner }: ShowProps) {
  if (!Array.isArray(value)) return group.show(value, field, lang)
  return (
    <ol className="rows-shown">
      {value.map(asParts).map((row, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place
        <li key={at}>
          {(field.fields ?? []).map((part) => (
            <span key={part.key} className="part-shown">
              <span className="quiet">
                <Phrase text={part.label} lang={lang} />:
              </span>{' '}
              <Inner field={part} value={row[part.key]} lang={lang} Inner={Inner} />
            </span>
          ))}
        </li>
      ))}
    </ol>
  )
}
