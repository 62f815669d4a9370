import { Phrase } from '../../ui/Phrase.tsx'
import { AfterResult } from '../feedback/AfterResult.tsx'
import { Page } from '../Page.tsx'
import type { PageAnswer, Visit } from '../router.ts'
import { CodeForm } from './CodeForm.tsx'
import { CorrectionAsked } from './CorrectionAsked.tsx'
import { findDossier } from './find.ts'
import { Parcels } from './Parcels.tsx'
import { PartOf, Parts } from './Parts.tsx'
import { Status, Steps, WhyThisDate } from './Status.tsx'
import { AskForMore, Verified } from './Verified.tsx'

/** The page of one dossier, as much of it as the visitor has shown a right to. */
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
        <JustDone visit={visit} />
        <h1>
          {t('Hồ sơ ', 'Dossier ')}
          <span className="number no-break">{dossier.code}</span>
        </h1>
        {dossier.procedure && (
          <p>
            <Phrase text={dossier.procedure.title} lang={lang} />
          </p>
        )}
        <Status visit={visit} dossier={dossier} />
        <PartOf visit={visit} dossier={dossier} />
        <Parts visit={visit} dossier={dossier} check={check} />
        {dossier.verified && dossier.correction.length > 0 && (
          <CorrectionAsked visit={visit} dossier={dossier} check={check} />
        )}
        {dossier.verified && <Verified visit={visit} dossier={dossier} check={check} />}
        <Parcels visit={visit} parcels={dossier.parcels} />
        <Steps visit={visit} dossier={dossier} />
        <WhyThisDate visit={visit} dossier={dossier} />
        {dossier.verified && <AfterResult visit={visit} dossier={dossier} check={check} />}
        {!dossier.verified && <AskForMore visit={visit} code={dossier.code} />}
      </Page>
    ),
  }
}

/** Says that what was just sent has arrived. */
function JustDone({ visit }: { visit: Visit }) {
  const { t } = visit
  const said: Record<string, string> = {
    'bo-sung': t(
      'Đã nhận phần bổ sung của bạn. Cơ quan sẽ xem tiếp hồ sơ.',
      'What you added has arrived. The agency goes on with your dossier.',
    ),
    'lay-giay-to': t(
      'Đã chuyển yêu cầu cho bưu chính. Bưu tá sẽ gọi điện cho bạn.',
      'The post has your request. The postman will call you.',
    ),
    'nhan-tin': t('Đã ghi nhận cách bạn muốn nhận tin.', 'Your choice of how to be told has been kept.'),
    rut: t('Hồ sơ đã được rút theo yêu cầu của bạn.', 'Your dossier has been withdrawn as you asked.'),
  }
  const text = said[visit.query.xong ?? '']
  return text ? (
    <p className="note done" role="status">
      {text}
    </p>
  ) : null
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
