import { type FormEvent, useState } from 'react'
import { useNavigate } from 'react-router'
import type { DraftView } from '../../../src/blocks/procedure/contract.ts'
import { act, sentence, uuid } from '../api.ts'
import { startDraft } from './start-draft.ts'

const CODE = /^[1-9]\.\d{6}$/
type From = 'blank' | 'edition' | 'catalogue' | 'pack'
const FROM_NAMES: Record<From, string> = {
  blank: 'Trang trắng',
  edition: 'Phiên bản đang áp dụng',
  catalogue: 'Danh mục quốc gia đã nhập',
  pack: 'Tệp gói thủ tục',
}

/** Begins a draft: from nothing, from what is in force, from the national catalogue, or from a file. */
export function NewDraft() {
  const [from, setFrom] = useState<From>('blank')
  const [code, setCode] = useState('')
  const [file, setFile] = useState<File | null>(null)
  const [trouble, setTrouble] = useState('')
  const [busy, setBusy] = useState(false)
  const navigate = useNavigate()

  async function begin(): Promise<DraftView> {
    if (from !== 'pack') return startDraft({ procedure: code.trim(), from: { kind: from } })
    const pack = await readPack(file!)
    return act<DraftView>('/procedure-drafts/packs', { pack }, `new-draft.${uuid()}`)
  }
  async function submit(event: FormEvent) {
    event.preventDefault()
    if (from === 'pack' && !file) return setTrouble('Chưa chọn tệp. Hãy chọn tệp gói thủ tục (.json).')
    if (from !== 'pack' && !CODE.test(code.trim()))
      return setTrouble('Mã thủ tục có dạng 1.001193: một chữ số, dấu chấm, sáu chữ số. Hãy sửa mã.')
    setBusy(true)
    try {
      navigate(`/ban-thao/${(await begin()).id}`)
    } catch (error) {
      setTrouble(error instanceof SyntaxError ? error.message : sentence(error))
    } finally {
      setBusy(false)
    }
  }

  return (
    <details className="start">
      <summary>Bắt đầu bản thảo</summary>
      <form onSubmit={submit} noValidate className="stack">
        <fieldset>
          <legend>Bắt đầu từ</legend>
          <div className="buttons">
            {Object.entries(FROM_NAMES).map(([value, name]) => (
              <label key={value} className="choice">
                <input
                  type="radio"
                  name="from"
                  value={value}
                  checked={from === value}
                  onChange={() => {
                    setFrom(value as From)
                    setTrouble('')
                  }}
                />
                <span>{name}</span>
              </label>
            ))}
          </div>
        </fieldset>
        {from === 'pack' ? (
          <label>
            Tệp gói thủ tục (.json){' '}
            <input
              type="file"
              accept=".json,application/json"
              aria-describedby="new-draft-trouble"
              onChange={(event) => setFile(event.target.files?.[0] ?? null)}
            />
          </label>
        ) : (
          <label>
            Mã thủ tục{' '}
            <input
              id="new-code"
              value={code}
              maxLength={8}
              placeholder="1.001193"
              aria-describedby="new-draft-trouble"
              aria-invalid={trouble !== '' || undefined}
              onChange={(event) => setCode(event.target.value)}
            />
          </label>
        )}
        <p id="new-draft-trouble" role="alert" className="field-error">
          {trouble}
        </p>
        <p>
          <button type="submit" className="button" disabled={busy}>
            {busy ? 'Đang tạo…' : 'Tạo bản thảo'}
          </button>
        </p>
      </form>
    </details>
  )
}

async function readPack(file: File): Promise<unknown> {
  try {
    return JSON.parse(await file.text())
  } catch {
    throw new SyntaxError(
      `Tệp ${file.name} không phải JSON đọc được (có thể bị cắt giữa chừng). Hãy xuất lại rồi chọn tệp mới.`,
    )
  }
}
