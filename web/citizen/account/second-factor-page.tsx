import { randomUUID } from 'node:crypto'
import type { ReactNode } from 'react'
import type { FactorAdded, FactorKind, FactorsView } from '../../../src/blocks/identity/model/factors.ts'
import { ErrorSummary } from '../../ui/ErrorSummary.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { Moment } from '../../ui/Values.tsx'
import { Page } from '../Page.tsx'
import { citizenPage, type PageAnswer, type Visit } from '../router.ts'
import { PasskeyForm, PasskeyIsland, passkeyAnswer, SecondWays, secondAnswer } from './second-factor.tsx'
import { codesPage, confirmTotp, PATH } from './second-factor-shown-once.tsx'

type Wrong = { path: string; message: string }[]

/** My second factors: a passkey, an authenticator app, recovery codes shown once. */
export const secondFactorPage = citizenPage(PATH, async (visit) => {
  const { href, port } = visit
  if (!port.me) return { goTo: href('/dang-nhap', { ve: href(PATH) }) }
  if (visit.request.method === 'GET') return overview(visit)
  try {
    return await done(visit)
  } catch (error) {
    const problem = error as { status?: number; code?: string; message: string; errors?: Wrong }
    if (problem.code === 'identity.fresh-factor') return showAgain(visit, [])
    if (![401, 409, 410, 422, 429].includes(problem.status ?? 0)) throw error
    // The field's own sentence, where there is one: the whole's speaks to who calls the API.
    const message = problem.errors?.[0]?.message ?? problem.message
    const wrong = [{ path: 'noi-dung', message }]
    if (visit.field('again')) return showAgain(visit, wrong)
    const code = problem.status === 422 && visit.field('go') === 'add-totp'
    return code ? confirmTotp(visit, null, message) : overview(visit, wrong)
  }
})

/** What a form of this page asks for. */
async function done(visit: Visit): Promise<PageAnswer> {
  const { act, href, port } = visit
  const key = randomUUID()
  if (visit.field('again')) {
    await port.signIn?.raise({ answer: secondAnswer(visit) })
    return { goTo: href(PATH, { xong: 'xac-thuc' }) }
  }
  switch (visit.field('go')) {
    case 'begin-totp':
      return confirmTotp(visit, await act('identity.beginTotp', {}, key))
    case 'add-totp':
      return added(
        visit,
        await act('identity.addTotp', { token: visit.field('token'), code: visit.field('code') }, key),
      )
    case 'add-passkey': {
      const name = visit.field('name') || visit.t('Khóa của tôi', 'My passkey')
      return added(visit, await act('identity.addPasskey', { ...passkeyAnswer(visit), name }, key))
    }
    case 'renew':
      return codesPage(visit, (await act('identity.renewRecoveryCodes', {}, key)).recoveryCodes)
    case 'remove':
      await act('identity.removeFactor', { factor: visit.field('factor') }, key)
      return { goTo: href(PATH, { xong: 'go' }) }
    default:
      return { goTo: href(PATH) }
  }
}

async function added(visit: Visit, { proof, recoveryCodes }: FactorAdded): Promise<PageAnswer> {
  await visit.port.signIn?.raise({ proof })
  return recoveryCodes ? codesPage(visit, recoveryCodes) : { goTo: visit.href(PATH, { xong: 'them' }) }
}

