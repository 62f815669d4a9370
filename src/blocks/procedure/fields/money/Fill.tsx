import { AskedText } from '../../../../../web/ui/AskedText.tsx'
import type { FillProps } from '../../../../../web/ui/field-props.ts'
import { Phrase } from '../../../../../web/ui/Phrase.tsx'

const HELP = { vi: 'Đơn vị: đồng, ví dụ 1.500.000', en: 'In đồng, for example 1.500.000' }

export const Fill = (asked: FillProps) => (
  <AskedText
    asked={asked}
    help={<Phrase text={asked.field.help ?? HELP} lang={asked.lang} />}
    inputMode="numeric"
    autoComplete="off"
    size="narrow"
  />
)
