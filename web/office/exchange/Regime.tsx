import '../administration/administration.css'
import './exchange.css'
import { type LoaderFunctionArgs, useLoaderData, useRevalidator } from 'react-router'
import type { RegimePeriod } from '../../../src/blocks/organisation/model/regime.ts'
import { formatDate } from '../../../src/kernel/vietnamese.ts'
import { Field, Trouble, typed, useActing, useTitle } from '../administration/acting.tsx'
import { ask } from '../api.ts'
import { requireMe, toSignIn } from '../session.ts'

type Told = { today: string; current: RegimePeriod; periods: RegimePeriod[] }

export async function loader({ request }: LoaderFunctionArgs) {
  await requireMe(request)
  try {
    return await ask<Told>('/regime', {}, request.signal)
  } catch (error) {
    throw toSignIn(error, request)
  }
}

const NAMES = {
  2022: 'Chế độ 2022: nộp trên Cổng của tỉnh, tài khoản của tỉnh',
  2025: 'Chế độ 2025: nộp trên Cổng Dịch vụ công quốc gia',
} as const

export function Component() {
  const { today, current, periods } = useLoaderData() as Told
  const { revalidate } = useRevalidator()
  const acting = useActing()
  useTitle('Chế độ nộp trực tuyến')
  return (
    <section className="admin exchange stack">
      <h1>Chế độ nộp hồ sơ trực tuyến</h1>
      <p>
        Hôm nay: <strong>{NAMES[current.regime]}</strong>
        {current.decision && ` (theo ${current.decision}, từ ${formatDate(current.from)})`}.
      </p>
      <p className="quiet">
        Ở chế độ 2025, trang thủ tục dẫn sang Cổng Dịch vụ công quốc gia; hồ sơ trực tuyến chỉ vào qua kết nối
        với Cổng, ki-ốt và quầy hỗ trợ. Bản nháp người dân đã bắt đầu trước ngày đổi vẫn nộp được cho đến khi
        hết 30 ngày.
      </p>
      {periods.length > 0 && (
        <table className="list">
          <thead>
            <tr>
              <th scope="col">Từ ngày</th>
              <th scope="col">Chế độ</th>
              <th scope="col">Văn bản</th>
            </tr>
          </thead>
          <tbody>
            {periods.map((each) => (
              <tr key={each.from}>
                <td data-name="Từ ngày">{formatDate(each.from)}</td>
                <td>{NAMES[each.regime]}</td>
                <td data-name="Văn bản">{each.decision}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <h2>Đổi chế độ</h2>
      <form
        className="stack"
        noValidate
        onSubmit={async (event) => {
          event.preventDefault()
          const { regime, ...rest } = typed(event.currentTarget)
          if (await acting.give('/regime', { ...rest, regime: Number(regime) })) void revalidate()
        }}
      >
        <Trouble text={acting.trouble} />
        <Field name="regime" label="Chế độ" error={acting.errors.regime}>
          {(tied) => (
            <select {...tied} className="input" defaultValue={current.regime === 2022 ? 2025 : 2022}>
              <option value={2022}>{NAMES[2022]}</option>
              <option value={2025}>{NAMES[2025]}</option>
            </select>
          )}
        </Field>
        <Field name="from" label="Có hiệu lực từ ngày" error={acting.errors.from}>
          {(tied) => <input {...tied} className="input short" type="date" min={today} defaultValue={today} />}
        </Field>
        <Field
          name="page"
          label="Trang thủ tục trên Cổng Dịch vụ công quốc gia"
          help="Địa chỉ đầy đủ; {code} thay cho mã thủ tục. Để trống: trang đầu của Cổng"
          error={acting.errors.page}
          optional
        >
          {(tied) => <input {...tied} className="input" maxLength={500} defaultValue={current.page ?? ''} />}
        </Field>
        <Field name="decision" label="Số, ngày văn bản quy định" error={acting.errors.decision}>
          {(tied) => <input {...tied} className="input" maxLength={300} />}
        </Field>
        <div className="buttons">
          <button type="submit" className="button" disabled={acting.busy}>
            Đặt chế độ
          </button>
        </div>
      </form>
    </section>
  )
}
