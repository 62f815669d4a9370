import '../administration/administration.css'
import './centre.css'
import { useState } from 'react'
import { Link, type LoaderFunctionArgs, useLoaderData, useRevalidator } from 'react-router'
import type { ReminderView, WatchedAgency } from '../../../src/blocks/dossier/contract.ts'
import { Trouble, useActing, useTitle } from '../administration/acting.tsx'
import { ask } from '../api.ts'
import { requireMe, toSignIn } from '../session.ts'
import { moment } from '../words.ts'

type Watched = { items: WatchedAgency[]; weighedAt: string | null }

export async function loader({ request }: LoaderFunctionArgs) {
  await requireMe(request)
  const of = new URL(request.url).searchParams.get('pham-vi') === 'tat-ca' ? 'all' : 'centre'
  try {
    return { of, watched: await ask<Watched>('/watched-agencies', { of }, request.signal) }
  } catch (error) {
    throw toSignIn(error, request)
  }
}

/** Who is late, who soon will be, who likely will be; and one click to remind their heads. */
export function Component() {
  const { of, watched } = useLoaderData() as Awaited<ReturnType<typeof loader>>
  const acting = useActing()
  const { revalidate } = useRevalidator()
  const [said, setSaid] = useState('')
  useTitle('Theo dõi, đôn đốc')

  async function remind({ agency, reminded }: WatchedAgency) {
    setSaid('')
    const again = reminded !== null
    const given = await acting.give<ReminderView>('/reminders', {
      agency: agency.code,
      ...(again && { again }),
    })
    if (!given) return
    setSaid(`Đã đôn đốc ${agency.name}.`)
    revalidate()
  }

  return (
    <section className="admin stack">
      <h1>Theo dõi, đôn đốc</h1>
      <nav aria-label="Phạm vi" className="buttons">
        <Link className="plain-button" to="?" aria-current={of === 'centre' ? 'true' : undefined}>
          Tại Trung tâm
        </Link>
        <Link className="plain-button" to="?pham-vi=tat-ca" aria-current={of === 'all' ? 'true' : undefined}>
          Mọi cơ quan
        </Link>
        <Link className="plain-button" to="/don-doc">
          Các lần đôn đốc
        </Link>
        <Link className="plain-button" to="/trung-tam/ngay">
          Chốt ngày
        </Link>
      </nav>
      <p className="quiet">
        “Dễ trễ” là hồ sơ chưa quá hạn nhưng nhiều khả năng sẽ trễ, tính từ thời gian các bước của chính cơ
        quan trước đây{watched.weighedAt ? `; tính lúc ${moment(watched.weighedAt)}` : ''}.
      </p>
      <Trouble text={acting.trouble} />
      <p role="status">{said}</p>
      {watched.items.length === 0 ? (
        <p className="empty">
          Không có hồ sơ nào đang giải quyết. Hồ sơ được tiếp nhận sẽ hiện theo cơ quan.
        </p>
      ) : (
        <table className="list">
          <caption className="unseen">Hồ sơ đang giải quyết theo cơ quan</caption>
          <thead>
            <tr>
              <th scope="col">Cơ quan</th>
              <th scope="col">Đang giải quyết</th>
              <th scope="col">Quá hạn</th>
              <th scope="col">Sắp đến hạn</th>
              <th scope="col">Dễ trễ</th>
              <th scope="col">Hạn sớm nhất</th>
              <th scope="col">Đôn đốc</th>
            </tr>
          </thead>
          <tbody>
            {watched.items.map((row) => (
              <tr key={row.agency.code}>
                <th scope="row">{row.agency.name}</th>
                <td data-name="Đang giải quyết">{row.open}</td>
                <Count row={row} name="Quá hạn" value={row.late} filter="phase=open&late=true" tone="late" />
                <Count row={row} name="Sắp đến hạn" value={row.soon} filter="soon=true" tone="soon" />
                <Count row={row} name="Dễ trễ" value={row.likely} filter="likely=true" tone="soon" />
                <td data-name="Hạn sớm nhất">{row.oldestDueAt ? moment(row.oldestDueAt) : '–'}</td>
                <td data-name="Đôn đốc">
                  {row.reminded && (
                    <p className="quiet">
                      Đã nhắc {moment(row.reminded.at)}
                      {row.reminded.reply
                        ? `; trả lời: ${row.reminded.reply}`
                        : row.reminded.seenAt
                          ? '; đã xem'
                          : '; chưa xem'}
                    </p>
                  )}
                  {row.late + row.soon + row.likely > 0 && (
                    <button
                      type="button"
                      className="plain-button"
                      disabled={acting.busy}
                      onClick={() => remind(row)}
                      aria-label={`${row.reminded ? 'Nhắc lại' : 'Đôn đốc'} ${row.agency.name}`}
                    >
                      {row.reminded ? 'Nhắc lại' : 'Đôn đốc'}
                    </button>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}

type CountProps = { row: WatchedAgency; name: string; value: number; filter: string; tone?: 'late' | 'soon' }

/** A figure that opens the dossiers it counts. */
function Count({ row, name, value, filter, tone }: CountProps) {
  return (
    <td data-name={name}>
      {value === 0 ? (
        <span className="quiet">0</span>
      ) : (
        <Link
          to={`/ho-so?queue=all&agency=${row.agency.code}&${filter}`}
          className={tone ? `figure ${tone}` : 'figure'}
          aria-label={`${name} của ${row.agency.name}: ${value}`}
        >
          {value}
        </Link>
      )}
    </td>
  )
}