async function overview(visit: Visit, wrong: Wrong = []): Promise<PageAnswer> {
  const { t, lang } = visit
  const factors: FactorsView = await visit.ask('identity.factors', {})
  const none = factors.passkeys.length === 0 && !factors.totp
  const title = t('Xác thực hai lớp', 'Second step of signing in')
  const said: Record<string, string> = {
    them: t('Đã thêm.', 'Added.'),
    go: t('Đã gỡ.', 'Removed.'),
    'xac-thuc': t('Đã xác thực. Mời bạn làm tiếp.', 'Confirmed. Please go on.'),
  }
  const notice = said[visit.query.xong ?? '']
  return {
    status: wrong.length > 0 ? 422 : 200,
    body: (
      <Page visit={visit} title={title}>
        <ErrorSummary errors={wrong} lang={lang} />
        <h1>{title}</h1>
        {notice && (
          <p className="note done" role="status">
            {notice}
          </p>
        )}
        <p>
          {t(
            'Giữ tài khoản của bạn kể cả khi lộ mật khẩu: đăng nhập còn cần thiết bị bạn đang cầm.',
            'Keeps your account even when your password is known: signing in also takes the device in your hand.',
          )}
        </p>
        <h2>{t('Khóa truy cập', 'Passkeys')}</h2>
        <ul>
          {factors.passkeys.map((key) => (
            <Factor key={key.id} visit={visit} id={key.id} name={key.name} since={key.addedAt}>
              {key.suspended && (
                <strong>{t(' Đã khóa, có dấu hiệu bị sao chép.', ' Locked: it looks copied.')}</strong>
              )}
            </Factor>
          ))}
        </ul>
        {factors.passkeysWork ? (
          <PasskeyForm
            visit={visit}
            go="add-passkey"
            question="new"
            button={t('Thêm khóa truy cập', 'Add a passkey')}
          >
            <TextField
              name="name"
              label={t('Tên để nhận ra khóa này', 'A name to know it by')}
              value={t('Điện thoại của tôi', 'My phone')}
              maxLength={60}
              size="narrow"
              lang={lang}
            />
          </PasskeyForm>
        ) : (
          <p className="quiet">
            {t(
              'Ở địa chỉ này trình duyệt không cho dùng khóa truy cập.',
              'Browsers give no passkeys at this address.',
            )}
          </p>
        )}
        <h2>{t('Ứng dụng xác thực', 'Authenticator app')}</h2>
        {factors.totp && (
          <ul>
            <Factor visit={visit} id="totp" name={t('Đang dùng', 'In use')} since={factors.totp.addedAt} />
          </ul>
        )}
        <Do visit={visit} go="begin-totp">
          {factors.totp
            ? t('Chuyển sang điện thoại khác', 'Move to another phone')
            : t('Thêm ứng dụng', 'Add an app')}
        </Do>
        {!none && (
          <>
            <h2>{t('Mã dự phòng', 'Recovery codes')}</h2>
            <p>{t(`Còn ${factors.recoveryCodesLeft} mã.`, `${factors.recoveryCodesLeft} left.`)}</p>
            <Do visit={visit} go="renew">
              {t('Cấp lại mười mã mới', 'Make ten new ones')}
            </Do>
          </>
        )}
        <p>
          <a href={visit.href('/tai-khoan')}>{t('Về tài khoản', 'Back to my account')}</a>
        </p>
        <PasskeyIsland visit={visit} />
      </Page>
    ),
  }
}

type FactorProps = { visit: Visit; id: string; name: string; since: string; children?: ReactNode }

function Factor({ visit, id, name, since, children }: FactorProps) {
  const { t, lang } = visit
  return (
    <li>
      <strong>{name}</strong>
      <span className="help quiet">
        {t('từ ', 'since ')}
        <Moment at={since} lang={lang} />
      </span>
      {children}
      <Do visit={visit} go="remove" hidden={{ factor: id }}>
        {t('Gỡ', 'Remove')}
        <span className="unseen"> {name}</span>
      </Do>
    </li>
  )
}

type DoProps = { visit: Visit; go: string; hidden?: Record<string, string>; children: ReactNode }

function Do({ visit, go, hidden = {}, children }: DoProps) {
  return (
    <form method="post" action={visit.href(PATH)}>
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <button className="button second" type="submit" name="go" value={go}>
        {children}
      </button>
    </form>
  )
}

/** Something weighty: the factor is shown again first, within the same page. */
async function showAgain(visit: Visit, wrong: Wrong): Promise<PageAnswer> {
  const { t, lang } = visit
  const factors: FactorsView = await visit.ask('identity.factors', {})
  const all: [FactorKind, boolean][] = [
    ['passkey', factors.passkeysWork && factors.passkeys.some((key) => !key.suspended)],
    ['totp', factors.totp !== null],
    ['recovery', factors.recoveryCodesLeft > 0],
  ]
  const ways = all.filter(([, has]) => has).map(([way]) => way)
  const title = t('Xác thực để làm tiếp', 'Confirm to go on')
  return {
    status: wrong.length > 0 ? 422 : 200,
    body: (
      <Page visit={visit} title={title}>
        <ErrorSummary errors={wrong} lang={lang} />
        <h1>{title}</h1>
        <p>
          {t(
            'Việc này cần chắc chắn là chính bạn. Trong 10 phút sau đó sẽ không hỏi lại.',
            'This needs to be you for certain. You are not asked again within ten minutes.',
          )}
        </p>
        <SecondWays visit={visit} ways={ways} again error={wrong[0]?.message} />
        <PasskeyIsland visit={visit} />
      </Page>
    ),
  }
}
