import { formatDate, formatTime } from '../../../src/kernel/vietnamese.ts'
import { useDraft, useDraftStore } from './use-draft.ts'

/** Two people changed the same draft: who and when, and a choice; neither content is thrown away unasked. */
export function ConflictNotice() {
  const { keepMine, takeTheirs } = useDraftStore()
  const { conflict } = useDraft()
  if (!conflict) return null
  const { updatedBy, updatedAt } = conflict.theirs
  return (
    <div className="error-box conflict" role="alert">
      <p>
        <strong>{updatedBy.name}</strong> đã lưu một bản khác lúc {formatTime(updatedAt)} ngày{' '}
        {formatDate(updatedAt)}. Nội dung của bạn chưa ghi lên máy chủ; hãy chọn giữ bản nào.
      </p>
      <div className="buttons">
        <button type="button" className="plain-button" onClick={takeTheirs}>
          Lấy bản của {updatedBy.name}
        </button>
        <button type="button" className="plain-button" onClick={keepMine}>
          Giữ bản của tôi
        </button>
      </div>
    </div>
  )
}
