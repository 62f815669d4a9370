import { randomUUID } from 'node:crypto'
import type { SessionView } from '../../../src/blocks/identity/contract.ts'
import { Moment } from '../../ui/Values.tsx'
import { Page } from '../Page.tsx'
import { citizenPage, type Visit } from '../router.ts'
import { deviceText, wayText } from './words.ts'

/** Where I am signed in, and signing out from afar. */
export const sessionsPage = citizenPage('/tai-khoan/phien', async (visit) => {
  const { t, href, port } = visit
  if (!port.me) return { goTo: href('/dang-nhap', { ve: href('/tai-khoan/phien') }) }
  if (visit.request.method === 'POST') {
    try {
      await visit.act('identity.endSession', { id: visit.field('phien') }, visit.field('_key'))
    } catch (error) {
      // Ended meanwhile: what was wanted is so.
      if ((error as { status?: number }).status !== 404) throw error
    }
    return { goTo: href('/tai-khoan/phien', { xong: '1' }) }
  }
  const { items }: { items: SessionView[] } = await visit.ask('identity.sessions', {})
  const title = t('Các phiên đăng nhập', 'Where you are signed in')
  return {
    body: (
      <Page visit={visit} title={title}>
        <h1>{title}</h1>
        {visit.query.xong === '1' && (
          <p className="note done" role="status">
            {t('Đã kết thúc phiên đó.', 'That session has ended.')}
          </p>
        )}
        <p>
          {t(
            'Thấy một phiên không phải của bạn? Hãy kết thúc nó rồi ',
            'One that is not yours? End it, then ',
          )}
          <a href={href('/tai-khoan/mat-khau')}>{t('đổi mật khẩu', 'change your password')}</a>.
        </p>
        <ul className="results">
          {items.map((session) => (
            <Session key={session.id} visit={visit} session={session} />
          ))}
        </ul>
        <p>
          <a href={href('/tai-khoan')}>{t('Về tài khoản', 'Back to my account')}</a>
        </p>
      </Page>
    ),
  }
})

function Session({ visit, session }: { visit: Visit; session: SessionView }) {
  const { t, href, lang } = visit
  const device = deviceText(visit, session.agent)
  return (
    <li>
      <h2>
        {device}
        {session.current && t(' (phiên này)', ' (this one)')}
      </h2>
      <p className="quiet">
        {t('Vào bằng ', 'By ')}
        {wayText(visit, session.way)}
        {session.origin && t(` từ địa chỉ ${session.origin}`, ` from ${session.origin}`)}
        {t(', lúc ', ', ')}
        <Moment at={session.openedAt} lang={lang} />
        {t('; dùng gần nhất ', '; last used ')}
        <Moment at={session.seenAt} lang={lang} />
      </p>
      {session.clients.length > 0 && (
        <p>
          {t('Đã vào tiếp: ', 'Signed in from it: ')}
          {session.clients.join(', ')}
        </p>
      )}
      <form method="post" action={href('/tai-khoan/phien')}>
        <input type="hidden" name="_key" value={randomUUID()} />
        <input type="hidden" name="phien" value={session.id} />
        <button className="button second" type="submit">
          {session.current ? t('Đăng xuất', 'Sign out') : t('Kết thúc phiên', 'End it')}
          <span className="unseen">
            {' '}
            {device} <Moment at={session.openedAt} lang={lang} />
          </span>
        </button>
      </form>
    </li>
  )
}
