import './report.css'
import { type FormEvent, useState } from 'react'
import { localDay } from '../../ui/figures.ts'
import { Field, Trouble, useTitle } from '../administration/acting.tsx'
import { ApiProblem, address, sentence } from '../api.ts'
import { useMe } from '../frame/Frame.tsx'

type File = 'pdf' | 'xlsx' | 'slip'

/** The register of dossiers of a desk and period, and the slip by which a day's results go to the desk. */
export function Component() {
  const me = useMe()
  const today = localDay(new Date())
  const [unit, setUnit] = useState(me.agency?.code ?? '')
  const [period, setPeriod] = useState({ from: `${today.slice(0, 8)}01`, to: today })
  const [day, setDay] = useState(today)
  const [trouble, setTrouble] = useState('')
  const [errors, setErrors] = useState<Record<string, string>>({})
  useTitle('Sổ theo dõi hồ sơ')

  async function fetchFile(event: FormEvent, file: File) {
    event.preventDefault()
    setTrouble('')
    setErrors({})
    const url =
      file === 'slip'
        ? address('/hand-over-slip', { agency: unit, day })
        : address('/dossier-register', { unit, ...period, format: file })
    try {
      const answer = await fetch(url, { headers: { 'x-requested-with': 'tan-trao' } })
      if (!answer.ok) {
        const told = await answer.json()
        throw new ApiProblem(told.code, told.status, told.detail, told.errors)
      }
      const link = document.createElement('a')
      link.href = URL.createObjectURL(await answer.blob())
      link.download =
        /filename="?([^";]+)/.exec(answer.headers.get('content-disposition') ?? '')?.[1] ?? 'so-theo-doi'
      link.click()
      setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
    } catch (error) {
      setTrouble(sentence(error))
      if (error instanceof ApiProblem)
        setErrors(Object.fromEntries(error.errors.map(({ path, message }) => [path, message])))
    }
  }
  return (
    <section className="report stack">
      <h1>Sổ theo dõi hồ sơ</h1>
      <p>
        Sổ lập từ hồ sơ đã tiếp nhận tại đơn vị trong kỳ, theo mẫu của ngày cuối kỳ (Mẫu 06 của bộ mẫu 2018,
        Mẫu 07 của bộ mẫu 2025). Mỗi lần tải được ghi vào nhật ký truy vết.
      </p>
      <Trouble text={trouble} />
      <form className="own-period" onSubmit={(event) => void fetchFile(event, 'pdf')} noValidate>
        <Field
          name="unit"
          label="Đơn vị tiếp nhận"
          help="Mã cơ quan, ví dụ H60.08"
          error={errors.unit ?? errors.agency}
        >
          {(tied) => (
            <input
              {...tied}
              className="input"
              value={unit}
              onChange={(event) => setUnit(event.target.value.trim())}
            />
          )}
        </Field>
        <Field name="from" label="Từ ngày" error={errors.from}>
          {(tied) => (
            <input
              {...tied}
              className="input"
              type="date"
              value={period.from}
              onChange={(event) => setPeriod({ ...period, from: event.target.value })}
            />
          )}
        </Field>
        <Field name="to" label="đến ngày" error={errors.to}>
          {(tied) => (
            <input
              {...tied}
              className="input"
              type="date"
              value={period.to}
              onChange={(event) => setPeriod({ ...period, to: event.target.value })}
            />
          )}
        </Field>
        <p className="buttons">
          <button type="submit" className="plain-button">
            Tải sổ (PDF)
          </button>{' '}
          <button type="button" className="plain-button" onClick={(event) => void fetchFile(event, 'xlsx')}>
            Tải sổ (Excel)
          </button>
        </p>
      </form>
      <h2>Phiếu bàn giao kết quả</h2>
      <form className="own-period" onSubmit={(event) => void fetchFile(event, 'slip')} noValidate>
        <Field name="day" label="Kết quả có trong ngày" error={errors.day}>
          {(tied) => (
            <input
              {...tied}
              className="input"
              type="date"
              value={day}
              onChange={(event) => setDay(event.target.value)}
            />
          )}
        </Field>
        <p className="buttons">
          <button type="submit" className="plain-button">
            Tải phiếu bàn giao (PDF)
          </button>
        </p>
      </form>
    </section>
  )
}
