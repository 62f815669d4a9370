import './administration.css'
import { type FormEvent, useState } from 'react'
import { type LoaderFunctionArgs, useLoaderData, useRevalidator } from 'react-router'
import type { PolicyView } from '../../../src/blocks/identity/model/factors.ts'
import { ROLE_NAMES } from '../../../src/blocks/organisation/model/role-names.ts'
import { formatDate } from '../../../src/kernel/vietnamese.ts'
import { ask } from '../api.ts'
import { requireMe, toSignIn } from '../session.ts'
import { Field, Trouble, useActing, useTitle } from './acting.tsx'

export async function loader({ request }: LoaderFunctionArgs) {
  await requireMe(request)
  try {
    return await ask<PolicyView>('/identity/policy', {}, request.signal)
  } catch (error) {
    throw toSignIn(error, request)
  }
}

/** Which parts of the work ask for a second factor at sign-in, and from which day. */
export function Component() {
  const policy = useLoaderData() as PolicyView
  const acting = useActing()
  const { revalidate } = useRevalidator()
  const [done, setDone] = useState('')
  useTitle('Xác thực hai lớp')

  async function save(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const asked = { roles: form.getAll('roles').map(String), since: String(form.get('since')) }
    setDone('')
    const now = await acting.give<PolicyView>('/identity/policy', asked)
    if (!now) return
    setDone(
      now.roles.length === 0
        ? 'Đã lưu: không vai trò nào bị buộc.'
        : `Đã lưu: ${now.roles.length} vai trò phải có xác thực hai lớp từ ${formatDate(now.since ?? '')}.`,
    )
    void revalidate()
  }

  return (
    <section className="admin stack">
      <h1>Xác thực hai lớp</h1>
      <p className="measure">
        Người giữ vai trò được chọn phải có khóa truy cập hoặc ứng dụng xác thực. Từ ngày áp dụng, ai chưa có
        chỉ vào được trang Bảo mật để thêm.
      </p>
      <form className="stack" onSubmit={(event) => void save(event)} noValidate key={JSON.stringify(policy)}>
        <Trouble text={acting.trouble} />
        {done && (
          <p className="done-box" role="status">
            {done}
          </p>
        )}
        <fieldset>
          <legend>Vai trò phải có xác thực hai lớp</legend>
          {Object.entries(ROLE_NAMES).map(([role, name]) => (
            <label className="choice" key={role}>
              <input type="checkbox" name="roles" value={role} defaultChecked={policy.roles.includes(role)} />
              <span>{name}</span>
            </label>
          ))}
        </fieldset>
        <Field
          name="since"
          label="Áp dụng từ ngày"
          help="Để người giữ vị trí có thời gian thêm thiết bị"
          error={acting.errors.since}
        >
          {(tied) => <input {...tied} type="date" className="input" defaultValue={policy.since ?? ''} />}
        </Field>
        <div className="buttons">
          <button type="submit" className="button" disabled={acting.busy}>
            Lưu quy định
          </button>
        </div>
      </form>
    </section>
  )
}
