import { describedBy, FieldFrame } from '../../ui/FieldFrame.tsx'
import { TextField } from '../../ui/TextField.tsx'
import type { Visit } from '../router.ts'

type Props = { visit: Visit; wrong: readonly { path: string; message: string }[] }

const errorAt = (wrong: Props['wrong'], path: string) => wrong.find((each) => each.path === path)?.message

/** An officer begins to type at once; a citizen first chooses a way. */
export function UserNameField({ visit, wrong, office }: Props & { office: boolean }) {
  const { t, lang } = visit
  const frame = {
    name: 'userName',
    label: t('Tên đăng nhập', 'User name'),
    ...(office
      ? {}
      : { help: t('Thư điện tử hoặc số định danh cá nhân', 'Your e-mail or identification number') }),
    error: errorAt(wrong, 'userName'),
    lang,
  }
  return (
    <FieldFrame {...frame}>
      <input
        id="userName"
        name="userName"
        className="input narrow"
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        maxLength={100}
        defaultValue={visit.field('userName')}
        aria-describedby={describedBy(frame)}
        aria-invalid={frame.error ? true : undefined}
        // The one thing to do on this page of the officers'.
        autoFocus={office}
      />
    </FieldFrame>
  )
}

/** Never filled in again after an error: what stands in a page stands in its history. */
export function PasswordField({ visit, wrong, fresh }: Props & { fresh?: boolean }) {
  const { t, lang } = visit
  return (
    <TextField
      name="password"
      type="password"
      label={fresh ? t('Mật khẩu mới', 'New password') : t('Mật khẩu', 'Password')}
      help={
        fresh
          ? t(
              'Ít nhất 12 ký tự. Một câu ngắn dễ nhớ thì tốt hơn ký tự lạ.',
              'At least 12 characters. A short sentence is better than odd signs.',
            )
          : undefined
      }
      value=""
      error={errorAt(wrong, 'password')}
      autoComplete={fresh ? 'new-password' : 'current-password'}
      maxLength={200}
      size="narrow"
      lang={lang}
    />
  )
}
