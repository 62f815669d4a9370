import { type FillProps, inputName, typed } from '../../../../../web/ui/field-props.ts'
import { Phrase } from '../../../../../web/ui/Phrase.tsx'
import { TextField } from '../../../../../web/ui/TextField.tsx'

export function Fill({ field, value, error, lang, required }: FillProps) {
  return (
    <TextField
      name={inputName(field)}
      label={<Phrase text={field.label} lang={lang} />}
      help={field.help && <Phrase text={field.help} lang={lang} />}
      value={typed(value)}
      error={error}
      lang={lang}
      required={required}
      inputMode="numeric"
      autoComplete="off"
      maxLength={10}
      size="short"
    />
  )
}
