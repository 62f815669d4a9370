import type { PreferenceView } from '../../../src/blocks/message/contract.ts'
import { Choice } from '../../ui/Choice.tsx'
import type { Visit } from '../router.ts'

/** How somebody wants to be told: ways, language, whether letters wait at night, too. */
export function NoticeFields({ visit, chosen }: { visit: Visit; chosen: PreferenceView }) {
  const { t, lang } = visit
  return (
    <>
      <Choice
        name="channels"
        several
        label={t('Nhận tin qua', 'Tell me by')}
        help={t(
          'Không chọn gì thì tin chỉ hiện ở trang này. Tin đến số điện thoại, địa chỉ thư đã khai.',
          'Choose nothing to be told on this page only. We use the phone and e-mail you gave.',
        )}
        options={[
          { value: 'email', label: t('Thư điện tử', 'E-mail') },
          { value: 'sms', label: 'SMS' },
          { value: 'zalo', label: 'Zalo' },
        ]}
        chosen={chosen.channels}
        lang={lang}
      />
      <Choice
        name="lang"
        label={t('Ngôn ngữ của tin', 'Language')}
        options={[
          { value: 'vi', label: <span lang="vi">Tiếng Việt</span> },
          { value: 'en', label: <span lang="en">English</span> },
        ]}
        chosen={[chosen.lang]}
        lang={lang}
      />
      <Choice
        name="quietEmail"
        several
        label={t('Ban đêm', 'At night')}
        help={t('SMS, Zalo luôn chờ đến sáng.', 'SMS and Zalo always wait for the morning.')}
        options={[{ value: 'yes', label: t('Thư điện tử cũng chờ đến sáng', 'E-mail waits, too') }]}
        chosen={chosen.quietEmail ? ['yes'] : []}
        lang={lang}
      />
    </>
  )
}

/** What a form with these fields said. */
export function noticesGiven(visit: Visit) {
  return {
    channels: visit.fields('channels').filter(Boolean),
    lang: visit.field('lang') === 'en' ? 'en' : 'vi',
    quietEmail: visit.field('quietEmail') === 'yes',
  }
}
