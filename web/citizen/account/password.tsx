import { randomUUID } from 'node:crypto'
import type { AccountView } from '../../../src/blocks/identity/contract.ts'
import type { FieldProblem } from '../../../src/kernel/problem.ts'
import { ErrorSummary } from '../../ui/ErrorSummary.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { Page } from '../Page.tsx'
import { citizenPage, type PageAnswer, type Visit } from '../router.ts'
import { PasswordField } from './fields.tsx'

/** A new password, which also ends every other session. */
export const passwordPage = citizenPage('/tai-khoan/mat-khau', async (visit) => {
  const { href, port } = visit
  if (!port.me) return { goTo: href('/dang-nhap', { ve: href('/tai-khoan/mat-khau') }) }
  const account: AccountView = await visit.ask('identity.account', {})
  if (visit.request.method === 'GET') return change(visit, account, [], 200)
  const current = visit.fields('current')[0]
  const password = visit.fields('password')[0] ?? ''
  try {
    await visit.act('identity.changePassword', { ...(current && { current }), password }, visit.field('_key'))
    return { goTo: href('/tai-khoan', { xong: 'mat-khau' }) }
  } catch (error) {
    const problem = error as { status?: number; message: string; errors?: FieldProblem[] }
    if (problem.status !== 422 && problem.status !== 429) throw error
    const errors = problem.errors?.length ? problem.errors : [{ path: 'password', message: problem.message }]
    return change(visit, account, errors, problem.status)
  }
})

function change(visit: Visit, account: AccountView, errors: FieldProblem[], status: number): PageAnswer {
  const { t, lang } = visit
  const title = t('Đổi mật khẩu', 'Change your password')
  return {
    status,
    body: (
      <Page visit={visit} title={title}>
        <ErrorSummary errors={errors} lang={lang} />
        <h1>{title}</h1>
        <p>
          {t(
            'Đổi xong, mọi phiên đăng nhập khác của bạn sẽ kết thúc.',
            'Afterwards every other session of yours is over.',
          )}
        </p>
        <form method="post" className="stack" noValidate>
          <input type="hidden" name="_key" value={randomUUID()} />
          {account.hasPassword && (
            <TextField
              name="current"
              type="password"
              label={t('Mật khẩu đang dùng', 'Present password')}
              value=""
              error={errors.find((each) => each.path === 'current')?.message}
              autoComplete="current-password"
              maxLength={200}
              size="narrow"
              lang={lang}
            />
          )}
          <PasswordField visit={visit} wrong={errors} fresh />
          <p>
            <button className="button" type="submit">
              {t('Đổi mật khẩu', 'Change password')}
            </button>
          </p>
        </form>
      </Page>
    ),
  }
}

/** For who signed up by e-mail; the same answer whether or not there is such an account. */
export const forgottenPage = citizenPage('/quen-mat-khau', async (visit) => {
  if (visit.request.method === 'GET') return forgotten(visit, [], false, 200)
  try {
    await visit.act('identity.forgotPassword', { email: visit.field('email') }, visit.field('_key'))
    return forgotten(visit, [], true, 200)
  } catch (error) {
    const problem = error as { status?: number; message: string; errors?: FieldProblem[] }
    if (problem.status !== 422 && problem.status !== 429) throw error
    const message = problem.errors?.[0]?.message ?? problem.message
    return forgotten(visit, [{ path: 'email', message }], false, problem.status)
  }
})

function forgotten(visit: Visit, errors: FieldProblem[], sent: boolean, status: number): PageAnswer {
  const { t, lang } = visit
  const title = t('Quên mật khẩu', 'Forgotten password')
  return {
    status,
    body: (
      <Page visit={visit} title={title} signingIn>
        <ErrorSummary errors={errors} lang={lang} />
        <h1>{title}</h1>
        {sent ? (
          <p role="status">
            {t(
              'Nếu địa chỉ đó có tài khoản, chúng tôi đã gửi đường dẫn đặt lại mật khẩu; dùng được trong một giờ.',
              'If that address has an account, a link to set a new password is on its way; it works for an hour.',
            )}
          </p>
        ) : (
          <form method="post" className="stack" noValidate>
            <TextField
              name="email"
              type="email"
              label={t('Thư điện tử đã đăng ký', 'The e-mail you signed up with')}
              value={visit.field('email')}
              error={errors[0]?.message}
              autoComplete="email"
              maxLength={200}
              lang={lang}
            />
            <p>
              <button className="button" type="submit">
                {t('Gửi đường dẫn', 'Send the link')}
              </button>
            </p>
          </form>
        )}
        <p>
          {t(
            'Tài khoản lập tại quầy: xin đường dẫn mới ở Bộ phận Một cửa. Cán bộ: hỏi người quản trị.',
            'Made at a counter? Ask there for a new link. Officers ask their administrator.',
          )}
        </p>
      </Page>
    ),
  }
}
