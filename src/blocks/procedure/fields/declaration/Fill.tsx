import { Tick } from '../../../../../web/ui/Choice.tsx'
import { type FillProps, inputName } from '../../../../../web/ui/field-props.ts'
import { Phrase } from '../../../../../web/ui/Phrase.tsx'

export function Fill({ field, value, error, lang, required }: FillProps) {
  return (
    <Tick
      name={inputName(field)}
      label={<Phrase text={field.label} lang={lang} />}
      help={field.help && <Phrase text={field.help} lang={lang} />}
      value="true"
      on={value === true || value === 'true'}
      error={error}
      lang={lang}
      required={required}
    />
  )
}
