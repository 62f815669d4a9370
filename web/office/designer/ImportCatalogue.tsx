import { useState } from 'react'
import { useRevalidator } from 'react-router'
import type { z } from 'zod'
import type { ImportOutput } from '../../../src/blocks/procedure/contract.ts'
import { formatNumber } from '../../../src/kernel/vietnamese.ts'
import { act, sentence, uuid } from '../api.ts'

type Imported = z.infer<typeof ImportOutput>

/** Takes in the national catalogue's file and tells, row by row, what could not be read and why. */
export function ImportCatalogue() {
  const [result, setResult] = useState<Imported | null>(null)
  const [trouble, setTrouble] = useState('')
  const [busy, setBusy] = useState(false)
  const { revalidate } = useRevalidator()

  async function take(file: File | undefined) {
    if (!file) return
    setBusy(true)
    setTrouble('')
    setResult(null)
    try {
      setResult(await act<Imported>('/procedures/import', JSON.parse(await file.text()), `import.${uuid()}`))
      await revalidate()
    } catch (error) {
      setTrouble(
        error instanceof SyntaxError
          ? `Tệp ${file.name} không phải JSON đọc được (có thể bị cắt giữa chừng). Chưa nhập gì; hãy tải lại tệp rồi thử lại.`
          : sentence(error),
      )
    } finally {
      setBusy(false)
    }
  }

  return (
    <details className="start">
      <summary>Nhập danh mục quốc gia</summary>
      <div className="stack">
        <label>
          Tệp danh mục (.json){' '}
          <input
            type="file"
            accept=".json,application/json"
            disabled={busy}
            onChange={(event) => void take(event.target.files?.[0])}
          />
        </label>
        <p role="status">{busy && 'Đang nhập…'}</p>
        <p role="alert" className="field-error">
          {trouble}
        </p>
        {result && (
          <div className="done-box">
            <p>
              Mới {formatNumber(result.added)}, thay đổi {formatNumber(result.changed)}, giữ nguyên{' '}
              {formatNumber(result.unchanged)}, không đọc được {formatNumber(result.refused.length)}.
            </p>
            {result.refused.length > 0 && (
              <ul>
                {result.refused.slice(0, 200).map((row) => (
                  <li key={row.index}>
                    Dòng {formatNumber(row.index + 1)}: {row.message}
                  </li>
                ))}
              </ul>
            )}
          </div>
        )}
      </div>
    </details>
  )
}
