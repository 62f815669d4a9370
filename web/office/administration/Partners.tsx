import './administration.css'
import { type FormEvent, useState } from 'react'
import { type LoaderFunctionArgs, useLoaderData, useRevalidator } from 'react-router'
import type { PartnerView } from '../../../src/blocks/identity/model/administered.ts'
import { formatDate } from '../../../src/kernel/vietnamese.ts'
import { ask } from '../api.ts'
import { Dialog } from '../frame/Dialog.tsx'
import { requireMe, toSignIn } from '../session.ts'
import { Field, Trouble, typed, useActing, useTitle } from './acting.tsx'

/** What a person may let a partner learn or do, as they will read it. */
const SCOPES: Record<string, string> = {
  profile: 'Họ tên, ngày sinh',
  email: 'Thư điện tử',
  phone: 'Điện thoại',
  citizen: 'Số định danh, mức định danh',
  office: 'Vị trí công tác, cơ quan',
  offline_access: 'Giữ đăng nhập khi người dùng không có mặt',
  'dossier.read': 'Xem hồ sơ',
  'dossier.submit': 'Nộp hồ sơ',
}

export async function loader({ request }: LoaderFunctionArgs) {
  await requireMe(request)
  try {
    return (await ask<{ items: PartnerView[] }>('/partners', {}, request.signal)).items
  } catch (error) {
    throw toSignIn(error, request)
  }
}

const lines = (text = '') => text.split(/\s+/).filter(Boolean)

