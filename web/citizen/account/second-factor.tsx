import type { ReactNode } from 'react'
import type { FactorKind } from '../../../src/blocks/identity/model/factors.ts'
import type { SignInStep } from '../../../src/platform/http/pages.ts'
import { ErrorSummary } from '../../ui/ErrorSummary.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { Page } from '../Page.tsx'
import type { Visit } from '../router.ts'

type Wrong = readonly { path: string; message: string }[]

/** The password was right; now what only its owner holds. */
export function secondForm(visit: Visit, step: SignInStep, wrong: Wrong) {
  const { t, lang } = visit
  const title = t('Xác thực lần hai', 'Second step')
  const ways = step.second.filter((way) => way !== 'passkey' || step.passkeys)
  const by = visit.field('go')
  const place = by === 'recovery' ? 'recovery' : by === 'totp' ? 'code' : 'noi-dung'
  return {
    body: (
      <Page visit={visit} title={title} otherLanguage={step.otherLanguage} signingIn>
        <ErrorSummary errors={wrong.map(({ message }) => ({ path: place, message }))} lang={lang} />
        <h1>{title}</h1>
        <p>
          {t(
            'Mật khẩu đã đúng. Tài khoản này còn cần một cách xác thực nữa.',
            'The password is right. This account asks for one more proof.',
          )}
        </p>
        <SecondWays visit={visit} ways={ways} error={wrong[0]?.message} />
        <p className="quiet">
          {t(
            'Mất hết thiết bị và mã dự phòng? Cán bộ: hỏi người quản trị. Người dân: mang thẻ căn cước đến Bộ phận Một cửa.',
            'Lost every device and code? Officers ask their administrator; citizens bring their identity card to a one-stop desk.',
          )}
        </p>
        <PasskeyIsland visit={visit} />
      </Page>
    ),
  }
}

type WaysProps = {
  visit: Visit
  ways: readonly FactorKind[]
  /** Shown to raise a session, not to open one. */
  again?: boolean
  error?: string | undefined
}

/** Every way this account can show a second factor. */
export function SecondWays({ visit, ways, again, error }: WaysProps) {
  const { t } = visit
  const by = visit.field('go')
  const passkey = ways.includes('passkey')
  return (
    <>
      {passkey && (
        <PasskeyForm
          visit={visit}
          go="passkey"
          button={t('Dùng khóa truy cập', 'Use your passkey')}
          first
          again={again}
        />
      )}
      {ways.includes('totp') && (
        <CodeForm
          visit={visit}
          go="totp"
          label={t('Mã trong ứng dụng xác thực', 'Code of your authenticator app')}
          help={t('6 chữ số, đổi mỗi 30 giây', '6 digits, new every 30 seconds')}
          error={by === 'totp' ? error : undefined}
          second={passkey}
          again={again}
        />
      )}
      {ways.includes('recovery') && (
        <details open={by === 'recovery'}>
          <summary>{t('Không có thiết bị bên mình?', 'No device at hand?')}</summary>
          <CodeForm
            visit={visit}
            go="recovery"
            label={t('Một mã dự phòng', 'One of your recovery codes')}
            help={t('Mỗi mã dùng được một lần', 'Each works once')}
            error={by === 'recovery' ? error : undefined}
            second
            again={again}
          />
        </details>
      )}
    </>
  )
}

type CodeProps = {
  visit: Visit
  go: 'totp' | 'recovery'
  label: string
  help: string
  error?: string | undefined
  /** Not the first thing to do on the page. */
  second?: boolean
  again?: boolean | undefined
}

function CodeForm({ visit, go, label, help, error, second, again }: CodeProps) {
  const totp = go === 'totp'
  return (
    <form method="post" className="stack" noValidate>
      {again && <input type="hidden" name="again" value="1" />}
      <TextField
        name={totp ? 'code' : 'recovery'}
        label={label}
        help={help}
        value=""
        error={error}
        {...(totp
          ? { inputMode: 'numeric' as const, autoComplete: 'one-time-code' }
          : { autoComplete: 'off' })}
        maxLength={totp ? 10 : 40}
        size="narrow"
        lang={visit.lang}
      />
      <p>
        <button className={second ? 'button second' : 'button'} type="submit" name="go" value={go}>
          {visit.t('Tiếp tục', 'Continue')}
        </button>
      </p>
    </form>
  )
}

type PasskeyProps = {
  visit: Visit
  go: string
  button: string
  /** `new` makes one, otherwise one is asked for. */
  question?: 'new'
  first?: boolean
  again?: boolean | undefined
  children?: ReactNode
}

/** Hidden until the island has found that this browser knows passkeys. */
export function PasskeyForm({ visit, go, button, question, first, again, children }: PasskeyProps) {
  return (
    <form method="post" className="stack passkey" data-question={question ?? 'any'} hidden noValidate>
      <input type="hidden" name="go" value={go} />
      <input type="hidden" name="token" value="" />
      <input type="hidden" name="response" value="" />
      {again && <input type="hidden" name="again" value="1" />}
      {children}
      <p>
        <button className={first ? 'button' : 'button second'} type="submit">
          {button}
        </button>
      </p>
      <p role="status" className="help quiet" lang={visit.lang} />
    </form>
  )
}

export function PasskeyIsland({ visit }: { visit: Visit }) {
  const source = visit.assets['islands/passkey.ts']
  return source ? <script type="module" src={source} /> : null
}

/** What a form of this page answered, as the sign-in door reads it. */
export function secondAnswer(visit: Visit): unknown {
  const way = visit.field('go')
  if (way === 'passkey') return { way, ...passkeyAnswer(visit) }
  return { way, code: visit.field('code') || visit.field('recovery') }
}

export function passkeyAnswer(visit: Visit): { token: string; response: unknown } {
  return { token: visit.field('token'), response: asJson(visit.field('response')) }
}

function asJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
