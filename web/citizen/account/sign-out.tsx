import { Page } from '../Page.tsx'
import { citizenPage } from '../router.ts'

/** Signs out here and at the provider, and so of every system signed in to by it. */
export const signOutPage = citizenPage('/dang-xuat', async (visit) => {
  const { t, href, port, query } = visit
  if (visit.request.method === 'POST') {
    await port.signIn?.signOut()
    return { goTo: href('/dang-xuat', { xong: '1' }) }
  }
  const done = query.xong === '1' && !port.me
  const title = done ? t('Đã đăng xuất', 'Signed out') : t('Đăng xuất?', 'Sign out?')
  return {
    body: (
      <Page visit={visit} title={title}>
        <h1>{title}</h1>
        {done ? (
          <>
            <p role="status">
              {t(
                'Trên máy dùng chung, hãy đóng cả trình duyệt.',
                'On a shared computer, close the browser too.',
              )}
            </p>
            <p>
              <a href={href('/')}>{t('Về trang chủ', 'To the home page')}</a>
            </p>
          </>
        ) : (
          <Ask visit={visit} />
        )}
      </Page>
    ),
  }
})

/** Asked by a partner system through the provider, its own mark goes back to the provider. */
function Ask({ visit }: { visit: Parameters<Parameters<typeof citizenPage>[1]>[0] }) {
  const { t, href, query } = visit
  const atProvider = query.xsrf !== undefined
  return (
    <form method="post" action={atProvider ? '/oidc/session/end/confirm' : href('/dang-xuat')}>
      <p>
        {t(
          'Bạn sẽ đăng xuất khỏi trang của tỉnh và mọi hệ thống đã đăng nhập qua đây trên trình duyệt này.',
          'You will be signed out here and of every system you signed in to from here in this browser.',
        )}
      </p>
      {atProvider && (
        <>
          <input type="hidden" name="xsrf" value={query.xsrf} />
          <input type="hidden" name="logout" value="yes" />
        </>
      )}
      <p>
        <button className="button" type="submit">
          {t('Đăng xuất', 'Sign out')}
        </button>
      </p>
    </form>
  )
}
