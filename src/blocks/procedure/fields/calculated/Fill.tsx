import { type FillProps, inputName } from '../../../../../web/ui/field-props.ts'
import { Phrase } from '../../../../../web/ui/Phrase.tsx'
import { words } from '../../../../../web/ui/words.ts'
import { calculated } from './kind.ts'

/** Shown, not typed. */
export function Fill({ field, value, error, lang }: FillProps) {
  const t = words(lang)
  const shown = calculated.show(value, field, lang)
  return (
    <div className={error ? 'field refused' : 'field'}>
      <p className="calculated-label">
        <strong>
          <Phrase text={field.label} lang={lang} />
        </strong>
      </p>
      {field.help && (
        <span className="help">
          <Phrase text={field.help} lang={lang} />
        </span>
      )}
      {error && <span className="wrong">{error}</span>}
      <output id={inputName(field)} className="calculated">
        {shown || t('Được tính khi bạn lưu trang này.', 'Worked out when you save this page.')}
      </output>
    </div>
  )
}
