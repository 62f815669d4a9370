import { useState } from 'react'
import { Link } from 'react-router'
import type { DraftView } from '../../../../src/blocks/procedure/contract.ts'
import { formatDate, formatTime } from '../../../../src/kernel/vietnamese.ts'
import { act, sentence } from '../../api.ts'
import { useDraft } from '../use-draft.ts'

type Props = { mayPublish: boolean; onPublished: (edition: number) => Promise<void> }

/** What was submitted, by whom and from when; a second person publishes it or gives it back with a reason. */
export function Review({ mayPublish, onPublished }: Props) {
  const { draft, findings, reload } = useDraft()
  const [reason, setReason] = useState('')
  const [problem, setProblem] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const { submission } = draft
  if (!submission) return null
  const errors = findings.filter(({ severity }) => severity === 'error').length
  const warnings = findings.length - errors

  async function run(work: () => Promise<void>): Promise<void> {
    setBusy(true)
    setProblem(null)
    try {
      await work()
    } catch (error) {
      setProblem(sentence(error))
    } finally {
      setBusy(false)
    }
  }
  const approve = () =>
    run(async () => {
      const { edition } = await act<{ edition: number }>(
        `/procedure-drafts/${draft.id}/publication`,
        { version: draft.version },
        `publish.${draft.id}.${draft.version}`,
      )
      await reload()
      await onPublished(edition)
    })
  const giveBack = () =>
    run(async () => {
      await act<DraftView>(
        `/procedure-drafts/${draft.id}/return`,
        { reason },
        `return.${draft.id}.${draft.version}`,
      )
      await reload()
    })

  return (
    <section className="stack" aria-labelledby="review-title">
      <h3 id="review-title">Đang chờ phê duyệt</h3>
      <dl className="keys">
        <div>
          <dt>Người trình</dt>
          <dd>
            {submission.by.name}, lúc {formatTime(submission.at)} {formatDate(submission.at)}
          </dd>
        </div>
        <div>
          <dt>Quyết định</dt>
          <dd>
            {submission.decision.number}, ngày {formatDate(submission.decision.date)}
          </dd>
        </div>
        <div>
          <dt>Áp dụng từ</dt>
          <dd>{formatDate(submission.validFrom)}</dd>
        </div>
        {submission.note && (
          <div>
            <dt>Lời gửi</dt>
            <dd className="many-lines">{submission.note}</dd>
          </div>
        )}
        <div>
          <dt>Kiểm tra</dt>
          <dd>
            {errors} lỗi, {warnings} lưu ý. <Link to="?muc=kiem-tra">Xem</Link>
          </dd>
        </div>
        <div>
          <dt>Xem thử</dt>
          <dd>
            <a href={`/xem-truoc/${draft.id}`} target="_blank" rel="noreferrer">
              Trang của người dân<span className="unseen"> (mở ở cửa sổ mới)</span>
            </a>
          </dd>
        </div>
      </dl>
      {problem && (
        <p className="error-box" role="alert">
          {problem}
        </p>
      )}
      {mayPublish ? (
        <>
          <p className="buttons">
            <button type="button" className="button" disabled={busy} onClick={() => void approve()}>
              Phê duyệt và ban hành
            </button>
          </p>
          <form
            className="stack"
            onSubmit={(event) => {
              event.preventDefault()
              void giveBack()
            }}
          >
            <div className="at">
              <label htmlFor="return-reason">Hoặc trả lại, với lý do</label>
              <textarea
                id="return-reason"
                rows={2}
                required
                maxLength={2000}
                value={reason}
                onChange={(event) => setReason(event.target.value)}
              />
            </div>
            <p>
              <button type="submit" className="plain-button" disabled={busy}>
                Trả lại người soạn
              </button>
            </p>
          </form>
        </>
      ) : (
        <p className="quiet">Người có quyền ban hành sẽ xem và phê duyệt hoặc trả lại, kèm lý do.</p>
      )}
    </section>
  )
}
