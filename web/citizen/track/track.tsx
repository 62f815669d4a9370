import { Phrase } from '../../ui/Phrase.tsx'
import { Page } from '../Page.tsx'
import { citizenPage, type PageAnswer, type Visit } from '../router.ts'
import { CodeForm } from './CodeForm.tsx'
import { Correction } from './Correction.tsx'
import { findDossier } from './find.ts'
import { Status, Steps, WhyThisDate } from './Status.tsx'
import { AskForMore, Verified } from './Verified.tsx'

/**
 * Follow a dossier. By code alone (GET) where it is and when it is due; with the receipt's secret (`khoa` in the QR
 * link) all of it. Four digits typed by hand come by POST, so that they never stand in an address.
 */
export const trackPage = citizenPage('/tra-cuu', async (visit) => {
  const { query, request } = visit
  const sent = request.method === 'POST'
  const code = (sent ? visit.field('ma') : (query.ma ?? '').trim()).toUpperCase().slice(0, 60)
  const check = sent ? visit.field('khoa') : (query.khoa ?? '').trim()
  if (!code) return empty(visit)
  return showDossier(visit, code, check)
})

export async function showDossier(visit: Visit, code: string, check: string): Promise<PageAnswer> {
  const { t, lang } = visit
  const found = await findDossier(visit, code, check)
  if ('refused' in found)
    return { status: found.status, body: <Refused visit={visit} code={code} error={found.refused} /> }
  const { dossier } = found
  const title = t(`Hồ sơ ${dossier.code}`, `Dossier ${dossier.code}`)
  return {
    body: (
      <Page visit={visit} title={title}>
        <h1 className="number">{title}</h1>
        {dossier.procedure && (
          <p>
            <Phrase text={dossier.procedure.title} lang={lang} />
          </p>
        )}
        <Status visit={visit} dossier={dossier} />
        {dossier.verified && dossier.correction.length > 0 && (
          <Correction visit={visit} dossier={dossier} check={check} />
        )}
        {dossier.verified && <Verified visit={visit} dossier={dossier} check={check} />}
        <Steps visit={visit} dossier={dossier} />
        <WhyThisDate visit={visit} dossier={dossier} />
        {!dossier.verified && <AskForMore visit={visit} code={dossier.code} />}
      </Page>
    ),
  }
}

function empty(visit: Visit): PageAnswer {
  const { t } = visit
  return {
    body: (
      <Page visit={visit} title={t('Tra cứu hồ sơ', 'Track a dossier')}>
        <h1>{t('Tra cứu hồ sơ', 'Track a dossier')}</h1>
        <p>
          {t(
            'Nhập mã để biết hồ sơ đang ở đâu và ngày hẹn trả. Nếu có mã QR trên giấy tiếp nhận, quét mã là xem được đầy đủ.',
            'Enter the code to see where your dossier is and when it is due. The QR code on your receipt shows everything.',
          )}
        </p>
        <CodeForm visit={visit} code="" />
      </Page>
    ),
  }
}

function Refused({ visit, code, error }: { visit: Visit; code: string; error: string }) {
  const { t, port } = visit
  return (
    <Page visit={visit} title={t('Tra cứu hồ sơ', 'Track a dossier')}>
      <h1>{t('Tra cứu hồ sơ', 'Track a dossier')}</h1>
      <p className="note" role="status">
        {error}
      </p>
      <CodeForm visit={visit} code={code} />
      <p className="quiet">
        {t('Vẫn không thấy? Gọi ', 'Still not found? Call ')}
        <a href={`tel:${port.province.hotline.replace(/[^\d+]/g, '')}`}>{port.province.hotline}</a>.
      </p>
    </Page>
  )
}