export function Component() {
  const partners = useLoaderData() as PartnerView[]
  const { revalidate } = useRevalidator()
  const acting = useActing()
  const [editing, setEditing] = useState<PartnerView | 'new' | null>(null)
  const [secret, setSecret] = useState<{ id: string; secret: string } | null>(null)
  useTitle('Hệ thống đối tác')
  const known = editing === 'new' ? null : editing

  async function give<T>(path: string, body: object): Promise<T | null> {
    const answer = await acting.give<T>(path, body)
    if (answer) void revalidate()
    return answer
  }
  async function save(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const fields = typed(event.currentTarget)
    const facts = {
      name: fields.name,
      scopes: new FormData(event.currentTarget).getAll('scopes'),
      redirectUris: lines(fields.redirectUris),
      postLogoutUris: lines(fields.postLogoutUris),
      backchannelLogoutUri: fields.backchannelLogoutUri ?? null,
    }
    if (known) {
      if (await give(`/partners/${known.id}`, facts)) setEditing(null)
      return
    }
    const made = await give<{ id: string; secret: string }>('/partners', { id: fields.id, ...facts })
    if (!made) return
    setEditing(null)
    setSecret(made)
  }
  const under = (name: string) =>
    acting.errors[name] ?? Object.entries(acting.errors).find(([path]) => path.startsWith(`${name}.`))?.[1]

  return (
    <section className="admin stack">
      <h1>Hệ thống đối tác</h1>
      <p>Hệ thống mà người dân, cán bộ đăng nhập vào qua hệ thống của tỉnh (OpenID Connect).</p>
      <div className="buttons">
        <button type="button" className="plain-button" onClick={() => setEditing('new')}>
          Đăng ký hệ thống
        </button>
      </div>
      {editing === null && <Trouble text={acting.trouble} />}
      {partners.length === 0 ? (
        <p className="empty">Chưa có hệ thống đối tác nào. Bắt đầu từ “Đăng ký hệ thống”.</p>
      ) : (
        <table className="list">
          <thead>
            <tr>
              <th scope="col">Tên</th>
              <th scope="col">Mã</th>
              <th scope="col">Được biết</th>
              <th scope="col">Địa chỉ nhận lại</th>
              <th scope="col">Tình trạng</th>
              <th scope="col">
                <span className="unseen">Việc</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {partners.map((each) => (
              <tr key={each.id}>
                <td>{each.name}</td>
                <td data-name="Mã">{each.id}</td>
                <td data-name="Được biết">{each.scopes.map((scope) => SCOPES[scope] ?? scope).join('; ')}</td>
                <td data-name="Địa chỉ nhận lại" className="hash">
                  {each.redirectUris.join(' ')}
                </td>
                <td data-name="Tình trạng">
                  {each.closedAt ? `ngừng từ ${formatDate(each.closedAt)}` : 'đang dùng'}
                </td>
                <td>
                  <div className="buttons">
                    <button
                      type="button"
                      className="plain-button"
                      aria-label={`Sửa: ${each.name}`}
                      onClick={() => setEditing(each)}
                    >
                      Sửa
                    </button>
                    <button
                      type="button"
                      className="plain-button"
                      aria-label={`Đổi mật khẩu hệ thống: ${each.name}`}
                      onClick={async () => setSecret(await give(`/partners/${each.id}/secret`, {}))}
                    >
                      Đổi mật khẩu
                    </button>
                    <button
                      type="button"
                      className={each.closedAt ? 'plain-button' : 'plain-button danger'}
                      aria-label={`${each.closedAt ? 'Cho dùng lại' : 'Ngừng'}: ${each.name}`}
                      onClick={() =>
                        void give(`/partners/${each.id}/enabled`, { enabled: each.closedAt !== null })
                      }
                    >
                      {each.closedAt ? 'Cho dùng lại' : 'Ngừng'}
                    </button>
                  </div>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <Dialog
        opened={editing !== null}
        title={known ? `Sửa ${known.name}` : 'Đăng ký hệ thống đối tác'}
        onClose={() => setEditing(null)}
      >
        <form className="stack" onSubmit={(event) => void save(event)} noValidate>
          <Trouble text={acting.trouble} />
          {!known && (
            <Field
              name="id"
              label="Mã hệ thống"
              help="Chữ thường không dấu, số, gạch nối"
              error={acting.errors.id}
            >
              {(tied) => <input {...tied} className="input" maxLength={60} autoComplete="off" />}
            </Field>
          )}
          <Field name="name" label="Tên hệ thống" error={acting.errors.name}>
            {(tied) => <input {...tied} className="input" maxLength={200} defaultValue={known?.name} />}
          </Field>
          <fieldset className={under('scopes') ? 'field refused' : 'field'}>
            <legend>Được biết, được làm (khi người dùng cho phép)</legend>
            {under('scopes') && <span className="wrong">{under('scopes')}</span>}
            {Object.entries(SCOPES).map(([scope, name]) => (
              <label key={scope} className="choice">
                <input
                  type="checkbox"
                  name="scopes"
                  value={scope}
                  defaultChecked={known ? known.scopes.includes(scope) : scope === 'profile'}
                />
                {name}
              </label>
            ))}
          </fieldset>
          <Field
            name="redirectUris"
            label="Địa chỉ nhận lại"
            help="Mỗi dòng một địa chỉ https đầy đủ"
            error={under('redirectUris')}
          >
            {(tied) => (
              <textarea {...tied} className="input" rows={2} defaultValue={known?.redirectUris.join('\n')} />
            )}
          </Field>
          <Field
            name="postLogoutUris"
            label="Địa chỉ sau khi đăng xuất"
            error={under('postLogoutUris')}
            optional
          >
            {(tied) => (
              <textarea
                {...tied}
                className="input"
                rows={2}
                defaultValue={known?.postLogoutUris.join('\n')}
              />
            )}
          </Field>
          <Field
            name="backchannelLogoutUri"
            label="Địa chỉ nhận tin đăng xuất"
            error={acting.errors.backchannelLogoutUri}
            optional
          >
            {(tied) => <input {...tied} className="input" defaultValue={known?.backchannelLogoutUri ?? ''} />}
          </Field>
          <div className="buttons">
            <button type="submit" className="button" disabled={acting.busy}>
              {known ? 'Lưu' : 'Đăng ký'}
            </button>
          </div>
        </form>
      </Dialog>
      <Dialog opened={secret !== null} title="Mật khẩu của hệ thống" onClose={() => setSecret(null)}>
        {secret && (
          <div className="stack">
            <p>
              Mật khẩu của “{secret.id}”. Chỉ hiện một lần này; hãy chuyển cho người vận hành hệ thống ấy bằng
              kênh an toàn. Mật khẩu cũ, nếu có, không dùng được nữa.
            </p>
            <code className="once">{secret.secret}</code>
          </div>
        )}
      </Dialog>
    </section>
  )
}
