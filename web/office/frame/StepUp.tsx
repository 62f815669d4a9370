import { useEffect, useState } from 'react'
import { useRevalidator } from 'react-router'
import type { FactorKind, FactorsView } from '../../../src/blocks/identity/model/factors.ts'
import { act, ask, cameTooEarly, onStepUp, uuid } from '../api.ts'
import { Dialog } from './Dialog.tsx'
import { FactorForm } from './FactorForm.tsx'

type Asked = { ways: FactorKind[]; done: (raised: boolean) => void }

/** Stands in the frame: when a call needs a second factor shown just now, it is asked for here and the call goes on. */
export function StepUp() {
  const [asked, setAsked] = useState<Asked | null>(null)
  const { revalidate } = useRevalidator()
  useEffect(
    () =>
      onStepUp(async () => {
        const ways = waysOf(await ask<FactorsView>('/account/factors'))
        return new Promise<boolean>((done) => setAsked({ ways, done }))
      }),
    [],
  )
  const close = (raised: boolean) => {
    asked?.done(raised)
    setAsked(null)
  }
  return (
    <Dialog opened={asked !== null} onClose={() => close(false)} title="Xác thực để làm tiếp">
      <p className="quiet">
        Việc này cần chắc chắn là chính bạn. Sau khi xác thực, việc đang làm được gửi đi ngay; trong 10 phút
        sẽ không hỏi lại.
      </p>
      {asked && (
        <FactorForm
          ways={asked.ways}
          onAnswer={async (answer) => {
            await act('/step-up', { answer }, `step-up.${uuid()}`)
            close(true)
            if (cameTooEarly()) void revalidate()
          }}
        />
      )}
    </Dialog>
  )
}

function waysOf({ passkeys, totp, recoveryCodesLeft }: FactorsView): FactorKind[] {
  const all: [FactorKind, boolean][] = [
    ['passkey', passkeys.some((key) => !key.suspended)],
    ['totp', totp !== null],
    ['recovery', recoveryCodesLeft > 0],
  ]
  return all.filter(([, has]) => has).map(([way]) => way)
}
