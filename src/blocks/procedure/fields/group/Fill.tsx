import { HelpAndError, Optional } from '../../../../../web/ui/FieldFrame.tsx'
import { type FillProps, inputName } from '../../../../../web/ui/field-props.ts'
import { asParts } from '../../../../../web/ui/Parts.tsx'
import { Phrase } from '../../../../../web/ui/Phrase.tsx'
import { words } from '../../../../../web/ui/words.ts'
import { mostRows } from './kind.ts'

/** The rows there are, one to begin with; each can be taken away and another added by buttons that send the form. */
export function Fill({ field, value, error, errors, lang, required, places, Inner }: FillProps) {
  const t = words(lang)
  const name = inputName(field)
  const typed = Array.isArray(value) ? value.map(asParts) : []
  const least = Math.max(1, field.min ?? 1)
  const rows: Record<string, unknown>[] = [
    ...typed,
    ...Array.from({ length: Math.max(0, least - typed.length) }, () => ({})),
  ]
  const label = <Phrase text={field.label} lang={lang} />
  return (
    <fieldset id={name} tabIndex={-1} className={error ? 'field parts refused' : 'field parts'}>
      <legend>
        {label}
        <Optional required={required} lang={lang} />
      </legend>
      <HelpAndError
        name={name}
        help={field.help && <Phrase text={field.help} lang={lang} />}
        error={error}
        lang={lang}
      />
      <input type="hidden" name={`${name}.rows`} value={rows.length} />
      {rows.map((row, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place; adding and removing draws all again
        <fieldset key={at} className="row-parts" id={`${name}.${at}`} tabIndex={-1}>
          <legend>
            {t(`Dòng ${at + 1}`, `Row ${at + 1}`)}
            <span className="unseen"> {label}</span>
          </legend>
          {(field.fields ?? []).map((part) => (
            <Inner
              key={part.key}
              field={{ ...part, key: `${field.key}.${at}.${part.key}` }}
              value={row[part.key]}
              error={errors?.[`${name}.${at}.${part.key}`]}
              errors={errors}
              lang={lang}
              required={part.requiredIf !== false}
              places={places}
              Inner={Inner}
            />
          ))}
          {rows.length > least && (
            <p>
              <button className="button link" type="submit" name="go" value={`remove ${name} ${at}`}>
                {t('Bỏ dòng', 'Remove row')} {at + 1}
              </button>
            </p>
          )}
        </fieldset>
      ))}
      {rows.length < mostRows(field) && (
        <p>
          <button className="button second" type="submit" name="go" value={`add ${name}`}>
            {t('Thêm dòng', 'Add a row')}
            <span className="unseen"> {label}</span>
          </button>
        </p>
      )}
    </fieldset>
  )
}
