import { randomUUID } from 'node:crypto'
import { Page } from '../Page.tsx'
import { citizenPage } from '../router.ts'
import { NoticeFields, noticesGiven } from './NoticeFields.tsx'

/** How the applicant is told of one dossier; the form stands on its tracking page. */
export const dossierNoticesPage = citizenPage('/tra-cuu/nhan-tin', async (visit) => {
  const code = visit.field('ma').toUpperCase()
  const check = visit.field('khoa')
  if (visit.request.method === 'GET' || !code) return { goTo: visit.href('/tra-cuu') }
  await visit.act(
    'dossier.setNotices',
    { code, ...(check && { check }), ...noticesGiven(visit) },
    visit.field('_key'),
  )
  return { goTo: visit.href('/tra-cuu', { ma: code, khoa: check, xong: 'nhan-tin' }) }
})

/** The same for all of one's dossiers, signed in. */
export const accountNoticesPage = citizenPage('/tai-khoan/nhan-tin', async (visit) => {
  const { t, href, port, request } = visit
  if (!port.me) return { goTo: href('/dang-nhap', { ve: href('/tai-khoan/nhan-tin') }) }
  if (request.method === 'POST') {
    await visit.act('notice.setPreference', noticesGiven(visit), visit.field('_key'))
    return { goTo: href('/tai-khoan/nhan-tin', { xong: 'co' }) }
  }
  const chosen = await visit.ask('notice.preference', {})
  const title = t('Cách nhận tin', 'How I am told')
  return {
    body: (
      <Page visit={visit} title={title}>
        {visit.query.xong && (
          <p className="note done" role="status">
            {t('Đã ghi nhận lựa chọn của bạn.', 'Your choice has been kept.')}
          </p>
        )}
        <h1>{title}</h1>
        <p>
          {t(
            'Dùng cho mọi hồ sơ của bạn, trừ hồ sơ bạn đã chọn riêng ở trang tra cứu.',
            'For all your dossiers, but for those you set by themselves on the tracking page.',
          )}
        </p>
        <form method="post" action={href('/tai-khoan/nhan-tin')} className="stack">
          <input type="hidden" name="_key" value={randomUUID()} />
          <NoticeFields visit={visit} chosen={chosen} />
          <p>
            <button className="button" type="submit">
              {t('Lưu cách nhận tin', 'Keep my choice')}
            </button>
          </p>
        </form>
      </Page>
    ),
  }
})
