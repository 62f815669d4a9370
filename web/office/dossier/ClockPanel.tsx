import type { DossierView } from '../../../src/blocks/dossier/contract.ts'
import { formatDay, formatTime } from '../../../src/kernel/vietnamese.ts'
import { moment } from '../words.ts'
import { TimeLeft } from '../worklist/TimeLeft.tsx'

export function ClockPanel({ dossier }: { dossier: DossierView }) {
  const { firstDueAt, rescheduledDueAt, clock } = dossier
  return (
    <section className="clock">
      <h2>Thời hạn</h2>
      {firstDueAt ? (
        <p className="due">
          Hẹn trả <strong>{`${formatTime(firstDueAt)}, ${formatDay(firstDueAt)}`}</strong>
          {clock.provisional && <span className="quiet"> (dự kiến)</span>}
        </p>
      ) : (
        <p className="due">{clock.runs ? 'Thủ tục này không có thời hạn luật định.' : 'Chưa tính hạn.'}</p>
      )}
      <p>
        Còn lại: <TimeLeft row={dossier} />
      </p>
      {rescheduledDueAt && <p>Đã xin lỗi, hẹn lại: {moment(rescheduledDueAt)}</p>}
      {clock.explained.length > 0 && (
        <details>
          <summary>Vì sao ngày này?</summary>
          <ol>
            {clock.explained.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ol>
        </details>
      )}
    </section>
  )
}
