import type { FieldProblem } from '../../../src/kernel/problem.ts'
import { ErrorSummary } from '../../ui/ErrorSummary.tsx'
import { Page } from '../Page.tsx'
import { citizenPage, type PageAnswer, type PageHandler, type Visit } from '../router.ts'
import { PasswordField } from './fields.tsx'

/** The link from the letter of signing up, and the one a counter hands over: both set the first password. */
export const confirmSignUpPage = citizenPage('/dang-ky/xac-nhan', passwordBy('identity.confirmSignUp'))
export const activatePage = citizenPage('/kich-hoat', passwordBy('identity.activate'))

/** Opening the link changes nothing, so that a mail scanner that follows it uses nothing up. */
function passwordBy(operation: string): PageHandler {
  return async (visit) => {
    if (visit.request.method === 'GET') return draw(visit, [], 200)
    try {
      const input = { token: visit.field('ma'), password: visit.fields('password')[0] ?? '' }
      const { userName } = await visit.act(operation, input, '')
      return done(visit, userName)
    } catch (error) {
      const problem = error as { status?: number; message: string; errors?: FieldProblem[] }
      if (problem.status !== 422) throw error
      const message = problem.errors?.find((each) => each.path === 'password')?.message ?? problem.message
      return draw(visit, [{ path: 'password', message }], 422)
    }
  }
}

function draw(visit: Visit, errors: FieldProblem[], status: number): PageAnswer {
  const { t, lang } = visit
  const title = t('Đặt mật khẩu', 'Set your password')
  return {
    status,
    body: (
      <Page visit={visit} title={title} signingIn>
        <ErrorSummary errors={errors} lang={lang} />
        <h1>{title}</h1>
        <form method="post" className="stack" noValidate>
          <input type="hidden" name="ma" value={visit.query.ma ?? visit.field('ma')} />
          <PasswordField visit={visit} wrong={errors} fresh />
          <p>
            <button className="button" type="submit">
              {t('Đặt mật khẩu', 'Set password')}
            </button>
          </p>
        </form>
      </Page>
    ),
  }
}

function done(visit: Visit, userName: string): PageAnswer {
  const { t, href } = visit
  const title = t('Tài khoản đã sẵn sàng', 'Your account is ready')
  return {
    body: (
      <Page visit={visit} title={title} signingIn>
        <h1>{title}</h1>
        <p>
          {t('Tên đăng nhập của bạn: ', 'Your user name: ')}
          <strong>{userName}</strong>
        </p>
        <p>
          <a className="button" href={href('/dang-nhap')}>
            {t('Đăng nhập', 'Sign in')}
          </a>
        </p>
      </Page>
    ),
  }
}
