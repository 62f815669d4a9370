import './delegation.css'
import { type FormEvent, useEffect, useState } from 'react'
import { Link, type LoaderFunctionArgs, useLoaderData, useNavigate } from 'react-router'
import type { OpeningView } from '../../../src/blocks/dossier/contract.ts'
import { ApiProblem, act, ask, sentence } from '../api.ts'
import { useMe } from '../frame/Frame.tsx'
import { useKept } from '../kept.ts'
import { may, requireMe, toSignIn } from '../session.ts'
import { moment } from '../words.ts'

export async function loader({ request }: LoaderFunctionArgs): Promise<OpeningView[]> {
  const me = await requireMe(request)
  if (!may(me, 'dossier.reviewOpenings')) return []
  try {
    return (await ask<{ items: OpeningView[] }>('/openings', {}, request.signal)).items
  } catch (error) {
    throw toSignIn(error, request)
  }
}

/** Opens one dossier in an emergency; and, for heads, who opened theirs. */
export function Component() {
  const me = useMe()
  const items = useLoaderData() as OpeningView[]
  useEffect(() => {
    document.title = 'Mở hồ sơ khẩn cấp'
  }, [])
  return (
    <section className="delegation">
      <h1>Mở hồ sơ khẩn cấp</h1>
      {may(me, 'dossier.breakGlass') && <BreakGlass />}
      {may(me, 'dossier.reviewOpenings') && (
        <>
          <h2 id="opened">Hồ sơ của cơ quan đã bị mở khẩn cấp</h2>
          {items.length === 0 ? (
            <p className="quiet">Chưa có lần nào. Mỗi lần mở sẽ hiện ở đây với người mở và lý do.</p>
          ) : (
            <ul className="delegation-list" aria-labelledby="opened">
              {items.map((each) => (
                <li key={each.id}>
                  <p>
                    {each.code ? <Link to={`/ho-so/${each.code}`}>{each.code}</Link> : 'Hồ sơ đã hết hạn lưu'}{' '}
                    · {moment(each.at)}, đến {moment(each.until)}
                  </p>
                  <p>
                    <strong>{each.by}</strong>
                    {each.title ? `, ${each.title}` : ''} · {each.agency}
                  </p>
                  <p className="quiet">Lý do: {each.reason}</p>
                </li>
              ))}
            </ul>
          )}
        </>
      )}
    </section>
  )
}

function BreakGlass() {
  const navigate = useNavigate()
  const [code, setCode] = useKept('opening.code', '')
  const [reason, setReason] = useKept('opening.reason', '')
  const [wrong, setWrong] = useState<Record<string, string>>({})
  const [busy, setBusy] = useState(false)

  async function send(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const form = event.currentTarget
    const wanted = code.trim()
    if (!wanted) {
      setWrong({ code: 'Nhập mã hồ sơ cần mở.' })
      form.querySelector<HTMLElement>('[name="code"]')?.focus()
      return
    }
    setBusy(true)
    setWrong({})
    try {
      await act(`/dossiers/${encodeURIComponent(wanted)}/openings`, { reason }, `opening.${wanted}`)
      setCode('')
      setReason('')
      navigate(`/ho-so/${wanted}`)
    } catch (problem) {
      const named = problem instanceof ApiProblem ? problem.errors : []
      const fields = Object.fromEntries(named.map(({ path, message }) => [path, message]))
      setWrong(named.length > 0 ? fields : { form: sentence(problem) })
      form.querySelector<HTMLElement>(`[name="${Object.keys(fields)[0]}"]`)?.focus()
    } finally {
      setBusy(false)
    }
  }
  const told = (name: string) => ({
    id: `opening-${name}`,
    name,
    'aria-invalid': wrong[name] ? (true as const) : undefined,
    'aria-describedby': wrong[name] ? `opening-${name}-wrong` : undefined,
  })
  const complaint = (name: string) =>
    wrong[name] && (
      <span className="wrong" id={`opening-${name}-wrong`}>
        {wrong[name]}
      </span>
    )
  return (
    <form className="delegation-form" onSubmit={send} noValidate>
      <p>
        Chỉ dùng khi tính mạng, tài sản của dân không thể chờ. Hồ sơ mở để xem trong 30 phút. Người đứng đầu
        cơ quan giữ hồ sơ được báo ngay; người nộp cũng thấy ai đã xem.
      </p>
      {wrong.form && (
        <p className="error-box" role="alert">
          {wrong.form}
        </p>
      )}
      <div className="field">
        <label htmlFor="opening-code">Mã hồ sơ</label>
        <input
          className="input"
          {...told('code')}
          value={code}
          onChange={(event) => setCode(event.target.value)}
          placeholder="H60.08-221010-0001"
        />
        {complaint('code')}
      </div>
      <div className="field">
        <label htmlFor="opening-reason">Lý do phải mở ngay</label>
        <textarea
          rows={3}
          {...told('reason')}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
        {complaint('reason')}
      </div>
      <div className="buttons">
        <button type="submit" className="button" disabled={busy}>
          Mở hồ sơ và báo người đứng đầu
        </button>
      </div>
    </form>
  )
}
