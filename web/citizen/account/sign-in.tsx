import type { SignInDoor, SignInStep } from '../../../src/platform/http/pages.ts'
import { ErrorSummary } from '../../ui/ErrorSummary.tsx'
import { Page } from '../Page.tsx'
import { citizenPage, type PageAnswer, type Visit } from '../router.ts'
import { consentForm } from './consent.tsx'
import { PasswordField, UserNameField } from './fields.tsx'
import { PasskeyForm, PasskeyIsland, passkeyAnswer, secondAnswer, secondForm } from './second-factor.tsx'
import { troubleAnswer, troubleText } from './trouble.tsx'

export type Wrong = { path: string; message: string }[]

/** A step that our OpenID provider asks for: who are you, is that account yours, may this system see that. */
export const signInPage = citizenPage('/dang-nhap/buoc/:uid', async (visit) => {
  const door = visit.port.signIn
  const uid = visit.params.uid ?? ''
  const step = await door?.step(uid)
  if (!door || !step) return troubleAnswer(visit, 'over', 410)
  const wrong: Wrong = []
  if (visit.request.method === 'POST') {
    try {
      const address = await answered(visit, door, uid, step.second.length > 0)
      if (address) return { goTo: address }
    } catch (error) {
      const problem = error as { status?: number; message: string; errors?: Wrong }
      if (problem.status === 410) return troubleAnswer(visit, 'over', 410)
      if (![401, 422, 429].includes(problem.status ?? 0)) throw error
      wrong.push(
        ...(problem.errors?.length ? problem.errors : [{ path: 'password', message: problem.message }]),
      )
    }
  }
  const status = wrong.length > 0 ? 422 : 200
  if (step.second.length > 0) return { ...secondForm(visit, step, wrong), status, formsLeadTo: step.leadsTo }
  if (step.prompt === 'consent') return { ...consentForm(visit, step), formsLeadTo: step.leadsTo }
  if (step.claimed) return { ...claimForm(visit, step, wrong), status, formsLeadTo: step.leadsTo }
  return { ...signInForm(visit, step, wrong), status, formsLeadTo: step.leadsTo }
})

async function answered(
  visit: Visit,
  door: SignInDoor,
  uid: string,
  second: boolean,
): Promise<string | null> {
  const { fields } = visit
  // A password may begin or end with a blank.
  const password = fields('password')[0] ?? ''
  if (second) return door.second(uid, secondAnswer(visit))
  switch (visit.field('go')) {
    case 'password':
      return door.password(uid, visit.field('userName'), password)
    case 'passkey':
      return door.passkey(uid, passkeyAnswer(visit))
    case 'join':
      return door.join(uid, password)
    case 'separate':
      return door.separate(uid)
    case 'agree':
      return door.consent(uid, true)
    case 'disagree':
      return door.consent(uid, false)
    default:
      return null
  }
}

