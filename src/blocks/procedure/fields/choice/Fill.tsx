import { Choice } from '../../../../../web/ui/Choice.tsx'
import { type FillProps, inputName, ticked } from '../../../../../web/ui/field-props.ts'
import { Phrase } from '../../../../../web/ui/Phrase.tsx'

export function Fill({ field, value, error, lang, required }: FillProps) {
  return (
    <Choice
      name={inputName(field)}
      label={<Phrase text={field.label} lang={lang} />}
      help={field.help && <Phrase text={field.help} lang={lang} />}
      options={(field.options ?? []).map((option) => ({
        value: option.value,
        label: <Phrase text={option.label} lang={lang} />,
      }))}
      chosen={ticked(value)}
      error={error}
      lang={lang}
      required={required}
    />
  )
}
