import { useEffect, useRef } from 'react'
import { formatDate, formatDay, formatTime } from '../../../src/kernel/vietnamese.ts'
import { useMe } from '../frame/Frame.tsx'
import { useKeys } from '../keys.ts'
import type { Entry } from './entries.ts'

/** Taken in without a line: the local number, a provisional slip for the citizen, then the next person. */
export function Kept({ entry, onNext }: { entry: Entry; onNext: () => void }) {
  const print = useRef<HTMLButtonElement>(null)
  useEffect(() => print.current?.focus(), [])
  useKeys({ n: onNext })
  return (
    <>
      <section className="given" role="status">
        <h1>Đã giữ hồ sơ của {entry.applicant} trong máy này</h1>
        <p className="given-code local">{entry.localNumber}</p>
        <p>Mã hồ sơ của tỉnh được cấp khi có mạng. Đưa phiếu tạm cho người nộp.</p>
        {entry.due && (
          <p>
            Hẹn trả tạm tính: <strong>{`${formatTime(entry.due)}, ${formatDay(entry.due)}`}</strong>
          </p>
        )}
        <p className="buttons">
          <button ref={print} type="button" className="button" onClick={() => window.print()}>
            In phiếu tạm
          </button>
          <button type="button" className="button second" onClick={onNext}>
            Hồ sơ tiếp theo (n)
          </button>
        </p>
      </section>
      <Slip entry={entry} />
    </>
  )
}

/** On paper only. No form of the law: it says itself that the statutory one follows. */
function Slip({ entry }: { entry: Entry }) {
  const me = useMe()
  const papers = Object.values(entry.intake?.papers ?? {})
  const at = new Date(Date.parse(entry.takenAt) + entry.offsetMs)
  return (
    <section className="slip" aria-hidden="true">
      <p>{me.agency?.name}</p>
      <h1>Phiếu tiếp nhận tạm</h1>
      <p className="slip-number">{entry.localNumber}</p>
      <p>Người nộp: {entry.applicant}</p>
      <p>
        Thủ tục: {entry.procedure.name} ({entry.procedure.code})
      </p>
      <p>Số loại giấy tờ đã nhận: {papers.length}</p>
      <p>
        Nhận lúc {formatTime(at)} ngày {formatDate(at)}; người nhận: {me.name}
      </p>
      {entry.due && (
        <p>
          Hẹn trả tạm tính: {formatTime(entry.due)}, {formatDay(entry.due)}
        </p>
      )}
      <p>
        Phiếu này in khi Bộ phận Một cửa mất mạng. Khi có mạng, hồ sơ được cấp mã của tỉnh và ngày hẹn chính
        thức trên Giấy tiếp nhận hồ sơ và hẹn trả kết quả.
      </p>
    </section>
  )
}
