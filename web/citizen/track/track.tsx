import { Mine, type Owned, ownedBy } from '../account/Mine.tsx'
import { Page } from '../Page.tsx'
import { citizenPage, type PageAnswer, type Visit } from '../router.ts'
import { CodeForm } from './CodeForm.tsx'
import { showDossier } from './show.tsx'

/**
 * Follow a dossier. By code alone (GET) where it is and when it is due; with the receipt's secret (`khoa` in the QR
 * link) all of it. Four digits typed by hand come by POST, so that they never stand in an address.
 */
export const trackPage = citizenPage('/tra-cuu', async (visit) => {
  const { query, request } = visit
  const sent = request.method === 'POST'
  const code = typedCode(sent ? visit.field('ma') : (query.ma ?? ''))
  const check = sent ? visit.field('khoa') : (query.khoa ?? '').trim()
  if (!code) return empty(visit, await ownedBy(visit))
  return showDossier(visit, code, check)
})

/** A code as people copy it from paper: blanks or long dashes for its dashes, small letters. */
export function typedCode(text: string): string {
  const tidy = text.trim().toUpperCase().slice(0, 60)
  return tidy.replace(/\s*[-\u2010-\u2015]\s*|\s+/g, '-')
}

function empty(visit: Visit, owned: Owned | null): PageAnswer {
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
        {owned && <Mine visit={visit} owned={owned} />}
      </Page>
    ),
  }
}
