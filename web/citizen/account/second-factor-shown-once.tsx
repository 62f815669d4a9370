import { ErrorSummary } from '../../ui/ErrorSummary.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { Page } from '../Page.tsx'
import type { PageAnswer, Visit } from '../router.ts'

export const PATH = '/tai-khoan/xac-thuc'
type Begun = { token: string; secret: string; picture: string }

/** The secret is shown once; after a wrong code the app still holds it. */
export function confirmTotp(visit: Visit, begun: Begun | null, error?: string): PageAnswer {
  const { t, lang } = visit
  const title = t('Thêm ứng dụng xác thực', 'Add an authenticator app')
  return {
    status: error ? 422 : 200,
    body: (
      <Page visit={visit} title={title}>
        <ErrorSummary errors={error ? [{ path: 'code', message: error }] : []} lang={lang} />
        <h1>{title}</h1>
        {begun && (
          <>
            <p>
              {t(
                'Quét mã này bằng ứng dụng xác thực, hoặc gõ chuỗi bên dưới vào ứng dụng.',
                'Scan this with your authenticator app, or type the line below into it.',
              )}
            </p>
            <img
              src={begun.picture}
              alt={t('Mã QR để thêm tài khoản vào ứng dụng', 'QR code that adds the account to the app')}
              width="200"
              height="200"
            />
            <p className="no-break">
              <strong>{begun.secret.match(/.{1,4}/g)?.join(' ')}</strong>
            </p>
          </>
        )}
        <form method="post" className="stack" noValidate>
          <input type="hidden" name="token" value={begun?.token ?? visit.field('token')} />
          <TextField
            name="code"
            label={t('Mã 6 chữ số ứng dụng đang hiện', 'The 6 digits it shows now')}
            value=""
            error={error}
            inputMode="numeric"
            autoComplete="one-time-code"
            maxLength={10}
            size="narrow"
            lang={lang}
          />
          <p>
            <button className="button" type="submit" name="go" value="add-totp">
              {t('Xác nhận', 'Confirm')}
            </button>
          </p>
        </form>
        <p>
          <a href={visit.href(PATH)}>{t('Thôi', 'Leave it')}</a>
        </p>
      </Page>
    ),
  }
}

export function codesPage(visit: Visit, codes: readonly string[]): PageAnswer {
  const { t } = visit
  const title = t('Mười mã dự phòng', 'Ten recovery codes')
  return {
    body: (
      <Page visit={visit} title={title}>
        <h1>{title}</h1>
        <p className="note" role="status">
          {t(
            'Chỉ hiện lần này. In hoặc chép ra giấy, cất chỗ riêng. Mất thiết bị thì mỗi mã thay được một lần xác thực.',
            'Shown this once. Print them or write them down and keep them apart. Without your device each stands in once.',
          )}
        </p>
        <ul>
          {codes.map((code) => (
            <li key={code} className="no-break">
              {code}
            </li>
          ))}
        </ul>
        <p>
          <a className="button" href={visit.href(PATH, { xong: 'them' })}>
            {t('Tôi đã cất mã', 'I have kept them')}
          </a>
        </p>
      </Page>
    ),
  }
}
