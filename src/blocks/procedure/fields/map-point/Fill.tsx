import { type FillProps, inputName } from '../../../../../web/ui/field-props.ts'
import { Parts } from '../../../../../web/ui/Parts.tsx'
import { words } from '../../../../../web/ui/words.ts'
import { mapPoint } from './kind.ts'

/** Two numbers to type; where the page has script, a button puts the phone's own place in. */
export function Fill(props: FillProps) {
  const t = words(props.lang)
  return (
    <Parts {...props} parts={mapPoint.parts!(props.field)} beside>
      <div className="my-place" data-point={inputName(props.field)} hidden>
        <button className="button second" type="button">
          {t('Dùng vị trí của tôi', 'Use my location')}
        </button>{' '}
        <span role="status" className="quiet" />
      </div>
    </Parts>
  )
}
