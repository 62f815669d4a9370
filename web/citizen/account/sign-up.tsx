import type { FieldProblem } from '../../../src/kernel/problem.ts'
import { ErrorSummary } from '../../ui/ErrorSummary.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { Page } from '../Page.tsx'
import { citizenPage, type PageAnswer, type Visit } from '../router.ts'

/** An account from home: the e-mail is proved by a letter to it. */
export const signUpPage = citizenPage('/dang-ky', async (visit) => {
  if (visit.request.method === 'GET') return draw(visit, [], 200)
  const given = (key: string) => (visit.field(key) ? { [key]: visit.field(key) } : {})
  try {
    const input = {
      name: visit.field('name'),
      email: visit.field('email'),
      ...given('phone'),
      ...given('citizenNumber'),
    }
    await visit.act('identity.signUp', input, visit.field('_key'))
  } catch (error) {
    const problem = error as { status?: number; message: string; errors?: FieldProblem[] }
    if (problem.status !== 422 && problem.status !== 429) throw error
    const errors = problem.errors?.length ? problem.errors : [{ path: 'email', message: problem.message }]
    return draw(visit, errors, problem.status)
  }
  return sent(visit)
})

function draw(visit: Visit, errors: FieldProblem[], status: number): PageAnswer {
  const { t, href, lang } = visit
  const title = t('Đăng ký tài khoản', 'Sign up')
  const field = (name: string) => ({
    name,
    value: visit.field(name),
    error: errors.find((error) => error.path === name)?.message,
    lang,
  })
  return {
    status,
    body: (
      <Page visit={visit} title={title} signingIn>
        <ErrorSummary errors={errors} lang={lang} />
        <h1>{title}</h1>
        <p>
          {t(
            'Có định danh điện tử (VNeID) thì không cần đăng ký: hãy ',
            'With an electronic identity (VNeID) there is no need to: ',
          )}
          <a href={href('/dang-nhap')}>{t('đăng nhập ngay', 'sign in')}</a>.
        </p>
        <form method="post" className="stack" noValidate>
          <TextField
            {...field('name')}
            label={t('Họ và tên', 'Full name')}
            help={t('Như trên thẻ căn cước', 'As on your identity card')}
            autoComplete="name"
            maxLength={200}
          />
          <TextField
            {...field('email')}
            label={t('Thư điện tử', 'E-mail')}
            help={t('Chúng tôi gửi đường dẫn xác nhận đến đây', 'We send a link to it')}
            type="email"
            autoComplete="email"
            maxLength={200}
          />
          <TextField
            {...field('phone')}
            label={t('Số điện thoại', 'Telephone')}
            type="tel"
            autoComplete="tel"
            maxLength={20}
            size="narrow"
            required={false}
          />
          <TextField
            {...field('citizenNumber')}
            label={t('Số định danh cá nhân (số căn cước)', 'Personal identification number')}
            help={t(
              'Để sau này nhập chung với VNeID; được xác minh khi bạn đăng nhập bằng VNeID hoặc đến quầy',
              'So that it can be joined with VNeID later; verified by VNeID or at a counter',
            )}
            inputMode="numeric"
            autoComplete="off"
            maxLength={20}
            size="narrow"
            required={false}
          />
          <p>
            <button className="button" type="submit">
              {t('Gửi đường dẫn xác nhận', 'Send the link')}
            </button>
          </p>
        </form>
      </Page>
    ),
  }
}

/** The same whether or not the address has an account: only its owner may learn that. */
function sent(visit: Visit): PageAnswer {
  const { t } = visit
  const title = t('Hãy mở thư của bạn', 'Open your e-mail')
  return {
    body: (
      <Page visit={visit} title={title} signingIn>
        <h1>{title}</h1>
        <p>
          {t('Chúng tôi đã gửi một đường dẫn đến ', 'We sent a link to ')}
          <strong>{visit.field('email')}</strong>
          {t(
            '. Mở đường dẫn đó trong vòng một giờ để đặt mật khẩu. Không thấy thư? Hãy xem cả mục thư rác.',
            '. Open it within an hour and set a password. No letter? Look among the spam.',
          )}
        </p>
      </Page>
    ),
  }
}
