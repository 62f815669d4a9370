import './scan.css'
import { useCallback, useEffect, useState } from 'react'
import { Link, useParams } from 'react-router'
import type { ScanRowView } from '../../../src/blocks/document/model/scan.ts'
import { ask, sentence } from '../api.ts'
import { moment } from '../words.ts'
import { ReviewScan } from './ReviewScan.tsx'
import { ScanProgress } from './ScanProgress.tsx'
import { isRunning, useScan } from './use-scan.ts'
import { progressWords, STATUS_NAMES } from './words.ts'

type Found = { items: ScanRowView[]; nextCursor: string | null }
const FILTERS = { all: 'Tất cả', ready: 'Chờ xác nhận', failed: 'Lỗi' } as const
const EVERY_MS = 3000

/** The agency's scans in work: what waits, what failed and why, what must still be accepted. */
export function Component() {
  const { id } = useParams()
  const [filter, setFilter] = useState<keyof typeof FILTERS>('all')
  const [rows, setRows] = useState<ScanRowView[] | null>(null)
  const [next, setNext] = useState<string | null>(null)
  const [trouble, setTrouble] = useState<string | null>(null)
  const status = filter === 'all' ? undefined : filter
  useEffect(() => {
    document.title = 'Số hóa giấy tờ'
  }, [])

  const load = useCallback(async () => {
    try {
      const found = await ask<Found>('/scans', { status, limit: 50 })
      setRows(found.items)
      setNext(found.nextCursor)
      setTrouble(null)
    } catch (error) {
      setTrouble(sentence(error))
    }
  }, [status])
  useEffect(() => {
    void load()
  }, [load])
  const busy = rows?.some(isRunning) ?? false
  useEffect(() => {
    if (!busy) return
    const timer = setInterval(() => void load(), EVERY_MS)
    return () => clearInterval(timer)
  }, [busy, load])

  async function more() {
    const found = await ask<Found>('/scans', { status, limit: 50, cursor: next })
    setRows((before) => [...(before ?? []), ...found.items])
    setNext(found.nextCursor)
  }

  return (
    <article className="scan-list">
      <h1>Số hóa giấy tờ</h1>
      {id && <OneScan key={id} id={id} onChanged={() => void load()} />}
      <fieldset className="kinds">
        <legend className="unseen">Lọc theo tình trạng</legend>
        {(Object.keys(FILTERS) as (keyof typeof FILTERS)[]).map((each) => (
          <label key={each} className="choice">
            <input type="radio" name="status" checked={filter === each} onChange={() => setFilter(each)} />
            <span>{FILTERS[each]}</span>
          </label>
        ))}
      </fieldset>
      {trouble && <p className="wrong">{trouble}</p>}
      {rows?.length === 0 && (
        <p className="empty">
          Chưa có lượt số hóa nào. Giấy tờ được số hóa khi tiếp nhận hoặc trong hồ sơ sẽ hiện ở đây.
        </p>
      )}
      {rows && rows.length > 0 && (
        <table>
          <thead>
            <tr>
              <th scope="col">Giấy tờ</th>
              <th scope="col">Bắt đầu</th>
              <th scope="col">Trang</th>
              <th scope="col">Tình trạng</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.id}>
                <td>
                  <Link to={`/so-hoa/${row.id}`}>{row.title || 'Chưa đặt tên'}</Link>
                </td>
                <td>{moment(row.createdAt)}</td>
                <td>{row.pages === null ? '–' : `${row.done}/${row.pages}`}</td>
                <td>
                  {isRunning(row) ? progressWords(row) : STATUS_NAMES[row.status]}
                  {row.problem && <span className="wrong"> {row.problem.text}</span>}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {next && (
        <button type="button" className="plain-button" onClick={() => void more()}>
          Xem thêm
        </button>
      )}
    </article>
  )
}

function OneScan({ id, onChanged }: { id: string; onChanged: () => void }) {
  const { row, scan, trouble, again } = useScan(id)
  const changed = () => {
    again()
    onChanged()
  }
  return (
    <section className="scan-paper" aria-label="Lượt số hóa đang mở">
      <h2>{row?.title || 'Giấy tờ'}</h2>
      {trouble && <p className="wrong">{trouble}</p>}
      {row && row.status !== 'ready' && <ScanProgress row={row} onChanged={changed} />}
      {scan?.status === 'ready' && (
        <ReviewScan scan={scan} title={scan.title} citizenNumber="" onKept={changed} />
      )}
    </section>
  )
}
