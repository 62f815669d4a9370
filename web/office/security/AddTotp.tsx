import { Button, TextInput } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import type { FactorAdded } from '../../../src/blocks/identity/model/factors.ts'
import { act, uuid } from '../api.ts'
import { factorSentence } from '../frame/passkeys.ts'

type Props = { onAdded: (answer: FactorAdded) => void; onCancel: () => void }
type Begun = { token: string; secret: string; picture: string }

/** Shows a secret to an authenticator app and takes its first code as proof that it was read. */
export function AddTotp({ onAdded, onCancel }: Props) {
  const [begun, setBegun] = useState<Begun | null>(null)
  const [error, setError] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const asked = useRef(false)
  useEffect(() => {
    // Once, though development mounts twice: each asking makes a new secret.
    if (asked.current) return
    asked.current = true
    act<Begun>('/account/totp/begin', {}, `begin-totp.${uuid()}`).then(setBegun, (problem) =>
      setError(factorSentence(problem)),
    )
  }, [])

  async function add(code: string) {
    setError(null)
    setBusy(true)
    try {
      onAdded(await act<FactorAdded>('/account/totp', { token: begun?.token, code }, `add-totp.${uuid()}`))
    } catch (problem) {
      setError(factorSentence(problem))
    } finally {
      setBusy(false)
    }
  }

  return (
    <form
      className="stack factor-form"
      noValidate
      aria-busy={begun === null}
      onSubmit={(event) => {
        event.preventDefault()
        void add(String(new FormData(event.currentTarget).get('code')))
      }}
    >
      {begun && (
        <>
          <p>Quét mã này bằng ứng dụng xác thực trên điện thoại, hoặc gõ chuỗi bên dưới vào ứng dụng.</p>
          <img
            src={begun.picture}
            alt="Mã QR để thêm tài khoản vào ứng dụng xác thực"
            width="200"
            height="200"
          />
          <p className="secret">{begun.secret.match(/.{1,4}/g)?.join(' ')}</p>
        </>
      )}
      <TextInput
        label="Mã 6 chữ số ứng dụng đang hiện"
        name="code"
        inputMode="numeric"
        autoComplete="one-time-code"
        maxLength={10}
        error={error}
        autoFocus
      />
      <div className="buttons">
        <Button type="submit" loading={busy} disabled={begun === null}>
          Xác nhận
        </Button>
        <button type="button" className="plain-button" onClick={onCancel}>
          Thôi
        </button>
      </div>
    </form>
  )
}
