import type { SignInStep } from '../../../src/platform/http/pages.ts'
import { Page } from '../Page.tsx'
import type { Visit } from '../router.ts'
import { scopeText } from './words.ts'

/** What a partner system wants to see, before it sees anything. */
export function consentForm(visit: Visit, step: SignInStep) {
  const { t } = visit
  const title = t('Cho phép truy cập?', 'Allow access?')
  return {
    body: (
      <Page visit={visit} title={title} otherLanguage={step.otherLanguage} signingIn>
        <h1>{title}</h1>
        <p>
          <strong>{step.client.name}</strong>{' '}
          {t('là một hệ thống khác, đề nghị được:', 'is another system and asks for:')}
        </p>
        {step.scopes.length > 0 ? (
          <ul>
            {step.scopes.map((scope) => (
              <li key={scope}>{scopeText(visit, scope)}</li>
            ))}
          </ul>
        ) : (
          <p>
            {t(
              'biết rằng bạn đã đăng nhập, ngoài ra không gì khác',
              'knowing that you signed in, nothing else',
            )}
          </p>
        )}
        <p>
          {t(
            'Bạn có thể rút lại bất cứ lúc nào ở trang Tài khoản.',
            'You can withdraw this at any time on your account page.',
          )}
        </p>
        <form method="post" className="actions">
          <button className="button" type="submit" name="go" value="agree">
            {t('Đồng ý', 'Agree')}
          </button>
          <button className="button second" type="submit" name="go" value="disagree">
            {t('Không đồng ý', 'Do not agree')}
          </button>
        </form>
      </Page>
    ),
  }
}
