import { type FormEvent, useRef, useState } from 'react'
import type { RepresentationView } from '../../../src/blocks/identity/contract.ts'
import { formatDate } from '../../../src/kernel/vietnamese.ts'
import { Field, Trouble, typed, useActing } from '../administration/acting.tsx'
import { sentence, upload } from '../api.ts'

const KINDS: Record<RepresentationView['kind'], string> = {
  child: 'Con chưa thành niên',
  elder: 'Người cao tuổi, người cần giúp đỡ',
  company: 'Tổ chức, doanh nghiệp',
  other: 'Người khác, theo giấy ủy quyền',
}

/** Who represents whom, written down at the counter with the proof in hand; in force at once. */
export function Represent() {
  const acting = useActing()
  const form = useRef<HTMLFormElement>(null)
  const [kept, setKept] = useState<RepresentationView | null>(null)
  const [file, setFile] = useState<{ hash: string; name: string } | null>(null)
  const [trouble, setTrouble] = useState('')

  async function take(chosen: File | undefined) {
    setTrouble('')
    setFile(null)
    if (!chosen) return
    try {
      setFile(await upload(chosen))
    } catch (error) {
      setTrouble(sentence(error))
    }
  }
  async function register(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    // Named apart from the account's form beside it: a label finds its field by id.
    const { representedName: name, ...rest } = typed(event.currentTarget)
    const asked = { ...rest, ...(name ? { name } : {}), ...(file ? { proof: file.hash } : {}) }
    const made = await acting.give<RepresentationView>('/representations/registered', asked)
    if (!made) return
    setKept(made)
    setFile(null)
    form.current?.reset()
  }

  return (
    <form ref={form} className="stack measure" onSubmit={(event) => void register(event)} noValidate>
      <h2>Ghi nhận người đại diện</h2>
      <Trouble text={acting.trouble || trouble} />
      {kept && (
        <p className="done-box" role="status">
          Đã ghi: {kept.representative} đại diện cho {kept.name} từ {formatDate(kept.from)} đến{' '}
          {formatDate(kept.to)}.
        </p>
      )}
      <Field
        name="representative"
        label="Số định danh của người đại diện"
        help="Người này phải có tài khoản đã đối chiếu thẻ"
        error={acting.errors.representative}
      >
        {(tied) => (
          <input {...tied} className="input" inputMode="numeric" maxLength={12} autoComplete="off" />
        )}
      </Field>
      <Field name="kind" label="Đại diện cho" error={acting.errors.kind}>
        {(tied) => (
          <select {...tied} className="input" defaultValue="child">
            {Object.entries(KINDS).map(([kind, name]) => (
              <option key={kind} value={kind}>
                {name}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field name="representedName" label="Tên người, tổ chức được đại diện" error={acting.errors.name}>
        {(tied) => <input {...tied} className="input" maxLength={200} autoComplete="off" />}
      </Field>
      <Field name="number" label="Số định danh hoặc mã số thuế của họ" error={acting.errors.number} optional>
        {(tied) => (
          <input {...tied} className="input" inputMode="numeric" maxLength={14} autoComplete="off" />
        )}
      </Field>
      <div className="side-by-side">
        <Field name="from" label="Từ ngày" error={acting.errors.from}>
          {(tied) => <input {...tied} className="input" type="date" />}
        </Field>
        <Field name="to" label="Đến hết ngày" error={acting.errors.to}>
          {(tied) => <input {...tied} className="input" type="date" />}
        </Field>
      </div>
      <Field name="paper" label="Bản chụp giấy tờ chứng minh" error={acting.errors.proof} optional>
        {(tied) => (
          <input
            {...tied}
            type="file"
            accept="application/pdf,image/*"
            onChange={(event) => void take(event.currentTarget.files?.[0])}
          />
        )}
      </Field>
      <div className="buttons">
        <button type="submit" className="button" disabled={acting.busy}>
          Ghi nhận
        </button>
      </div>
    </form>
  )
}
