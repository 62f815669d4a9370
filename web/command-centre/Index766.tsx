import { Fragment, useEffect, useState } from 'react'
import type { Index766 as Index } from '../../src/blocks/indicator/contract.ts'
import { formatDate, formatNumber, formatTime } from '../../src/kernel/vietnamese.ts'
import { localDay } from '../ui/figures.ts'
import { Behind, type Opened } from './Behind.tsx'

const EVERY = 60_000

/** The index of Quyết định 766: components of one unit over a period, its units below, and the dossiers behind. */
export function Index766() {
  const [asked, setAsked] = useState(() => new URLSearchParams(location.search))
  const period = asked.get('ky') ?? localDay(new Date()).slice(0, 7)
  const unit = asked.get('dv') ?? ''
  const { index, trouble } = useIndex(period, unit)
  const [opened, setOpened] = useState<Opened | null>(null)
  const go = (next: Record<string, string>) => {
    const query = new URLSearchParams({ ky: period, ...(unit && { dv: unit }), ...next })
    if (!query.get('dv')) query.delete('dv')
    history.pushState(null, '', `?${query}`)
    setAsked(query)
    setOpened(null)
  }
  useEffect(() => {
    const back = () => setAsked(new URLSearchParams(location.search))
    addEventListener('popstate', back)
    return () => removeEventListener('popstate', back)
  }, [])
  return (
    <main className="wall">
      <header className="wall-head">
        <h1>Bộ chỉ số 766{index ? `: ${index.unit.name}` : ''}</h1>
        <Periods period={period} onChosen={(ky) => go({ ky })} />
        <p className="as-of" role="status">
          {index
            ? `Tính đến ${formatTime(index.asOf)} ${formatDate(index.asOf)}, kỳ ${formatDate(index.period.from)}–${formatDate(index.period.to)}`
            : 'Đang tải số liệu…'}
          {trouble && <span className="late"> – {trouble}</span>}
        </p>
      </header>
      <p>
        <a href="/dieu-hanh/">Màn hình điều hành</a>
        {unit && (
          <>
            {' · '}
            <button type="button" onClick={() => go({ dv: '' })}>
              Về toàn tỉnh
            </button>
          </>
        )}
      </p>
      {index && (
        <>
          <Total index={index} />
          <div className="tables index-tables">
            <section>
              <h2>Chỉ số thành phần</h2>
              <Components index={index} onOpened={setOpened} />
            </section>
            <section>
              <h2>Đơn vị</h2>
              <Units index={index} onChosen={(dv) => go({ dv })} />
            </section>
          </div>
          {opened && (
            <Behind key={`${opened.component}${period}${unit}`} opened={opened} period={period} unit={unit} />
          )}
        </>
      )}
    </main>
  )
}

function useIndex(period: string, unit: string) {
  const [index, setIndex] = useState<Index | null>(null)
  const [trouble, setTrouble] = useState('')
  useEffect(() => {
    const stop = new AbortController()
    const load = async () => {
      try {
        const query = new URLSearchParams({ period, ...(unit && { unit }) })
        const answer = await fetch(`/api/index-766?${query}`, { signal: stop.signal })
        const body = await answer.json()
        if (!answer.ok) throw new Error(body.detail)
        setIndex(body)
        setTrouble('')
      } catch (error) {
        if (!stop.signal.aborted) setTrouble((error as Error).message || 'Chưa đọc được số liệu mới.')
      }
    }
    void load()
    const timer = setInterval(load, EVERY)
    return () => {
      stop.abort()
      clearInterval(timer)
    }
  }, [period, unit])
  return { index, trouble }
}

function Periods({ period, onChosen }: { period: string; onChosen: (period: string) => void }) {
  const today = localDay(new Date())
  const quarter = `${today.slice(0, 4)}-Q${Math.ceil(Number(today.slice(5, 7)) / 3)}`
  const named = { 'Tháng này': today.slice(0, 7), 'Quý này': quarter, 'Năm nay': today.slice(0, 4) }
  return (
    <div className="switch">
      {Object.entries(named).map(([name, key]) => (
        <button key={key} type="button" aria-pressed={period === key} onClick={() => onChosen(key)}>
          {name}
        </button>
      ))}
      <form
        onSubmit={(event) => {
          event.preventDefault()
          onChosen(String(new FormData(event.currentTarget).get('ky')).trim())
        }}
      >
        <label>
          Kỳ khác <input name="ky" key={period} defaultValue={period} size={8} />
        </label>
        <button type="submit">Xem</button>
      </form>
    </div>
  )
}

