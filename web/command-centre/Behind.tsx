import { useEffect, useState } from 'react'
import type { DossiersBehind } from '../../src/blocks/indicator/contract.ts'
import { formatDate } from '../../src/kernel/vietnamese.ts'

/** The component whose dossiers are listed. */
export type Opened = { component: string; name: string }
const PARTS = { missed: 'Chưa đạt', met: 'Đạt', all: 'Tất cả' } as const

/** The dossiers behind a figure, as far as whoever is signed in may see them. */
export function Behind({ opened, period, unit }: { opened: Opened; period: string; unit: string }) {
  const [part, setPart] = useState<keyof typeof PARTS>('missed')
  const [list, setList] = useState<DossiersBehind | null>(null)
  const [refused, setRefused] = useState<{ text: string; signIn: boolean } | null>(null)
  const load = async (cursor: string | null, before: DossiersBehind['items'], signal?: AbortSignal) => {
    const query = new URLSearchParams({ period, part, ...(unit && { unit }), ...(cursor && { cursor }) })
    const answer = await fetch(`/api/index-766/${opened.component}/dossiers?${query}`, {
      signal: signal ?? null,
    })
    const body = await answer.json()
    if (!answer.ok) return setRefused({ text: body.detail, signIn: answer.status === 401 })
    setRefused(null)
    setList({ items: [...before, ...body.items], nextCursor: body.nextCursor })
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: read anew when another part is chosen; the rest is the key
  useEffect(() => {
    const stop = new AbortController()
    load(null, [], stop.signal).catch((error: Error) => {
      if (!stop.signal.aborted) setRefused({ text: error.message, signIn: false })
    })
    return () => stop.abort()
  }, [part])
  const here = `/dieu-hanh/766${location.search}`
  return (
    <section className="behind" aria-labelledby="behind">
      <h2 id="behind">
        Hồ sơ đứng sau chỉ số {opened.component}: {opened.name}
      </h2>
      <div className="switch">
        {Object.entries(PARTS).map(([key, name]) => (
          <button
            key={key}
            type="button"
            aria-pressed={part === key}
            onClick={() => setPart(key as keyof typeof PARTS)}
          >
            {name}
          </button>
        ))}
      </div>
      {refused && (
        <p role="alert">
          {refused.signIn ? (
            <>
              Danh sách hồ sơ chỉ mở cho cán bộ.{' '}
              <a href={`/can-bo/dang-nhap?ve=${encodeURIComponent(here)}`}>Đăng nhập để xem</a>.
            </>
          ) : (
            refused.text
          )}
        </p>
      )}
      {list && list.items.length === 0 && <p>Không có hồ sơ nào trong phạm vi bạn được xem.</p>}
      {list && list.items.length > 0 && (
        <table className="index">
          <thead>
            <tr>
              <th scope="col">Mã hồ sơ</th>
              <th scope="col">Thủ tục</th>
              <th scope="col">Cơ quan</th>
              <th scope="col">Tiếp nhận</th>
              <th scope="col">Hẹn trả</th>
              <th scope="col">Xong</th>
            </tr>
          </thead>
          <tbody>
            {list.items.map((row) => (
              <tr key={row.code}>
                <th scope="row">
                  <a href={`/can-bo/ho-so/${row.code}`}>{row.code}</a>
                </th>
                <td>{row.procedure.name}</td>
                <td>{row.agency.name}</td>
                <td>{formatDate(row.acceptedAt)}</td>
                <td>{row.firstDueAt ? formatDate(row.firstDueAt) : '–'}</td>
                <td>{row.finishedAt ? formatDate(row.finishedAt) : '–'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {list?.nextCursor && (
        <button type="button" onClick={() => void load(list.nextCursor, list.items)}>
          Xem thêm
        </button>
      )}
    </section>
  )
}
