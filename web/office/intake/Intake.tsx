import './intake.css'
import { Button } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import { ApiProblem, act, ask, sentence } from '../api.ts'
import type { Procedure } from '../dossier/definition.ts'
import { useMe } from '../frame/Frame.tsx'
import { keep, recall } from '../kept.ts'
import { AnswerFields } from './AnswerFields.tsx'
import { ApplicantFields } from './ApplicantFields.tsx'
import { Given } from './Given.tsx'
import { PaperChecklist } from './PaperChecklist.tsx'
import { ProcedureSearch } from './ProcedureSearch.tsx'
import { PromisePanel } from './PromisePanel.tsx'
import { freshIntake, type Intake, type Issued, lacking, receiveInput } from './parts.ts'

/** Taking in one dossier at the counter, top to bottom by keyboard; then its code, Mẫu 01, and the next one. */
export function Component() {
  const [intake, setIntake] = useState<Intake>(() => recall<Intake>('intake') ?? freshIntake())
  const [issued, setIssued] = useState<Issued | null>(null)
  useEffect(() => {
    document.title = 'Tiếp nhận hồ sơ'
  }, [])
  useEffect(() => {
    if (!issued) keep('intake', intake)
  }, [intake, issued])

  function next() {
    setIntake(freshIntake())
    setIssued(null)
  }
  if (issued) return <Given receipt={issued} applicant={intake.applicant.name ?? ''} onNext={next} />
  return (
    <IntakeForm
      key={intake.id}
      intake={intake}
      onChange={(part) => setIntake((before) => ({ ...before, ...part }))}
      onIssued={(receipt) => {
        sessionStorage.removeItem('tan-trao.intake')
        setIssued(receipt)
      }}
      onClear={next}
    />
  )
}

type Props = {
  intake: Intake
  onChange: (part: Partial<Intake>) => void
  onIssued: (receipt: Issued) => void
  onClear: () => void
}

function IntakeForm({ intake, onChange, onIssued, onClear }: Props) {
  const [procedure, setProcedure] = useState<Procedure | null>(null)
  const [errors, setErrors] = useState<Record<string, string>>({})
  const [problem, setProblem] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const form = useRef<HTMLFormElement>(null)
  const me = useMe()
  const code = intake.procedure?.code

  // biome-ignore lint/correctness/useExhaustiveDependencies: only another procedure is fetched
  useEffect(() => {
    if (!code) return setProcedure(null)
    const stop = new AbortController()
    ask<Procedure>(`/procedures/${code}`, {}, stop.signal)
      .then((found) => {
        setProcedure(found)
        if (intake.agency) return
        // Mostly a desk takes in for its own agency; where it may decide, that stands there already.
        const own = found.agencies.find((agency) => agency.code === me.agency?.code)
        const only = found.agencies.length === 1 ? found.agencies[0] : undefined
        if (own ?? only) onChange({ agency: (own ?? only)!.code })
      })
      .catch((error) => {
        if (!stop.signal.aborted) setProblem(sentence(error))
      })
    return () => stop.abort()
  }, [code])

  async function submit() {
    const found = lacking(intake, procedure)
    setErrors(found)
    setProblem(null)
    if (!procedure || Object.keys(found).length > 0) return showFirst()
    setBusy(true)
    try {
      onIssued(
        await act<Issued>('/dossiers/received', receiveInput(intake, procedure), `intake.${intake.id}`),
      )
    } catch (error) {
      setProblem(sentence(error))
      if (error instanceof ApiProblem) {
        setErrors(Object.fromEntries(error.errors.map((each) => [each.path, each.message])))
        if (error.errors.length > 0) showFirst()
      }
    } finally {
      setBusy(false)
    }
  }
  /** The first wrong field gets the focus once the page shows it. */
  function showFirst() {
    requestAnimationFrame(() => {
      const wrong = form.current?.querySelector<HTMLElement>(
        '[aria-invalid="true"], .refused input, .refused select',
      )
      wrong?.focus()
      wrong?.scrollIntoView({ block: 'center' })
    })
  }

  return (
    <form
      ref={form}
      className="intake"
      noValidate
      autoComplete="off"
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && event.ctrlKey) {
          event.preventDefault()
          void submit()
        } else if (
          event.key === 'Enter' &&
          event.target instanceof HTMLInputElement &&
          event.target.type !== 'submit'
        ) {
          // A scanner ends its text with Enter; a half-filled form must not be sent by it.
          event.preventDefault()
        }
      }}
    >
      <div className="intake-main">
        <h1>Tiếp nhận hồ sơ</h1>
        <ApplicantFields
          applicant={intake.applicant}
          onBehalfOf={intake.onBehalfOf}
          errors={errors}
          onApplicant={(part) => onChange({ applicant: { ...intake.applicant, ...part } })}
          onOnBehalfOf={(onBehalfOf) => onChange({ onBehalfOf })}
        />
        <ProcedureSearch
          chosen={intake.procedure}
          error={errors.procedure}
          onChosen={(chosen) => onChange({ procedure: chosen, agency: '', typed: {}, papers: {} })}
        />
        {procedure && (
          <>
            <AgencyField
              procedure={procedure}
              value={intake.agency}
              error={errors.agency}
              onChange={(agency) => onChange({ agency })}
            />
            <AnswerFields
              procedure={procedure}
              intake={intake}
              errors={errors}
              onTyped={(typed) => onChange({ typed })}
            />
            <PaperChecklist procedure={procedure} intake={intake} errors={errors} onChange={onChange} />
          </>
        )}
      </div>
      <aside className="intake-side" aria-label="Hẹn trả và tiếp nhận">
        <PromisePanel intake={intake} procedure={procedure} onChange={onChange} />
        {problem && (
          <p className="error-box" role="alert">
            {problem}
          </p>
        )}
        {Object.keys(errors).length > 0 && (
          <div className="error-box" role="alert">
            <ul>
              {Object.entries(errors).map(([path, message]) => (
                <li key={path}>{message}</li>
              ))}
            </ul>
          </div>
        )}
        <div className="buttons">
          <Button type="submit" loading={busy}>
            Tiếp nhận, cấp mã
          </Button>
          <button type="button" className="plain-button" onClick={onClear}>
            Xóa, nhập lại
          </button>
        </div>
        <p className="quiet">Ctrl + Enter để tiếp nhận. Nội dung được giữ lại cho đến khi có mã hồ sơ.</p>
      </aside>
    </form>
  )
}

type AgencyProps = { procedure: Procedure; value: string; error?: string; onChange: (agency: string) => void }
function AgencyField({ procedure, value, error, onChange }: AgencyProps) {
  return (
    <section>
      <h2>Cơ quan giải quyết</h2>
      <div className={error ? 'field refused' : 'field'}>
        <label htmlFor="agency">Cơ quan có thẩm quyền</label>
        {error && <span className="wrong">{error}</span>}
        <select
          id="agency"
          className="input"
          value={value}
          aria-invalid={error !== undefined}
          onChange={(event) => onChange(event.currentTarget.value)}
        >
          <option value="">Chọn cơ quan</option>
          {procedure.agencies.map((agency) => (
            <option key={agency.code} value={agency.code}>
              {agency.name}
            </option>
          ))}
        </select>
      </div>
    </section>
  )
}
