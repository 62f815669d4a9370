import type { FormEvent } from 'react'
import type { Party } from '../../../src/blocks/dossier/model/parcel.ts'
import { Field, Trouble, typed } from '../administration/acting.tsx'
import { Dialog } from '../frame/Dialog.tsx'
import type { usePost } from './use-post.ts'

type Props = {
  code: string
  known: Party
  post: ReturnType<typeof usePost>
  onClose: () => void
}

/** Where a result goes: as the applicant wrote it, or mended with them on the telephone. */
export function AddressForm({ code, known, post, onClose }: Props) {
  async function send(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const { name = '', phone = '', address = '' } = typed(event.currentTarget)
    if (await post.give(`/dossiers/${code}/parcels`, { recipient: { name, phone, address } })) onClose()
  }
  const wrong = (name: string) => post.errors[`recipient.${name}`]
  return (
    <Dialog opened title={`Gửi kết quả hồ sơ ${code}`} onClose={onClose}>
      <form className="stack" onSubmit={(event) => void send(event)} noValidate>
        <Trouble text={post.trouble} />
        <Field name="name" label="Người nhận" error={wrong('name')}>
          {(tied) => <input {...tied} className="input" maxLength={200} defaultValue={known.name} />}
        </Field>
        <Field name="phone" label="Điện thoại" help="Bưu tá gọi trước khi phát" error={wrong('phone')}>
          {(tied) => <input {...tied} className="input" maxLength={20} defaultValue={known.phone} />}
        </Field>
        <Field name="address" label="Địa chỉ" error={wrong('address')}>
          {(tied) => (
            <textarea {...tied} className="input" rows={3} maxLength={500} defaultValue={known.address} />
          )}
        </Field>
        <p className="quiet">Cước do người nhận trả. Số bưu gửi hiện sau vài giây, rồi in nhãn.</p>
        <div className="buttons">
          <button type="submit" className="button" disabled={post.busy}>
            Lập bưu gửi
          </button>
        </div>
      </form>
    </Dialog>
  )
}