function Total({ index }: { index: Index }) {
  const { score, outOf, of, share, band } = index.total
  return (
    <p className="index-total">
      <strong>
        {formatNumber(score, 2)} trên {formatNumber(outOf, 2)} điểm đo được
      </strong>
      {share !== null && `, đạt ${formatNumber(share, 2)} %`}
      {band && `: ${band}${index.bandsAssumed ? ' (mức xếp loại là giả định)' : ''}`}.{' '}
      {formatNumber(of - outOf, 2)} điểm của {formatNumber(of, 2)} chưa có số liệu, không tính vào.
    </p>
  )
}

function Components({ index, onOpened }: { index: Index; onOpened: (opened: Opened) => void }) {
  const groups = [...Map.groupBy(index.components, (each) => each.group.code)]
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls sideways must be reachable by keyboard
    <section className="scroll" tabIndex={0} aria-label="Bảng chỉ số thành phần">
      <table className="index">
        <thead>
          <tr>
            <th scope="col">Chỉ số</th>
            <th scope="col" className="number">
              Tử số
            </th>
            <th scope="col" className="number">
              Mẫu số
            </th>
            <th scope="col" className="number">
              Kết quả
            </th>
            <th scope="col" className="number">
              Điểm
            </th>
            <th scope="col">Hồ sơ</th>
          </tr>
        </thead>
        <tbody>
          {groups.map(([code, parts]) => (
            <Fragment key={code}>
              <tr className="whole">
                <th scope="colgroup" colSpan={6}>
                  {code}. {parts[0]!.group.name}
                </th>
              </tr>
              {parts.map((part) => (
                <tr key={part.code}>
                  <th scope="row">
                    <details>
                      <summary>
                        {part.code}. {part.name}
                        {part.assumption && <span className="assumed"> giả định</span>}
                      </summary>
                      <p>{part.formula}</p>
                      {part.threshold !== null && <p>Đạt đủ điểm từ {formatNumber(part.threshold)} %.</p>}
                      {part.assumption && <p>Giả định: {part.assumption}</p>}
                    </details>
                  </th>
                  <td className="number">{part.numerator === null ? '' : formatNumber(part.numerator)}</td>
                  <td className="number">
                    {part.denominator === null ? '' : formatNumber(part.denominator)}
                  </td>
                  <td className="number">{result(part)}</td>
                  <td className="number">
                    {part.score === null
                      ? part.points === 0
                        ? 'theo dõi'
                        : '–'
                      : `${formatNumber(part.score, 2)}/${formatNumber(part.points)}`}
                  </td>
                  <td>
                    {part.opens && part.denominator !== null && part.denominator > 0 && (
                      <button
                        type="button"
                        aria-label={`Mở hồ sơ đứng sau chỉ số ${part.code}`}
                        onClick={() => onOpened({ component: part.code, name: part.name })}
                      >
                        Mở
                      </button>
                    )}
                  </td>
                </tr>
              ))}
            </Fragment>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function result(part: Index['components'][number]): string {
  if (part.state === 'noData') return 'chưa có số liệu'
  if (part.rate === null) return 'không phát sinh'
  return `${formatNumber(part.rate, 2)} ${part.code === '2.2' ? 'ngày' : '%'}`
}

function Units({ index, onChosen }: { index: Index; onChosen: (unit: string) => void }) {
  if (index.units.length === 0) return <p>Đơn vị này không có đơn vị trực thuộc có hồ sơ trong kỳ.</p>
  const rows = index.units.toSorted((a, b) => (b.share ?? -1) - (a.share ?? -1))
  return (
    <table className="index">
      <thead>
        <tr>
          <th scope="col">Đơn vị</th>
          <th scope="col" className="number">
            Tiếp nhận
          </th>
          <th scope="col" className="number">
            Điểm đạt
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.unit.code}>
            <th scope="row">
              <button type="button" className="unit" onClick={() => onChosen(row.unit.code)}>
                {row.unit.name}
              </button>
            </th>
            <td className="number">{formatNumber(row.received)}</td>
            <td className="number">
              {formatNumber(row.score, 2)}/{formatNumber(row.outOf)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
