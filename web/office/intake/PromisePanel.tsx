import { formatDay, formatTime } from '../../../src/kernel/vietnamese.ts'
import type { Procedure } from '../dossier/definition.ts'
import type { Due } from './due.ts'
import type { Intake } from './parts.ts'

type Props = {
  intake: Intake
  procedure: Procedure | null
  due: Due | null
  onChange: (part: Partial<Intake>) => void
}
const RETURNS = { desk: 'Tại bộ phận Một cửa', post: 'Qua bưu chính', online: 'Trực tuyến' }

/** The due date, shown before it is promised; the channel; where the result goes. */
export function PromisePanel({ intake, procedure, due, onChange }: Props) {
  const { agency, channel } = intake
  return (
    <section>
      <h2>Hẹn trả</h2>
      <div aria-live="polite">
        {!procedure || !agency ? (
          <p className="quiet">Chọn thủ tục và cơ quan để biết ngày hẹn trả.</p>
        ) : due?.firstDueAt ? (
          <p className="due">
            Nếu tiếp nhận bây giờ:{' '}
            <strong>{`${formatTime(due.firstDueAt)}, ${formatDay(due.firstDueAt)}`}</strong>
          </p>
        ) : (
          <p className="due">{due ? 'Thủ tục này không có thời hạn luật định.' : 'Đang tính…'}</p>
        )}
        {due && due.explained.length > 0 && (
          <details>
            <summary>Vì sao ngày này?</summary>
            <ol>
              {due.explained.map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ol>
          </details>
        )}
      </div>
      <fieldset className="field">
        <legend>Kênh nộp</legend>
        {(['counter', 'post'] as const).map((each) => (
          <label key={each} className="choice">
            <input
              type="radio"
              name="channel"
              checked={channel === each}
              onChange={() => onChange({ channel: each })}
            />
            <span>{each === 'counter' ? 'Trực tiếp tại quầy' : 'Bưu chính'}</span>
          </label>
        ))}
      </fieldset>
      <div className="field">
        <label htmlFor="returnBy">Trả kết quả</label>
        <select
          id="returnBy"
          className="input"
          value={intake.returnBy}
          onChange={(event) => onChange({ returnBy: event.currentTarget.value as Intake['returnBy'] })}
        >
          {Object.entries(RETURNS).map(([value, text]) => (
            <option key={value} value={value}>
              {text}
            </option>
          ))}
        </select>
      </div>
      <div className="field">
        <label htmlFor="note">Ghi chú nội bộ (nếu có)</label>
        <textarea
          id="note"
          className="input"
          rows={2}
          value={intake.note}
          onChange={(event) => onChange({ note: event.currentTarget.value })}
        />
      </div>
    </section>
  )
}
