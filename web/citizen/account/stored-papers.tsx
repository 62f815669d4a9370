import { randomUUID } from 'node:crypto'
import type { KeptPaperView } from '../../../src/blocks/document/model/kept-paper.ts'
import { day } from '../../ui/Values.tsx'
import { Page } from '../Page.tsx'
import { citizenPage } from '../router.ts'

const HERE = '/tai-khoan/giay-to'

/** The person's own store: what was digitised once and need not be brought again. */
export const storedPapersPage = citizenPage(HERE, async (visit) => {
  const { t, href, port, lang } = visit
  if (!port.me) return { goTo: href('/dang-nhap', { ve: href(HERE) }) }
  if (visit.request.method === 'POST') {
    try {
      await visit.act('paper.end', { id: visit.field('ma') }, visit.field('_key'))
    } catch (error) {
      if ((error as { status?: number }).status !== 404) throw error
    }
    return { goTo: href(HERE) }
  }
  const { items, proved }: { items: KeptPaperView[]; proved: boolean } = await visit.ask('paper.mine', {})
  const title = t('Giấy tờ đã số hóa của tôi', 'My digitised papers')
  return {
    body: (
      <Page visit={visit} title={title}>
        <h1>{title}</h1>
        <p>
          {proved
            ? t(
                'Giấy đã số hóa một lần được dùng lại cho các hồ sơ sau, không phải nộp lại. Mỗi lần cán bộ xem đều hiện ở trang Dữ liệu của tôi.',
                'A paper digitised once serves your later applications and need not be handed in again. Each time an officer looks at one is shown under My data.',
              )
            : t(
                'Kho giấy tờ mở theo số định danh đã xác minh. Xin đăng nhập bằng VNeID, hoặc mang thẻ căn cước đến Bộ phận Một cửa để xác minh tài khoản.',
                'The store opens by a verified citizen number. Please sign in with VNeID, or bring your identity card to a one-stop desk to verify your account.',
              )}
        </p>
        {proved && items.length === 0 && (
          <p className="quiet">
            {t(
              'Chưa có giấy tờ nào. Khi Bộ phận Một cửa số hóa giấy của bạn, giấy đó sẽ có ở đây.',
              'No papers yet. When a one-stop desk digitises a paper of yours, it will be here.',
            )}
          </p>
        )}
        <ul className="results">
          {items.map((paper) => (
            <li key={paper.id}>
              <h2 lang="vi">{paper.title}</h2>
              <p lang="vi">
                {[paper.number && `Số ${paper.number}`, paper.issuer].filter(Boolean).join(' · ')}
              </p>
              <p className="quiet">
                {paper.validUntil ? (
                  <>
                    {paper.valid ? t('Có giá trị đến', 'Valid until') : t('Hết giá trị từ', 'Ended on')}{' '}
                    {day(paper.validUntil, lang)}
                  </>
                ) : (
                  t('Không ghi thời hạn', 'No end date stated')
                )}
                {' · '}
                {t('số hóa tại', 'digitised at')} <span lang="vi">{paper.acceptedBy.agency}</span>
              </p>
              <p>
                <a href={`/api/papers/${paper.id}/file`}>
                  {t('Xem (PDF)', 'View (PDF)')}
                  <span className="unseen"> {paper.title}</span>
                </a>
              </p>
              <form method="post" action={href(HERE)}>
                <input type="hidden" name="_key" value={randomUUID()} />
                <input type="hidden" name="ma" value={paper.id} />
                <button className="button second" type="submit">
                  {t('Bỏ khỏi kho', 'Take out')}
                  <span className="unseen"> {paper.title}</span>
                </button>
              </form>
            </li>
          ))}
        </ul>
        <p>
          <a href={href('/tai-khoan')}>{t('Về tài khoản', 'Back to my account')}</a>
        </p>
      </Page>
    ),
  }
})
