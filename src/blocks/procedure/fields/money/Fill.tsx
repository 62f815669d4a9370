import { type FillProps, inputName, typed } from '../../../../../web/ui/field-props.ts'
import { Phrase } from '../../../../../web/ui/Phrase.tsx'
import { TextField } from '../../../../../web/ui/TextField.tsx'

const HELP = { vi: 'Đơn vị: đồng, ví dụ 1.500.000', en: 'In đồng, for example 1.500.000' }

export function Fill({ field, value, error, lang, required }: FillProps) {
  return (
    <TextField
      name={inputName(field)}
      label={<Phrase text={field.label} lang={lang} />}
      help={<Phrase text={field.help ?? HELP} lang={lang} />}
      value={typed(value)}
      error={error}
      lang={lang}
      required={required}
      inputMode="numeric"
      autoComplete="off"
      size="narrow"
    />
  )
}