function signInForm(visit: Visit, step: SignInStep, wrong: Wrong) {
  const { t, lang } = visit
  const office = step.surface === 'office'
  const refused = visit.query.loi ? troubleText(visit, visit.query.loi) : null
  const title = office ? t('Đăng nhập cán bộ', 'Sign in, officers') : t('Đăng nhập', 'Sign in')
  return {
    body: (
      <Page visit={visit} title={title} otherLanguage={step.otherLanguage} signingIn>
        <ErrorSummary errors={wrong} lang={lang} />
        {refused && (
          <p className="note" role="alert">
            {refused}
          </p>
        )}
        <h1>{title}</h1>
        {!step.client.ours && (
          <p>
            {t('Để tiếp tục vào ', 'To go on to ')}
            <strong>{step.client.name}</strong>.
          </p>
        )}
        {!office && step.nation.length > 0 && <Nation visit={visit} step={step} />}
        <form method="post" className="stack" noValidate>
          {!office && <h2>{t('Bằng tài khoản của tỉnh', 'With an account of the province')}</h2>}
          <UserNameField visit={visit} office={office} wrong={wrong} />
          <PasswordField visit={visit} wrong={wrong} />
          <p>
            <button className={office ? 'button' : 'button second'} type="submit" name="go" value="password">
              {t('Đăng nhập', 'Sign in')}
            </button>
          </p>
        </form>
        {step.passkeys && (
          <PasskeyForm
            visit={visit}
            go="passkey"
            button={t('Đăng nhập bằng khóa truy cập', 'Sign in with a passkey')}
          />
        )}
        {!office && (
          <p>
            <a href={visit.href('/quen-mat-khau')}>{t('Quên mật khẩu?', 'Forgotten your password?')}</a>
            <br />
            {t('Chưa có tài khoản? ', 'No account yet? ')}
            <a href={visit.href('/dang-ky')}>{t('Đăng ký bằng thư điện tử', 'Sign up by e-mail')}</a>
            {t(
              ', hoặc mang thẻ căn cước đến Bộ phận Một cửa để được lập tài khoản.',
              ', or bring your identity card to a one-stop desk.',
            )}
          </p>
        )}
        {step.passkeys && <PasskeyIsland visit={visit} />}
      </Page>
    ),
  }
}

function Nation({ visit, step }: { visit: Visit; step: SignInStep }) {
  const { t } = visit
  return (
    <section aria-labelledby="nation">
      <h2 id="nation">{t('Bằng định danh điện tử quốc gia', 'With the national electronic identity')}</h2>
      <p>
        {t(
          'Không cần nhớ thêm mật khẩu; thông tin của bạn được điền sẵn vào tờ khai.',
          'No further password; your details are filled in for you.',
        )}
      </p>
      <ul className="ways">
        {step.nation.map(({ name, address }) => (
          <li key={address}>
            <a className="button" href={address}>
              {t('Đăng nhập bằng ', 'Sign in with ')}
              <span lang="vi">{name}</span>
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** The nation names somebody whose number an unproved account has claimed: never joined silently. */
function claimForm(visit: Visit, step: SignInStep, wrong: Wrong): PageAnswer & { body: unknown } {
  const { t, lang } = visit
  const title = t('Tài khoản này có phải của bạn?', 'Is this account yours?')
  return {
    body: (
      <Page visit={visit} title={title} otherLanguage={step.otherLanguage} signingIn>
        <ErrorSummary errors={wrong} lang={lang} />
        <h1>{title}</h1>
        <p>
          {t(
            'Số định danh của bạn đã được khai trong một tài khoản đăng ký tại nhà, chưa ai xác minh. Tên đăng nhập: ',
            'Your identification number stands in an account signed up from home that nobody has verified. User name: ',
          )}
          <strong className="no-break">{step.claimed?.userName}</strong>.
        </p>
        <form method="post" className="stack" noValidate>
          <h2>{t('Nếu đúng là của bạn', 'If it is yours')}</h2>
          <p>
            {t(
              'Nhập mật khẩu của tài khoản đó: hai tài khoản thành một, hồ sơ đã nộp vẫn còn đủ.',
              'Give that account’s password: the two become one and your dossiers stay.',
            )}
          </p>
          <PasswordField visit={visit} wrong={wrong} />
          <p>
            <button className="button" type="submit" name="go" value="join">
              {t('Nhập làm một và đăng nhập', 'Join them and sign in')}
            </button>
          </p>
        </form>
        <form method="post" className="stack">
          <h2>{t('Nếu không phải của bạn', 'If it is not')}</h2>
          <p>
            {t(
              'Số định danh sẽ được gỡ khỏi tài khoản kia; bạn có một tài khoản riêng.',
              'Your number is taken from that account, and you get one of your own.',
            )}
          </p>
          <p>
            <button className="button second" type="submit" name="go" value="separate">
              {t('Không phải của tôi', 'It is not mine')}
            </button>
          </p>
        </form>
      </Page>
    ),
  }
}
