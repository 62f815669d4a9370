import { Button, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { FactorKind } from '../../../src/blocks/identity/model/factors.ts'
import { factorSentence, passkeysWork, showPasskey } from './passkeys.ts'

type Props = {
  ways: readonly FactorKind[]
  /** Sends what was shown; what it throws is told here. */
  onAnswer: (answer: Record<string, unknown>) => Promise<void>
}

/** A second factor, by any way the account has: a passkey, a code of the app, a recovery code. */
export function FactorForm({ ways, onAnswer }: Props) {
  const [error, setError] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const [lost, setLost] = useState(false)
  const passkey = ways.includes('passkey') && passkeysWork()
  const way = lost || !ways.includes('totp') ? 'recovery' : 'totp'
  const codes = way === 'totp' || ways.includes('recovery')

  async function show(answer: () => Promise<Record<string, unknown>>, form?: HTMLFormElement) {
    setError(null)
    setBusy(true)
    try {
      await onAnswer(await answer())
    } catch (problem) {
      setError(factorSentence(problem))
      form?.querySelector('input')?.select()
    } finally {
      setBusy(false)
    }
  }

  return (
    <div className="stack">
      {error && (
        <p className="error-box" role="alert">
          {error}
        </p>
      )}
      {passkey && (
        <Button
          loading={busy}
          onClick={() => show(async () => ({ way: 'passkey', ...(await showPasskey()) }))}
          data-first
        >
          Dùng khóa truy cập
        </Button>
      )}
      {codes && (
        <form
          noValidate
          className="stack"
          onSubmit={(event) => {
            event.preventDefault()
            const form = event.currentTarget
            const code = String(new FormData(form).get('code')).trim()
            void show(async () => ({ way, code }), form)
          }}
        >
          <TextInput
            key={way}
            label={way === 'totp' ? 'Mã trong ứng dụng xác thực' : 'Một mã dự phòng'}
            description={way === 'totp' ? '6 chữ số, đổi mỗi 30 giây' : 'Mỗi mã dùng được một lần'}
            name="code"
            inputMode={way === 'totp' ? 'numeric' : 'text'}
            autoComplete={way === 'totp' ? 'one-time-code' : 'off'}
            maxLength={40}
            data-first={passkey ? undefined : true}
            autoFocus={!passkey}
          />
          <Button type="submit" variant={passkey ? 'default' : 'filled'} loading={busy}>
            Xác thực
          </Button>
        </form>
      )}
      {ways.includes('totp') && ways.includes('recovery') && (
        <p>
          <button type="button" className="plain-button" onClick={() => setLost(!lost)}>
            {lost ? 'Dùng mã trong ứng dụng' : 'Không có thiết bị bên mình: dùng mã dự phòng'}
          </button>
        </p>
      )}
    </div>
  )
}
