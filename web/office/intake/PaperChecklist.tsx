import { useState } from 'react'
import { sentence } from '../api.ts'
import type { Procedure } from '../dossier/definition.ts'
import { handIn } from '../offline/hand-in.ts'
import { VaultProblem } from '../offline/vault.ts'
import { Digitised } from '../scan/Digitised.tsx'
import { FORM_NAMES } from '../words.ts'
import { formNow, type Handed, type Intake } from './parts.ts'

type Props = {
  procedure: Procedure
  intake: Intake
  errors: Record<string, string>
  onChange: (part: Partial<Intake>) => void
}

/** Each paper ticked as it is taken in hand: as what, how many, with its scan or photograph. */
export function PaperChecklist({ procedure, intake, errors, onChange }: Props) {
  const { papers, needed } = formNow(procedure, intake)
  const put = (key: string, paper: Handed | null) => {
    const { [key]: _, ...rest } = intake.papers
    onChange({ papers: paper ? { ...rest, [key]: paper } : rest })
  }
  const missing = papers.some((paper) => needed.has(`documents.${paper.key}`) && !intake.papers[paper.key])
  /** All that must be there, each as it is asked for. */
  function takeAll() {
    const all = papers
      .filter((paper) => needed.has(`documents.${paper.key}`) && !intake.papers[paper.key])
      .map(({ key, form, copies }): [string, Handed] => [key, { key, form, copies, files: [], names: [] }])
    onChange({ papers: { ...intake.papers, ...Object.fromEntries(all) } })
    // The box is gone with what was missing: what comes next is taking it in.
    requestAnimationFrame(() => document.querySelector<HTMLElement>('.intake [type="submit"]')?.focus())
  }
  if (papers.length === 0) return null
  return (
    <section>
      <h2>Giấy tờ</h2>
      {missing && (
        <label className="choice">
          <input type="checkbox" id="all-papers" checked={false} onChange={takeAll} />
          <span>Đã nhận đủ giấy tờ bắt buộc</span>
        </label>
      )}
      <ul className="checklist">
        {papers.map((paper) => (
          <Paper
            key={paper.key}
            name={paper.name.vi}
            id={paper.key}
            needed={needed.has(`documents.${paper.key}`)}
            start={{ key: paper.key, form: paper.form, copies: paper.copies, files: [], names: [] }}
            handed={intake.papers[paper.key] ?? null}
            error={errors[`documents.${paper.key}`]}
            citizenNumber={paper.digitise ? (intake.applicant.citizenNumber ?? '') : null}
            onChange={(handed) => put(paper.key, handed)}
          />
        ))}
      </ul>
      {(missing || intake.missingReason) && (
        <div className={errors.missingReason ? 'field refused' : 'field'}>
          <label htmlFor="missingReason">Vì sao vẫn tiếp nhận khi thiếu giấy tờ</label>
          {errors.missingReason && <span className="wrong">{errors.missingReason}</span>}
          <input
            id="missingReason"
            className="input"
            value={intake.missingReason}
            aria-invalid={errors.missingReason !== undefined}
            onChange={(event) => onChange({ missingReason: event.currentTarget.value })}
          />
        </div>
      )}
    </section>
  )
}

type PaperProps = {
  id: string
  name: string
  needed: boolean
  start: Handed
  handed: Handed | null
  error?: string
  /** Whose paper it is; null when this paper is not to be digitised. */
  citizenNumber: string | null
  onChange: (handed: Handed | null) => void
}
function Paper({ id, name, needed, start, handed, error, citizenNumber, onChange }: PaperProps) {
  const [said, setSaid] = useState<string | null>(null)
  async function attach(files: FileList | null) {
    if (!files || files.length === 0) return
    setSaid('Đang tải tệp lên…')
    try {
      const stored = await Promise.all([...files].map(handIn))
      const now = handed ?? start
      onChange({
        ...now,
        files: [...now.files, ...stored.map((file) => file.hash)],
        names: [...now.names, ...stored.map((file) => file.name)],
      })
      setSaid(null)
    } catch (problem) {
      setSaid(problem instanceof VaultProblem ? problem.message : sentence(problem))
    }
  }
  return (
    <li className={error ? 'refused' : ''}>
      <label className="choice">
        <input type="checkbox" checked={handed !== null} onChange={() => onChange(handed ? null : start)} />
        <span>
          {name} {!needed && <span className="quiet">(không bắt buộc)</span>}
        </span>
      </label>
      {error && <p className="wrong">{error}</p>}
      {handed && (
        <div className="paper-line">
          <select
            aria-label={`Dạng bản của ${name}`}
            className="input"
            value={handed.form}
            onChange={(event) => onChange({ ...handed, form: event.currentTarget.value as Handed['form'] })}
          >
            {Object.entries(FORM_NAMES).map(([value, text]) => (
              <option key={value} value={value}>
                {text}
              </option>
            ))}
          </select>
          <input
            type="number"
            min={1}
            max={50}
            aria-label={`Số bản của ${name}`}
            className="input copies"
            value={handed.copies}
            onChange={(event) =>
              onChange({ ...handed, copies: Math.max(1, Number(event.currentTarget.value) || 1) })
            }
          />
          <input
            type="file"
            multiple
            accept="application/pdf,image/*"
            aria-label={`Bản quét hoặc ảnh của ${name}`}
            id={`file-${id}`}
            onChange={(event) => void attach(event.currentTarget.files)}
          />
          {handed.names.length > 0 && (
            <span>
              {handed.names.join(', ')}{' '}
              <button
                type="button"
                className="plain-button"
                onClick={() => onChange({ ...handed, files: [], names: [], paper: undefined })}
              >
                Bỏ tệp
              </button>
            </span>
          )}
        </div>
      )}
      {citizenNumber !== null && (
        <Digitised
          title={name}
          citizenNumber={citizenNumber}
          paper={handed?.paper}
          onPaper={(paper) => {
            const now = handed ?? start
            onChange({ ...now, paper: paper.id, names: [...now.names, paper.title] })
          }}
        />
      )}
      {said && <p role="status">{said}</p>}
    </li>
  )
}
