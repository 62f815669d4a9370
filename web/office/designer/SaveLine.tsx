import { useDraft } from './use-draft.ts'

/** Whether what is typed is on the server, one step back and forward, and the citizen's page beside it. */
export function SaveLine({ previewOpen, onPreview }: { previewOpen: boolean; onPreview: () => void }) {
  const { saving, problem, said, undoable, redoable, undo, redo, save, conflict } = useDraft()
  return (
    <div className="save-line">
      <div className="buttons">
        <button type="button" className="plain-button" onClick={undo} disabled={!undoable}>
          Hoàn tác
        </button>
        <button type="button" className="plain-button" onClick={redo} disabled={!redoable}>
          Làm lại
        </button>
        <button type="button" className="plain-button" aria-pressed={previewOpen} onClick={onPreview}>
          Trang của người dân
        </button>
        <span role="status" className={saving === 'failed' ? 'late' : 'quiet'}>
          {saving === 'saved' ? 'Đã lưu' : saving === 'saving' ? 'Đang lưu…' : 'Chưa lưu được'}
        </span>
      </div>
      {saving === 'failed' && !conflict && (
        <p className="error-box" role="alert">
          {problem} Nội dung đang giữ trong trình duyệt này.{' '}
          <button type="button" className="plain-button" onClick={() => void save()}>
            Lưu lại ngay
          </button>
        </p>
      )}
      <p role="status" className="said">
        {said && (
          <span key={said.serial}>
            {said.text}{' '}
            {said.undo && undoable && (
              <button type="button" className="plain-button" onClick={undo}>
                Lấy lại
              </button>
            )}
          </span>
        )}
      </p>
    </div>
  )
}
