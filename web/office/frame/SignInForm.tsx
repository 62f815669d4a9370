import { Button, PasswordInput, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { Me } from '../../../src/blocks/identity/contract.ts'
import type { SecondAsked } from '../../../src/blocks/identity/model/factors.ts'
import { ApiProblem, act, sentence, uuid } from '../api.ts'
import { keep, recall } from '../kept.ts'
import { remember } from '../session.ts'
import { FactorForm } from './FactorForm.tsx'
import { factorSentence, passkeysWork, showPasskey } from './passkeys.ts'

/** User name and password; an error names what is wrong and the user name stays. */
export function SignInForm({ onSignedIn }: { onSignedIn: (me: Me) => void }) {
  const [error, setError] = useState<string | null>(null)
  const [fields, setFields] = useState<Record<string, string>>({})
  const [busy, setBusy] = useState(false)
  const [second, setSecond] = useState<SecondAsked | null>(null)

  function signedIn(me: Me) {
    remember(me)
    onSignedIn(me)
  }

  async function byPasskey() {
    setError(null)
    try {
      signedIn(await act<Me>('/sign-in/passkey', await showPasskey(), `sign-in.${uuid()}`))
    } catch (problem) {
      setError(factorSentence(problem))
    }
  }

  async function signIn(form: HTMLFormElement) {
    const data = new FormData(form)
    const userName = String(data.get('userName')).trim()
    const password = String(data.get('password'))
    const missing: Record<string, string> = {}
    if (!userName) missing.userName = 'Nhập tên đăng nhập.'
    if (!password) missing.password = 'Nhập mật khẩu.'
    setFields(missing)
    setError(null)
    if (Object.keys(missing).length > 0) {
      form.querySelector<HTMLInputElement>(`[name="${Object.keys(missing)[0]}"]`)?.focus()
      return
    }
    keep('user-name', userName)
    setBusy(true)
    try {
      const answer = await act<Me | { second: SecondAsked }>(
        '/sign-in',
        { userName, password },
        `sign-in.${uuid()}`,
      )
      if ('second' in answer) setSecond(answer.second)
      else signedIn(answer)
    } catch (problem) {
      const named = problem instanceof ApiProblem ? problem.errors : []
      setFields(Object.fromEntries(named.map((each) => [each.path, each.message])))
      setError(problem instanceof ApiProblem && problem.status === 401 ? problem.message : sentence(problem))
      form.querySelector<HTMLInputElement>('[name="password"]')?.select()
    } finally {
      setBusy(false)
    }
  }

  if (second)
    return (
      <FactorForm
        ways={second.ways}
        onAnswer={async (answer) => {
          const { token } = second
          try {
            signedIn(await act<Me>('/sign-in/second', { token, answer }, `sign-in.${uuid()}`))
          } catch (problem) {
            if ((problem as ApiProblem).code === 'identity.step-over') setSecond(null)
            throw problem
          }
        }}
      />
    )
  return (
    <form
      noValidate
      className="stack"
      onSubmit={(event) => {
        event.preventDefault()
        void signIn(event.currentTarget)
      }}
    >
      {error && (
        <p className="error-box" role="alert">
          {error}
        </p>
      )}
      <TextInput
        label="Tên đăng nhập"
        name="userName"
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        defaultValue={recall<string>('user-name') ?? ''}
        error={fields.userName}
        autoFocus
      />
      <PasswordInput
        label="Mật khẩu"
        name="password"
        autoComplete="current-password"
        error={fields.password}
        visibilityToggleButtonProps={{ 'aria-label': 'Hiện hoặc ẩn mật khẩu', tabIndex: 0 }}
      />
      <Button type="submit" loading={busy}>
        Đăng nhập
      </Button>
      {passkeysWork() && (
        <Button variant="default" onClick={byPasskey}>
          Đăng nhập bằng khóa truy cập
        </Button>
      )}
    </form>
  )
}
