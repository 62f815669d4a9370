import { useId, useState } from 'react'
import type { z } from 'zod'
import type { DossierView, HandedDocument } from '../../../src/blocks/dossier/contract.ts'
import { sentence, upload } from '../api.ts'

/** A paper handed in during a move; `names` are the file names, for the person only. */
export type Handed = z.infer<typeof HandedDocument> & { names: string[] }

type Props = { dossier: DossierView; value: Handed[]; error?: string; onChange: (value: Handed[]) => void }

export function DocumentsNeed({ dossier, value, error, onChange }: Props) {
  const id = useId()
  const [key, setKey] = useState(dossier.documents.find((each) => each.direction !== 'in')?.key ?? '')
  const [said, setSaid] = useState<string | null>(null)

  async function attach(files: FileList | null) {
    if (!files || !key) return
    setSaid('Đang tải tệp lên…')
    try {
      const stored = await Promise.all([...files].map(upload))
      const before = value.find((each) => each.key === key)
      const paper: Handed = {
        key,
        form: 'electronic',
        copies: 1,
        files: [...(before?.files ?? []), ...stored.map((file) => file.hash)],
        names: [...(before?.names ?? []), ...stored.map((file) => file.name)],
      }
      onChange([...value.filter((each) => each.key !== key), paper])
      setSaid(null)
    } catch (problem) {
      setSaid(sentence(problem))
    }
  }
  return (
    <fieldset className="draft">
      <legend>Giấy tờ kèm theo</legend>
      <label htmlFor={`${id}-key`}>Loại giấy tờ</label>
      <select id={`${id}-key`} value={key} onChange={(event) => setKey(event.currentTarget.value)}>
        {dossier.documents.map((paper) => (
          <option key={paper.key} value={paper.key}>
            {paper.name}
          </option>
        ))}
      </select>
      <label htmlFor={`${id}-file`}>Tệp</label>
      <input
        id={`${id}-file`}
        type="file"
        multiple
        accept="application/pdf,image/*"
        aria-invalid={error !== undefined}
        onChange={(event) => void attach(event.currentTarget.files)}
      />
      {value.map((paper) => (
        <p key={paper.key}>
          {dossier.documents.find((each) => each.key === paper.key)?.name}: {paper.names.join(', ')}{' '}
          <button
            type="button"
            className="plain-button"
            onClick={() => onChange(value.filter((each) => each !== paper))}
          >
            Bỏ
          </button>
        </p>
      ))}
      {said && <p role="status">{said}</p>}
      {error && <p className="field-error">{error}</p>}
    </fieldset>
  )
}
