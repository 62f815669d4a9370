import '../administration/administration.css'
import './notices.css'
import { type FormEvent, useState } from 'react'
import { type LoaderFunctionArgs, useLoaderData, useRevalidator } from 'react-router'
import type { ChannelView, SettingsView } from '../../../src/blocks/message/contract.ts'
import { Field, Trouble, typed, useActing, useTitle } from '../administration/acting.tsx'
import { ask } from '../api.ts'
import { Dialog } from '../frame/Dialog.tsx'
import { requireMe, toSignIn } from '../session.ts'
import { CHANNEL_NAMES, NoticeMenu } from './words.tsx'

export async function loader({ request }: LoaderFunctionArgs) {
  await requireMe(request)
  try {
    return await ask<SettingsView>('/notices/settings', {}, request.signal)
  } catch (error) {
    throw toSignIn(error, request)
  }
}

/** When short messages wait, and by which providers notices go. */
export function Component() {
  const { quietHours, channels } = useLoaderData() as SettingsView
  const { revalidate } = useRevalidator()
  const acting = useActing()
  const [saved, setSaved] = useState(false)
  const [editing, setEditing] = useState<ChannelView | null>(null)
  useTitle('Kênh và giờ gửi')

  async function saveHours(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    setSaved(false)
    if (!(await acting.give('/notices/quiet-hours', typed(event.currentTarget), 'PUT'))) return
    setSaved(true)
    void revalidate()
  }
  async function saveChannel(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    if (!editing) return
    const { address = null, sender = null, secret } = typed(event.currentTarget)
    const enabled = new FormData(event.currentTarget).has('enabled')
    const body = {
      enabled,
      sender,
      ...(editing.channel !== 'email' && { address }),
      ...(secret && { secret }),
    }
    if (!(await acting.give(`/notices/channels/${editing.channel}`, body, 'PUT'))) return
    setEditing(null)
    void revalidate()
  }
  return (
    <section className="admin notices stack">
      <h1>Thông báo cho người dân</h1>
      <NoticeMenu />
      <h2>Giờ yên lặng</h2>
      <p>
        SMS và Zalo đến lượt trong giờ này thì chờ đến hết giờ mới gửi, không bỏ. Thư điện tử gửi ngay, trừ
        khi người nhận xin chờ. Hai giờ bằng nhau nghĩa là không có giờ yên lặng.
      </p>
      {editing === null && <Trouble text={acting.trouble} />}
      {saved && (
        <p className="done-box" role="status">
          Đã lưu giờ yên lặng.
        </p>
      )}
      <form className="filter-line" onSubmit={(event) => void saveHours(event)} noValidate>
        <Field name="starts" label="Từ" error={acting.errors.starts}>
          {(tied) => (
            <input
              {...tied}
              className="input hour"
              inputMode="numeric"
              maxLength={5}
              defaultValue={quietHours.starts}
            />
          )}
        </Field>
        <Field name="ends" label="Đến" error={acting.errors.ends}>
          {(tied) => (
            <input
              {...tied}
              className="input hour"
              inputMode="numeric"
              maxLength={5}
              defaultValue={quietHours.ends}
            />
          )}
        </Field>
        <button type="submit" className="plain-button" disabled={acting.busy}>
          Lưu giờ
        </button>
      </form>
      <h2>Kênh</h2>
      <table className="list">
        <thead>
          <tr>
            <th scope="col">Kênh</th>
            <th scope="col">Tình trạng</th>
            <th scope="col">Nhà cung cấp</th>
            <th scope="col">Tên gửi</th>
            <th scope="col">
              <span className="unseen">Việc</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {channels.map((each) => (
            <tr key={each.channel}>
              <td>{CHANNEL_NAMES[each.channel]}</td>
              <td data-name="Tình trạng">{each.enabled ? 'đang bật' : 'đang tắt'}</td>
              <td data-name="Nhà cung cấp" className="hash">
                {each.address === 'SMTP_URL' ? 'máy chủ thư của hệ thống' : (each.address ?? 'chưa có')}
              </td>
              <td data-name="Tên gửi">{each.sender ?? '–'}</td>
              <td>
                <button
                  type="button"
                  className="plain-button"
                  aria-label={`Sửa kênh ${CHANNEL_NAMES[each.channel]}`}
                  onClick={() => setEditing(each)}
                >
                  Sửa
                </button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <Dialog
        opened={editing !== null}
        title={editing ? `Kênh ${CHANNEL_NAMES[editing.channel]}` : ''}
        onClose={() => setEditing(null)}
      >
        {editing && (
          <form className="stack" onSubmit={(event) => void saveChannel(event)} noValidate>
            <Trouble text={acting.trouble} />
            <label className="choice">
              <input type="checkbox" name="enabled" defaultChecked={editing.enabled} />
              Bật kênh này
            </label>
            {editing.channel !== 'email' && (
              <>
                <Field
                  name="address"
                  label="Địa chỉ của nhà cung cấp"
                  help="Dạng https://…"
                  error={acting.errors.address}
                >
                  {(tied) => <input {...tied} className="input" defaultValue={editing.address ?? ''} />}
                </Field>
                <Field
                  name="secret"
                  label="Khóa"
                  help={
                    editing.hasSecret
                      ? 'Để trống nếu giữ khóa cũ; đổi địa chỉ thì phải nhập khóa mới'
                      : 'Khóa nhà cung cấp cấp cho tỉnh'
                  }
                  error={acting.errors.secret}
                >
                  {(tied) => <input {...tied} type="password" className="input" autoComplete="off" />}
                </Field>
              </>
            )}
            <Field
              name="sender"
              label={editing.channel === 'email' ? 'Địa chỉ gửi' : 'Tên gửi (brandname)'}
              error={acting.errors.sender}
              optional
            >
              {(tied) => (
                <input {...tied} className="input" maxLength={40} defaultValue={editing.sender ?? ''} />
              )}
            </Field>
            <div className="buttons">
              <button type="submit" className="button" disabled={acting.busy}>
                Lưu
              </button>
            </div>
          </form>
        )}
      </Dialog>
    </section>
  )
}
