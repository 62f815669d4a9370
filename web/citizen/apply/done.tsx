import { Phrase } from '../../ui/Phrase.tsx'
import { Moment } from '../../ui/Values.tsx'
import { Page } from '../Page.tsx'
import { QrCode } from '../QrCode.tsx'
import { citizenPage } from '../router.ts'
import { absolute } from './absolute.ts'
import { openApplication } from './application.ts'

/** The receipt: the code, big; how to follow it; what happens next. */
export const donePage = citizenPage('/nop/:token/xong', async (visit) => {
  const { draft, token, procedure } = await openApplication(visit)
  const { t, href, lang } = visit
  if (!draft.submitted) return { goTo: href(`/nop/${token}`) }
  const { code, check } = draft.submitted
  const dossier = await visit.ask('dossier.track', { code, check })
  const trackPath = href('/tra-cuu', { ma: code, khoa: check })
  const whole = absolute(visit, trackPath)
  return {
    body: (
      <Page visit={visit} title={t('Đã nộp hồ sơ', 'Submitted')}>
        <h1>{t('Đã nộp hồ sơ', 'Your dossier is submitted')}</h1>
        <p>
          <Phrase text={procedure.definition.title} lang={lang} />
        </p>
        <div className="receipt">
          <p>{t('Mã hồ sơ của bạn', 'Your dossier code')}</p>
          <p className="code">{code}</p>
          <p>
            {t('Nộp lúc ', 'Submitted ')}
            <Moment at={dossier.submittedAt} lang={lang} />
          </p>
          {whole.startsWith('http') && (
            <QrCode
              text={whole}
              label={t('Mã QR mở trang theo dõi hồ sơ này', 'QR code that opens this dossier')}
            />
          )}
        </div>
        <h2>{t('Việc tiếp theo', 'What happens next')}</h2>
        <ul>
          <li>
            {t(
              'Bộ phận Một cửa kiểm tra và tiếp nhận hồ sơ; từ lúc đó tính thời hạn và có ngày hẹn trả.',
              'The one-stop desk checks and accepts the dossier; from then the time limit runs and you get a due date.',
            )}
          </li>
          <li>
            {t(
              'Nếu cần bổ sung, bạn được báo một lần, đầy đủ, ngay trên trang theo dõi.',
              'If something must be added, you are told once, in full, on the tracking page.',
            )}
          </li>
        </ul>
        <p className="actions">
          <a className="button" href={trackPath}>
            {t('Theo dõi hồ sơ', 'Follow the dossier')}
          </a>
          <a
            className="button second"
            href={`/api/dossiers/${encodeURIComponent(code)}/receipt?check=${encodeURIComponent(check)}`}
          >
            {t('Tải giấy tiếp nhận (PDF)', 'Download the receipt (PDF)')}
          </a>
        </p>
        <p className="quiet">
          {t(
            'Ghi lại mã hồ sơ hoặc chụp màn hình này. Đường dẫn theo dõi là của riêng bạn.',
            'Note the code or take a picture of this screen. The tracking link is private to you.',
          )}
        </p>
      </Page>
    ),
  }
})
