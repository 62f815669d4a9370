import { type FormEvent, useState } from 'react'
import type { DossierView } from '../../../src/blocks/dossier/contract.ts'
import { Field, Trouble, useActing } from '../administration/acting.tsx'
import { ask } from '../api.ts'

/** Says that personal data is kept back from who only looks on, and shows it to who says why they need it. */
export function KeptBack({
  dossier,
  onChanged,
}: {
  dossier: DossierView
  onChanged: (dossier: DossierView) => void
}) {
  const [open, setOpen] = useState(false)
  const acting = useActing()
  if (dossier.hidden.length === 0 && dossier.check !== null) return null

  async function show(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const reason = String(new FormData(event.currentTarget).get('reason') ?? '')
    if (!(await acting.give(`/dossiers/${dossier.code}/reveal`, { reason }))) return
    onChanged(await ask<DossierView>(`/dossiers/${dossier.code}`))
  }

  return (
    <section className="kept-back" aria-label="Dữ liệu cá nhân được che">
      <p>
        Dữ liệu cá nhân và tệp giấy tờ được che, vì bạn không giữ hồ sơ này ở bước hiện tại hoặc hồ sơ đã
        xong.{' '}
        {!open && (
          <button type="button" className="plain" onClick={() => setOpen(true)}>
            Xem dữ liệu cá nhân
          </button>
        )}
      </p>
      {open && (
        <form onSubmit={show}>
          <Field
            name="reason"
            label="Cần xem để làm gì?"
            help="Người đứng đầu cơ quan đọc được lý do; người nộp hồ sơ thấy ai đã xem."
            error={acting.errors.reason}
          >
            {(tied) => <textarea {...tied} rows={2} maxLength={1000} />}
          </Field>
          <Trouble text={acting.errors.reason ? '' : acting.trouble} />
          <button type="submit" disabled={acting.busy}>
            Xem trong 30 phút
          </button>
        </form>
      )}
    </section>
  )
}
