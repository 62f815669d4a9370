import type { SystemView } from '../../../src/blocks/message/model/exchange.ts'
import { Field, Trouble, typed, useActing } from '../administration/acting.tsx'
import { Dialog } from '../frame/Dialog.tsx'

type Props = { editing: SystemView | 'new' | null; onClose: (saved: boolean) => void }

/** Where an outside system stands and as whom we ask it; the password is written only, never shown. */
export function SystemForm({ editing, onClose }: Props) {
  const acting = useActing()
  const known = editing === 'new' ? null : editing
  const under = (name: string) =>
    acting.errors[name] ?? Object.entries(acting.errors).find(([path]) => path.startsWith(`${name}.`))?.[1]
  return (
    <Dialog
      opened={editing !== null}
      title={known ? `Kết nối: ${known.name}` : 'Thêm kết nối'}
      onClose={() => onClose(false)}
    >
      <form
        className="stack"
        noValidate
        onSubmit={async (event) => {
          event.preventDefault()
          const { key = known?.key ?? '', procedures = '', enabled, ...facts } = typed(event.currentTarget)
          const body = {
            ...facts,
            enabled: enabled === 'on',
            procedures: procedures.split(/[\s,;]+/).filter(Boolean),
          }
          const path = `/exchange/systems/${encodeURIComponent(key || '-')}`
          if (await acting.give(path, body)) onClose(true)
        }}
      >
        <Trouble text={acting.trouble} />
        {!known && (
          <Field
            name="key"
            label="Mã hệ thống"
            help="national-portal cho Cổng Dịch vụ công quốc gia; tên khác cho hệ thống chuyên ngành, chữ thường và gạch nối"
            error={acting.errors.key}
          >
            {(tied) => <input {...tied} className="input" maxLength={60} autoComplete="off" />}
          </Field>
        )}
        <Field name="name" label="Tên" error={acting.errors.name}>
          {(tied) => <input {...tied} className="input" maxLength={200} defaultValue={known?.name} />}
        </Field>
        <Field name="address" label="Địa chỉ" error={acting.errors.address}>
          {(tied) => <input {...tied} className="input" maxLength={500} defaultValue={known?.address} />}
        </Field>
        <Field name="clientId" label="Mã được cấp" error={acting.errors.clientId}>
          {(tied) => (
            <input
              {...tied}
              className="input"
              maxLength={200}
              autoComplete="off"
              defaultValue={known?.clientId}
            />
          )}
        </Field>
        <Field
          name="secret"
          label="Mật khẩu kết nối"
          help={known ? 'Để trống nếu giữ mật khẩu đang dùng' : undefined}
          error={acting.errors.secret}
          optional={known !== null}
        >
          {(tied) => (
            <input {...tied} className="input" type="password" maxLength={500} autoComplete="new-password" />
          )}
        </Field>
        <Field
          name="procedures"
          label="Thủ tục do hệ thống này giải quyết"
          help="Mã thủ tục, cách nhau bằng dấu phẩy; để trống với Cổng"
          error={under('procedures')}
          optional
        >
          {(tied) => (
            <textarea {...tied} className="input" rows={2} defaultValue={known?.procedures.join(', ')} />
          )}
        </Field>
        <label className="choice">
          <input type="checkbox" name="enabled" defaultChecked={known?.enabled ?? true} /> Đang kết nối
        </label>
        <div className="buttons">
          <button type="submit" className="button" disabled={acting.busy}>
            Lưu
          </button>
        </div>
      </form>
    </Dialog>
  )
}
