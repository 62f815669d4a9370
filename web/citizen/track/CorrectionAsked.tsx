import type { TrackOutput } from '../../../src/blocks/dossier/contract.ts'
import { Phrase } from '../../ui/Phrase.tsx'
import type { Visit } from '../router.ts'
import { Hidden } from './Verified.tsx'

/** A link to the form where what was asked is mended. */
export function CorrectionAsked({
  visit,
  dossier,
  check,
}: {
  visit: Visit
  dossier: TrackOutput
  check: string
}) {
  const { t, lang } = visit
  return (
    <section aria-labelledby="correction" className="asked">
      <h2 id="correction">{t('Cần bạn bổ sung', 'Please add or mend')}</h2>
      <ul>
        {dossier.correction.map((item) => (
          <li key={item.path}>
            <strong>
              <Phrase text={item.label} lang={lang} />
            </strong>
            : <span lang="vi">{item.note}</span>
          </li>
        ))}
      </ul>
      {dossier.mayAnswer ? (
        <form method="post" action={visit.href('/tra-cuu/bo-sung')}>
          <Hidden dossier={dossier} check={check} />
          <button className="button" type="submit" name="go" value="open">
            {t('Bổ sung ngay', 'Add it now')}
          </button>
        </form>
      ) : (
        <p>
          {t(
            'Để bổ sung, hãy mở trang này bằng mã QR hoặc đường dẫn trên giấy hẹn, hoặc đến Bộ phận Một cửa.',
            'To add them, open this page by the QR code or link on your receipt, or come to the one-stop desk.',
          )}
        </p>
      )}
    </section>
  )
}
