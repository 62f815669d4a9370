import { type FillProps, inputName, typed } from '../../../../../web/ui/field-props.ts'
import { asParts, Parts } from '../../../../../web/ui/Parts.tsx'
import { TextField } from '../../../../../web/ui/TextField.tsx'
import { words } from '../../../../../web/ui/words.ts'
import { CARD, withCard } from './card.ts'
import { person } from './kind.ts'

/** The parts of a card, and a place its QR text goes to: a scanner types there, a person may paste. */
export function Fill(props: FillProps) {
  const { field, errors, lang } = props
  const t = words(lang)
  const name = inputName(field)
  const value = withCard(asParts(props.value))
  const unread = typed(value[CARD])
  return (
    <Parts
      {...props}
      value={value}
      parts={person.parts!(field)}
      first={
        <details open={unread !== ''} className="from-card">
          <summary>{t('Điền từ thẻ căn cước', 'Fill in from an identity card')}</summary>
          <TextField
            name={`${name}.${CARD}`}
            label={t('Nội dung mã QR trên thẻ', 'Text of the card’s QR code')}
            help={t(
              'Quét hoặc dán vào đây; các ô bên dưới được điền theo thẻ.',
              'Scan or paste it here; the fields below are filled in from it.',
            )}
            value={unread}
            error={errors?.[`${name}.${CARD}`]}
            lang={lang}
            required={false}
            autoComplete="off"
            maxLength={1000}
          />
          <p>
            <button className="button second" type="submit" name="go" value={`fill ${name}`}>
              {t('Điền', 'Fill in')}
            </button>
          </p>
        </details>
      }
    />
  )
}
