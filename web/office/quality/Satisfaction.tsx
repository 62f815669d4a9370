import '../administration/administration.css'
import './quality.css'
import { Link, type LoaderFunctionArgs, useLoaderData, useNavigate } from 'react-router'
import type { SurveyResults } from '../../../src/blocks/content/contract.ts'
import { INDICES } from '../../../src/blocks/content/model/survey.ts'
import { formatNumber } from '../../../src/kernel/vietnamese.ts'
import { localDay } from '../../ui/figures.ts'
import { useTitle } from '../administration/acting.tsx'
import { ask } from '../api.ts'
import { may, requireMe, toSignIn } from '../session.ts'

export async function loader({ request }: LoaderFunctionArgs) {
  const me = await requireMe(request)
  const period = new URL(request.url).searchParams.get('ky') ?? localDay(new Date()).slice(0, 7)
  try {
    const results = await ask<SurveyResults>('/survey-results', { period }, request.signal)
    const inside =
      me.agency !== null && may(me, 'feedback.answer') ? { period, agency: me.agency.code } : null
    const comments = inside
      ? await ask<{ items: { text: string }[]; told: boolean }>('/survey-comments', inside, request.signal)
      : null
    return { period, results, comments, desk: me.agency?.code ?? null }
  } catch (error) {
    throw toSignIn(error, request)
  }
}

const percent = (value: number | null) => (value === null ? 'ít phiếu' : `${formatNumber(value, 2)} %`)

/** Satisfaction by agency on the nine indices, and what people wrote of one's own. */
export function Component() {
  const { period, results, comments, desk } = useLoaderData() as Awaited<ReturnType<typeof loader>>
  const navigate = useNavigate()
  useTitle('Mức độ hài lòng')
  return (
    <section className="admin stack">
      <h1>Mức độ hài lòng của người dân</h1>
      <form
        className="filter-line"
        onSubmit={(event) => {
          event.preventDefault()
          navigate(`?ky=${String(new FormData(event.currentTarget).get('ky'))}`)
        }}
      >
        <label className="field">
          Kỳ (2026-11, 2026-Q4 hoặc 2026)
          <input
            name="ky"
            className="input"
            defaultValue={period}
            pattern="\d{4}(-(Q[1-4]|(0[1-9]|1[0-2])))?"
          />
        </label>
        <button type="submit" className="plain-button">
          Xem
        </button>
        {desk && (
          <a className="plain-button" href={`/danh-gia/quay/${desk}`}>
            Mở phiếu trên máy tính bảng tại quầy
          </a>
        )}
        <Link className="plain-button" to="/phan-anh">
          Phản ánh, kiến nghị
        </Link>
      </form>
      <p className="quiet">
        Tỷ lệ phiếu không có mục nào “Không hài lòng”; ở từng chỉ số là tỷ lệ “Hài lòng” và “Rất hài lòng”.
        Dưới {results.fewest} phiếu thì không công bố.
      </p>
      {results.rows.length === 0 ? (
        <p className="empty">Kỳ này chưa có phiếu đánh giá nào.</p>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls sideways must be reachable by keyboard
        <section className="sideways" tabIndex={0} aria-label="Bảng theo cơ quan">
          <table className="list">
            <thead>
              <tr>
                <th scope="col">Cơ quan</th>
                <th scope="col">Số phiếu</th>
                <th scope="col">Hài lòng</th>
                {INDICES.map((index) => (
                  <th key={index.key} scope="col">
                    {index.vi}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {[...results.rows, results.total].map((row) => (
                <tr key={row.key}>
                  <th scope="row">{row.name}</th>
                  <td data-name="Số phiếu">
                    {row.answers === null ? 'ít phiếu' : formatNumber(row.answers)}
                  </td>
                  <td data-name="Hài lòng">{percent(row.satisfied)}</td>
                  {INDICES.map((index) => (
                    <td key={index.key} data-name={index.vi}>
                      {percent(row.indices[index.key]?.satisfied ?? null)}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
      {comments && (
        <>
          <h2>Ý kiến viết thêm về cơ quan bạn</h2>
          {comments.items.length === 0 ? (
            <p className="empty">
              {comments.told
                ? 'Không có ý kiến viết thêm.'
                : 'Chưa đủ phiếu để xem ý kiến mà không lộ người viết.'}
            </p>
          ) : (
            <ul>
              {comments.items.map((each) => (
                <li key={each.text} className="many-lines">
                  {each.text}
                </li>
              ))}
            </ul>
          )}
        </>
      )}
    </section>
  )
}
