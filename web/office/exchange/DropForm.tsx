import type { MessageView } from '../../../src/blocks/message/model/exchange.ts'
import { Field, Trouble, typed, useActing } from '../administration/acting.tsx'
import { Dialog } from '../frame/Dialog.tsx'

type Props = { message: MessageView | null; onClose: (dropped: boolean) => void }

/** Letting a message go wants a reason: what stands behind it goes on without it. */
export function DropForm({ message, onClose }: Props) {
  const acting = useActing()
  return (
    <Dialog opened={message !== null} title="Bỏ qua tin này" onClose={() => onClose(false)}>
      <form
        className="stack"
        noValidate
        onSubmit={async (event) => {
          event.preventDefault()
          const { reason = '' } = typed(event.currentTarget)
          if (await acting.give(`/exchange/messages/${message?.id}/drop`, { reason })) onClose(true)
        }}
      >
        <p>
          Tin của {message?.subject} sẽ không được gửi hoặc nhận nữa; các tin sau của hồ sơ này tiếp tục đi.
        </p>
        <Trouble text={acting.errors.reason ? '' : acting.trouble} />
        <Field name="reason" label="Lý do" error={acting.errors.reason}>
          {(tied) => <textarea {...tied} className="input" rows={2} maxLength={500} data-first />}
        </Field>
        <div className="buttons">
          <button type="submit" className="button" disabled={acting.busy}>
            Bỏ qua tin
          </button>
        </div>
      </form>
    </Dialog>
  )
}
