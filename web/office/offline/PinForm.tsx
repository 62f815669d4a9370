import { Button } from '@mantine/core'
import { useId, useRef, useState } from 'react'
import { sentence } from '../api.ts'
import { VaultProblem } from './vault.ts'

type Props = { label: string; button: string; onPin: (pin: string) => Promise<void> }

/** One PIN, typed; what is wrong with it stands at it. */
export function PinForm({ label, button, onPin }: Props) {
  const [pin, setPin] = useState('')
  const [wrong, setWrong] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const id = useId()
  const input = useRef<HTMLInputElement>(null)
  async function give() {
    setBusy(true)
    setWrong(null)
    try {
      await onPin(pin)
    } catch (problem) {
      setWrong(problem instanceof VaultProblem ? problem.message : sentence(problem))
      input.current?.focus()
    } finally {
      setPin('')
      setBusy(false)
    }
  }
  return (
    <form
      className="stack"
      noValidate
      autoComplete="off"
      onSubmit={(event) => {
        event.preventDefault()
        void give()
      }}
    >
      <div className={wrong ? 'field refused' : 'field'}>
        <label htmlFor={id}>{label}</label>
        {wrong && (
          <span className="wrong" id={`${id}-error`} role="alert">
            {wrong}
          </span>
        )}
        <input
          id={id}
          className="input"
          type="password"
          inputMode="numeric"
          autoComplete="off"
          maxLength={12}
          ref={input}
          autoFocus
          data-first
          value={pin}
          aria-invalid={wrong !== null}
          aria-describedby={wrong ? `${id}-error` : undefined}
          onChange={(event) => setPin(event.currentTarget.value)}
        />
      </div>
      <Button type="submit" loading={busy}>
        {button}
      </Button>
    </form>
  )
}
