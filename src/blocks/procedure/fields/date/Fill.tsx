import { type FillProps, inputName, typed } from '../../../../../web/ui/field-props.ts'
import { Phrase } from '../../../../../web/ui/Phrase.tsx'
import { TextField } from '../../../../../web/ui/TextField.tsx'

/** Typed, not picked: a calendar is slow for a year long past, and its order of day and month follows the phone. */
const HELP = { vi: 'Ngày/tháng/năm, ví dụ 05/09/1990', en: 'Day/month/year, for example 05/09/1990' }

export function Fill({ field, value, error, lang, required }: FillProps) {
  return (
    <TextField
      name={inputName(field)}
      label={<Phrase text={field.label} lang={lang} />}
      help={<Phrase text={field.help ?? HELP} lang={lang} />}
      value={shownAgain(value)}
      error={error}
      lang={lang}
      required={required}
      inputMode="numeric"
      autoComplete={field.prefill === 'applicant.birthDate' ? 'bday' : 'off'}
      maxLength={10}
      size="short"
    />
  )
}

/** A date already understood (1990-09-05) comes back as people write it. */
function shownAgain(value: unknown): string {
  const iso = /^(\d{4})-(\d{2})-(\d{2})$/.exec(typed(value))
  return iso ? `${iso[3]}/${iso[2]}/${iso[1]}` : typed(value)
}
