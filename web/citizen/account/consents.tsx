import { randomUUID } from 'node:crypto'
import type { ConsentView } from '../../../src/blocks/identity/contract.ts'
import { Page } from '../Page.tsx'
import { citizenPage } from '../router.ts'
import { scopeText } from './words.ts'

/** Which systems I have let see what, and taking it back. */
export const consentsPage = citizenPage('/tai-khoan/cho-phep', async (visit) => {
  const { t, href, port } = visit
  if (!port.me) return { goTo: href('/dang-nhap', { ve: href('/tai-khoan/cho-phep') }) }
  if (visit.request.method === 'POST') {
    try {
      await visit.act('identity.withdrawConsent', { id: visit.field('ma') }, visit.field('_key'))
    } catch (error) {
      if ((error as { status?: number }).status !== 404) throw error
    }
    return { goTo: href('/tai-khoan/cho-phep') }
  }
  const { items }: { items: ConsentView[] } = await visit.ask('identity.consents', {})
  const title = t('Các hệ thống được cho phép', 'Systems you have allowed')
  return {
    body: (
      <Page visit={visit} title={title}>
        <h1>{title}</h1>
        {items.length === 0 && (
          <p>
            {t(
              'Chưa có. Khi một hệ thống khác xin xem thông tin của bạn và bạn đồng ý, nó sẽ có ở đây.',
              'None yet. When another system asks to see your details and you agree, it will be listed here.',
            )}
          </p>
        )}
        <ul className="results">
          {items.map((consent) => (
            <li key={consent.id}>
              <h2>{consent.name}</h2>
              <p>{consent.scopes.map((scope) => scopeText(visit, scope)).join('; ')}</p>
              <form method="post" action={href('/tai-khoan/cho-phep')}>
                <input type="hidden" name="_key" value={randomUUID()} />
                <input type="hidden" name="ma" value={consent.id} />
                <button className="button second" type="submit">
                  {t('Rút lại', 'Withdraw')}
                  <span className="unseen"> {consent.name}</span>
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
