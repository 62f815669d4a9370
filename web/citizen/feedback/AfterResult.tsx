import type { TrackOutput } from '../../../src/blocks/dossier/contract.ts'
import type { Visit } from '../router.ts'
import { Hidden } from '../track/Verified.tsx'

/** On a dossier's own page: rate it once there is a result, or complain about a step at any time. */
export function AfterResult({
  visit,
  dossier,
  check,
}: {
  visit: Visit
  dossier: TrackOutput
  check: string
}) {
  const { t, href } = visit
  return (
    <section aria-labelledby="voice">
      <h2 id="voice">{t('Ý kiến của bạn', 'Your view')}</h2>
      <div className="actions">
        {dossier.finishedAt && (
          <form method="post" action={href(`/danh-gia/${encodeURIComponent(dossier.code)}`)}>
            <Hidden dossier={dossier} check={check} />
            <button className="button second" type="submit">
              {t('Đánh giá việc giải quyết', 'Rate how it was handled')}
            </button>
          </form>
        )}
        <form method="post" action={href('/phan-anh/ho-so')}>
          <Hidden dossier={dossier} check={check} />
          <button className="button link" type="submit">
            {t('Khiếu nại một bước', 'Complain about a step')}
          </button>
        </form>
      </div>
    </section>
  )
}
