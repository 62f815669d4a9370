import { useEffect, useRef, useState } from 'react'
import { formatDate, formatNumber } from '../../src/kernel/vietnamese.ts'
import { CentreTable } from '../ui/CentreTable.tsx'
import { NAMED_PERIODS } from '../ui/figures.ts'
import { AgencyTable } from './AgencyTable.tsx'
import { type Figure, figuresOf, listAddress } from './board.ts'
import { Chart } from './Chart.tsx'
import { useBoard } from './use-board.ts'

/** The wall: figures to read from five metres, each opening to agencies and then to its dossiers. */
export function Wall() {
  const [asked, setAsked] = useState(() => new URLSearchParams(location.search).get('ky') ?? 'month')
  const [opened, setOpened] = useState<string | null>(null)
  const { board, at, trouble } = useBoard(asked)
  const figures = board ? figuresOf(board) : []
  const choose = (ky: string) => {
    history.replaceState(null, '', `?ky=${ky}`)
    setAsked(ky)
  }
  return (
    <main className="wall">
      <header className="wall-head">
        <h1>Điều hành Một cửa tỉnh Tuyên Quang</h1>
        <PeriodSwitch asked={asked} period={board?.period ?? null} onChosen={choose} />
        <p className="as-of" role="status">
          <a href="/dieu-hanh/766">Bộ chỉ số 766</a>
          {' · '}
          {at ? `Tính đến ${at}` : 'Đang tải số liệu…'}
          {board && `, từ ${formatDate(board.period.from)} đến ${formatDate(board.period.to)}`}
          {trouble && <span className="late"> – {trouble} Số trên màn hình là của lần đọc trước.</span>}
        </p>
      </header>
      <div className="tiles">
        {figures.map((figure) => (
          <button
            key={figure.key}
            type="button"
            className={`tile ${figure.tone}-tile`}
            aria-haspopup="dialog"
            onClick={() => setOpened(figure.key)}
          >
            <span className="tile-name">{figure.name}</span>
            <span className="tile-value">
              {figure.value} <span className="tile-unit">{figure.unit}</span>
            </span>
            <Chart chart={figure.chart} tone={figure.tone} />
            <span className="tile-against">{figure.against}</span>
          </button>
        ))}
      </div>
      {board && (
        <div className="tables">
          <section>
            <h2>Tiếp nhận và giải quyết</h2>
            <CentreTable report={board.report} listAddress={listAddress} />
          </section>
          <section>
            <h2>Theo cơ quan</h2>
            <AgencyTable rows={board.agencies} period={board.period} />
          </section>
        </div>
      )}
      <Opened
        figure={figures.find((figure) => figure.key === opened) ?? null}
        onClose={() => setOpened(null)}
      />
    </main>
  )
}

type SwitchProps = {
  asked: string
  period: { from: string; to: string } | null
  onChosen: (ky: string) => void
}
function PeriodSwitch({ asked, period, onChosen }: SwitchProps) {
  const own = !(asked in NAMED_PERIODS)
  const [choosing, setChoosing] = useState(own)
  return (
    <div className="switch">
      {Object.entries(NAMED_PERIODS).map(([key, { name }]) => (
        <button key={key} type="button" aria-pressed={asked === key} onClick={() => onChosen(key)}>
          {name}
        </button>
      ))}
      <button
        type="button"
        aria-pressed={own}
        aria-expanded={choosing}
        onClick={() => setChoosing(!choosing)}
      >
        Tự chọn ngày
      </button>
      {choosing && (
        <form
          onSubmit={(event) => {
            event.preventDefault()
            const data = new FormData(event.currentTarget)
            const [from, to] = [String(data.get('from')), String(data.get('to'))].toSorted()
            if (from && to) onChosen(`${from}..${to}`)
          }}
        >
          <label>
            Từ <input type="date" name="from" required defaultValue={period?.from} />
          </label>
          <label>
            đến <input type="date" name="to" required defaultValue={period?.to} />
          </label>
          <button type="submit">Xem</button>
        </form>
      )}
    </div>
  )
}

/** A figure opened: its parts, most first, each a way to its dossiers. */
function Opened({ figure, onClose }: { figure: Figure | null; onClose: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null)
  const shown = figure !== null
  useEffect(() => {
    if (shown) dialog.current?.showModal()
    else dialog.current?.close()
  }, [shown])
  return (
    <dialog ref={dialog} onClose={onClose} aria-labelledby="opened-name">
      {figure && (
        <>
          <div className="opened-head">
            <h2 id="opened-name">
              {figure.name}: {figure.value} {figure.unit}
            </h2>
            <button type="button" onClick={onClose}>
              Đóng
            </button>
          </div>
          {figure.parts.length === 0 ? (
            <p>Không có hồ sơ nào.</p>
          ) : (
            <table>
              <thead>
                <tr>
                  <th scope="col">{figure.key === 'online' ? 'Kênh nộp' : 'Cơ quan'}</th>
                  <th scope="col" className="number">
                    Số hồ sơ
                  </th>
                </tr>
              </thead>
              <tbody>
                {figure.parts.map((part) => (
                  <tr key={part.href}>
                    <th scope="row">{part.name}</th>
                    <td className="number">
                      <a
                        href={part.href}
                        aria-label={`${formatNumber(part.value)} hồ sơ, ${part.name}: mở danh sách`}
                      >
                        {formatNumber(part.value)}
                      </a>
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          )}
        </>
      )}
    </dialog>
  )
}
