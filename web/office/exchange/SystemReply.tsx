import { useState } from 'react'
import { Field, Trouble, typed, useActing } from '../administration/acting.tsx'
import { Dialog } from '../frame/Dialog.tsx'

/** What a national system decided, from its own paper: only while its line is down, the server looks. */
export default function SystemReply({ code, onReplied }: { code: string; onReplied: () => void }) {
  const [opened, setOpened] = useState(false)
  const acting = useActing()
  return (
    <>
      <button type="button" className="plain-button" onClick={() => setOpened(true)}>
        Ghi trả lời khi mất kết nối
      </button>
      <Dialog opened={opened} title="Ghi trả lời của hệ thống chuyên ngành" onClose={() => setOpened(false)}>
        <form
          className="stack"
          noValidate
          onSubmit={async (event) => {
            event.preventDefault()
            if (!(await acting.give(`/dossiers/${code}/system-reply`, typed(event.currentTarget)))) return
            setOpened(false)
            onReplied()
          }}
        >
          <p>
            Chỉ ghi theo văn bản của chính hệ thống ấy. Khi đường truyền thông, trả lời tự về và không ghi tay
            được.
          </p>
          <Trouble text={acting.trouble} />
          <Field name="verdict" label="Hệ thống đã quyết định" error={acting.errors.verdict}>
            {(tied) => (
              <select {...tied} className="input">
                <option value="approved">Giải quyết, có kết quả</option>
                <option value="rejected">Không giải quyết</option>
                <option value="returned">Trả lại hồ sơ để xem lại</option>
              </select>
            )}
          </Field>
          <Field
            name="resultNumber"
            label="Số kết quả"
            help="Ghi đúng như trên văn bản; bỏ trống khi hồ sơ bị trả lại"
            error={acting.errors.resultNumber}
            optional
          >
            {(tied) => <input {...tied} className="input" maxLength={50} autoComplete="off" />}
          </Field>
          <Field name="note" label="Căn cứ" help="Văn bản nào, vì sao ghi tay" error={acting.errors.note}>
            {(tied) => <textarea {...tied} className="input" rows={3} maxLength={1000} />}
          </Field>
          <div className="buttons">
            <button type="submit" className="button" disabled={acting.busy}>
              Ghi trả lời
            </button>
          </div>
        </form>
      </Dialog>
    </>
  )
}
