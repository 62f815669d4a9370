import { useState } from 'react'
import type { ScanRowView } from '../../../src/blocks/document/model/scan.ts'
import { act, sentence, uuid } from '../api.ts'
import { isRunning } from './use-scan.ts'
import { progressWords, STATUS_NAMES } from './words.ts'

type Props = { row: ScanRowView; onChanged: () => void }

/** How far a scan is, and why it stands still: with what can be done about it. */
export function ScanProgress({ row, onChanged }: Props) {
  const [trouble, setTrouble] = useState<string | null>(null)
  async function change(verb: 'cancel' | 'retry') {
    try {
      await act(`/scans/${row.id}/${verb}`, {}, `scan.${verb}.${row.id}.${uuid()}`)
      onChanged()
    } catch (error) {
      setTrouble(sentence(error))
    }
  }
  const running = isRunning(row)
  return (
    <div className="scan-progress">
      <p role="status">
        {running ? progressWords(row) : <strong>{STATUS_NAMES[row.status]}</strong>}
        {running && row.pages !== null && (
          <progress max={row.pages} value={row.done} aria-label={`Đã đọc ${row.done}/${row.pages} trang`} />
        )}
      </p>
      {row.problem && (
        <p className="wrong" role="alert">
          {row.problem.text}
        </p>
      )}
      {trouble && <p className="wrong">{trouble}</p>}
      <p className="buttons">
        {running && (
          <button type="button" className="plain-button" onClick={() => void change('cancel')}>
            Dừng số hóa
          </button>
        )}
        {(row.status === 'failed' || row.status === 'cancelled' || (running && row.problem)) && (
          <button type="button" className="button second" onClick={() => void change('retry')}>
            Thử lại
          </button>
        )}
      </p>
    </div>
  )
}
