import { type FillProps, inputName, typed } from './field-props.ts'
import { Phrase } from './Phrase.tsx'
import { TextField, type TextFieldProps } from './TextField.tsx'

type Input = Omit<Partial<TextFieldProps>, 'name' | 'label' | 'value'>

/** A field answered by typing: its own question and help, what was typed so far, and how this kind is typed. */
export function AskedText({ asked, ...input }: { asked: FillProps } & Input) {
  const { field, value, error, lang, required = true } = asked
  return (
    <TextField
      name={inputName(field)}
      label={<Phrase text={field.label} lang={lang} />}
      help={field.help && <Phrase text={field.help} lang={lang} />}
      value={typed(value)}
      error={error}
      lang={lang}
      required={required}
      {...input}
    />
  )
}
