import type { CurrentView } from '../../../src/blocks/schedule/contract.ts'

type Props = {
  view: CurrentView
  busy: boolean
  onOpen: (place: { agency: string; counter: number }) => Promise<boolean>
}

/** Where one may sit down today. */
export function OpenCounter({ view, busy, onOpen }: Props) {
  if (view.desks.length === 0)
    return (
      <p className="empty">
        Chưa có quầy nào dành cho cơ quan của bạn. Trưởng bộ phận hoặc quản trị thiết lập ở Quản trị, mục Bàn
        tiếp nhận.
      </p>
    )
  return (
    <div className="stack">
      <p className="quiet">Chọn quầy bạn ngồi hôm nay để bắt đầu gọi số.</p>
      {view.desks.map((desk) => (
        <section key={desk.agency}>
          <h2>{desk.name}</h2>
          <div className="buttons">
            {desk.counters.map(({ number, name, taken }) => (
              <button
                key={number}
                type="button"
                className="button"
                disabled={busy || taken}
                onClick={() => void onOpen({ agency: desk.agency, counter: number })}
              >
                Mở {name.toLocaleLowerCase('vi')}
                {taken && ' (đang có người)'}
              </button>
            ))}
          </div>
        </section>
      ))}
    </div>
  )
}
