import { formatDay, formatTime } from '../../../src/kernel/vietnamese.ts'
import type { Entry } from './entries.ts'

type Props = { entries: readonly Entry[]; onMend: (entry: Entry) => void; onDone: (entry: Entry) => void }

/** What was taken in without a line: what waits, what must be mended, and the codes that have come. */
export function WaitingList({ entries, onMend, onDone }: Props) {
  return (
    <table className="waiting">
      <caption className="unseen">Hồ sơ tiếp nhận khi mất mạng</caption>
      <thead>
        <tr>
          <th scope="col">Số tạm</th>
          <th scope="col">Người nộp</th>
          <th scope="col">Thủ tục</th>
          <th scope="col">Tình trạng</th>
          <th scope="col">
            <span className="unseen">Việc cần làm</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {entries.map((entry) => (
          <tr key={entry.id} data-status={entry.status}>
            <td className="number">{entry.localNumber}</td>
            <td>{entry.applicant}</td>
            <td>{entry.procedure.name}</td>
            <td>
              <Standing entry={entry} />
            </td>
            <td>
              {entry.status === 'refused' && (
                <button type="button" className="plain-button" onClick={() => onMend(entry)}>
                  Sửa và gửi lại
                </button>
              )}
              {entry.issued && (
                <>
                  <a href={`/api/dossiers/${entry.issued.code}/receipt`} target="_blank" rel="noreferrer">
                    In Mẫu 01
                  </a>{' '}
                  <button
                    type="button"
                    className="plain-button"
                    aria-label={`Đã xong ${entry.localNumber}`}
                    onClick={() => onDone(entry)}
                  >
                    Xong
                  </button>
                </>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Standing({ entry: { status, refused, issued } }: { entry: Entry }) {
  if (issued)
    return (
      <>
        <strong className="code">{issued.code}</strong>
        {issued.firstDueAt && (
          <span className="quiet">
            {' '}
            · hẹn trả {formatTime(issued.firstDueAt)}, {formatDay(issued.firstDueAt)}
          </span>
        )}
        {issued.told && <span className="wrong"> {issued.told}</span>}
      </>
    )
  if (status === 'refused')
    return <span className="wrong">Chưa nhận được: {refused?.detail ?? 'cần xem lại hồ sơ.'}</span>
  return <span>Chờ gửi</span>
}
