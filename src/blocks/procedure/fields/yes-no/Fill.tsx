import { Choice } from '../../../../../web/ui/Choice.tsx'
import { type FillProps, inputName } from '../../../../../web/ui/field-props.ts'
import { Phrase } from '../../../../../web/ui/Phrase.tsx'
import { words } from '../../../../../web/ui/words.ts'

export function Fill({ field, value, error, lang, required }: FillProps) {
  const t = words(lang)
  const chosen =
    value === true || value === 'true' ? ['true'] : value === false || value === 'false' ? ['false'] : []
  return (
    <Choice
      name={inputName(field)}
      label={<Phrase text={field.label} lang={lang} />}
      help={field.help && <Phrase text={field.help} lang={lang} />}
      options={[
        { value: 'true', label: t('Có', 'Yes') },
        { value: 'false', label: t('Không', 'No') },
      ]}
      chosen={chosen}
      error={error}
      lang={lang}
      required={required}
    />
  )
}
