import { Button, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { FactorAdded } from '../../../src/blocks/identity/model/factors.ts'
import { act, uuid } from '../api.ts'
import { factorSentence, makePasskey } from '../frame/passkeys.ts'

type Props = { onAdded: (answer: FactorAdded) => void; onCancel: () => void }

/** Names a passkey, then lets the device make it. */
export function AddPasskey({ onAdded, onCancel }: Props) {
  const [error, setError] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)

  async function add(name: string) {
    setError(null)
    setBusy(true)
    try {
      const made = await makePasskey()
      onAdded(await act<FactorAdded>('/account/passkeys', { ...made, name }, `add-passkey.${uuid()}`))
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
      onSubmit={(event) => {
        event.preventDefault()
        void add(String(new FormData(event.currentTarget).get('name')))
      }}
    >
      <TextInput
        label="Tên để nhận ra khóa này"
        name="name"
        defaultValue="Máy tính ở cơ quan"
        maxLength={60}
        error={error}
        autoFocus
      />
      <div className="buttons">
        <Button type="submit" loading={busy}>
          Tạo khóa trên thiết bị
        </Button>
        <button type="button" className="plain-button" onClick={onCancel}>
          Thôi
        </button>
      </div>
    </form>
  )
}
