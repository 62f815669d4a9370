import { Choice } from '../../../../../web/ui/Choice.tsx'
import { type FillProps, inputName, typed } from '../../../../../web/ui/field-props.ts'
import { asParts, Parts } from '../../../../../web/ui/Parts.tsx'
import { Phrase } from '../../../../../web/ui/Phrase.tsx'
import { Select } from '../../../../../web/ui/Select.tsx'
import { TextField } from '../../../../../web/ui/TextField.tsx'
import { words } from '../../../../../web/ui/words.ts'
import { address } from './kind.ts'
import { PROVINCES } from './provinces.ts'
import { meanings } from './resolve.ts'

/** The page that shows it carries a `communes` list to pick from; a name that means several is asked about. */
export function Fill(props: FillProps) {
  const { field, errors, lang, places } = props
  const t = words(lang)
  const name = inputName(field)
  const value = asParts(props.value)
  const [detail, commune, province] = address.parts!(field)
  const written = typed(value.commune)
  const home = places?.province ?? ''
  const here = !typed(value.province) || typed(value.province) === home
  const may = places && here && written ? meanings(written, places) : []
  const now = may.length === 1 && may[0]!.former ? may[0]!.commune : null
  const was = typed(value.former)
  return (
    <Parts {...props} value={value} parts={[detail!]}>
      <TextField
        name={`${name}.commune`}
        label={<Phrase text={commune!.label} lang={lang} />}
        help={<Phrase text={commune!.help!} lang={lang} />}
        value={written}
        error={errors?.[`${name}.commune`]}
        lang={lang}
        autoComplete="off"
        maxLength={200}
        list="communes"
      />
      {was && <input type="hidden" name={`${name}.former`} value={was} />}
      <p className="commune-now quiet" role="status" data-for={`${name}.commune`} hidden={!now && !was}>
        {now && t(`${written} nay thuộc ${now.name}.`, `${written} is part of ${now.name} today.`)}
        {!now && was && t(`Trước đây là ${was}.`, `Formerly ${was}.`)}
      </p>
      {may.length > 1 && (
        <Choice
          name={`${name}.code`}
          label={t(
            `“${written}” nay thuộc nhiều nơi. Nơi của bạn là`,
            `“${written}” may be several. Yours is`,
          )}
          options={may.map((each) => ({
            value: each.commune.code,
            label: each.former ? `${each.commune.name} (${each.former})` : each.commune.name,
          }))}
          chosen={[typed(value.code)]}
          lang={lang}
        />
      )}
      <Select
        // Drawn anew once the page knows its own province: an open list does not change by itself.
        key={home}
        name={`${name}.province`}
        label={<Phrase text={province!.label} lang={lang} />}
        value={typed(value.province) || home}
        empty={t('Chọn tỉnh, thành phố', 'Choose a province')}
        groups={[{ label: '', options: PROVINCES.map((each) => ({ value: each, label: each })) }]}
        error={errors?.[`${name}.province`]}
        lang={lang}
      />
    </Parts>
  )
}
