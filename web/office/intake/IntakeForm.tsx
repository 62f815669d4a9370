import { Button } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import { ApiProblem, act, sentence } from '../api.ts'
import type { Procedure } from '../dossier/definition.ts'
import { Dialog } from '../frame/Dialog.tsx'
import { useMe } from '../frame/Frame.tsx'
import { type Counter, refresh, sendNow } from '../offline/counter.ts'
import type { Entry } from '../offline/entries.ts'
import { lineIsUp } from '../offline/line.ts'
import { PinForm } from '../offline/PinForm.tsx'
import { takeHere } from '../offline/taking.ts'
import { unlock, unlocked, VaultProblem } from '../offline/vault.ts'
import { AgencyField } from './AgencyField.tsx'
import { AnswerFields } from './AnswerFields.tsx'
import { ApplicantFields } from './ApplicantFields.tsx'
import { useDue } from './due.ts'
import { PaperChecklist } from './PaperChecklist.tsx'
import { ProcedureSearch } from './ProcedureSearch.tsx'
import { PromisePanel } from './PromisePanel.tsx'
import { type Intake, type Issued, lacking, receiveInput } from './parts.ts'
import { useProcedure } from './procedure.ts'
import { usualOf } from './usual.ts'

type Props = {
  intake: Intake
  counter: Counter
  /** What was refused of it before, by path; under '' the whole. */
  told: Record<string, string>
  onChange: (part: Partial<Intake>) => void
  onApplicant: (part: Intake['applicant']) => void
  onIssued: (receipt: Issued) => void
  onKept: (entry: Entry) => void
  onClear: () => void
}

/** One dossier being taken in: who asks, for what, with which papers, promised when. */
export function IntakeForm({
  intake,
  counter,
  told,
  onChange,
  onApplicant,
  onIssued,
  onKept,
  onClear,
}: Props) {
  const { '': refused = null, ...toMend } = told
  const [errors, setErrors] = useState<Record<string, string>>(toMend)
  const [problem, setProblem] = useState<string | null>(refused)
  const [busy, setBusy] = useState(false)
  const [locked, setLocked] = useState(false)
  const form = useRef<HTMLFormElement>(null)
  const me = useMe()
  const procedure = useProcedure(intake.procedure?.code, setProblem)
  const due = useDue(intake, procedure)
  const [jump, setJump] = useState(false)
  const latest = useRef({ intake, procedure })
  latest.current = { intake, procedure }
  const waits = counter.entries.some(({ id }) => id === intake.id)

  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each procedure
  useEffect(() => {
    if (!procedure || intake.agency) return
    // Mostly a desk takes in for its own agency; where it may decide, that stands there already.
    const own = procedure.agencies.find((agency) => agency.code === me.agency?.code)
    const only = procedure.agencies.length === 1 ? procedure.agencies[0] : undefined
    if (own ?? only) onChange({ agency: (own ?? only)!.code })
  }, [procedure])

  // Chosen by keyboard, the procedure shows what it asks first, once the applicant's record has flowed into it.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each choice; what it reads is the latest by itself
  useEffect(() => {
    if (!jump || !procedure) return
    const timer = setTimeout(() => {
      setJump(false)
      if (document.activeElement?.id === 'procedure') goOn()
    }, SETTLES_MS)
    return () => clearTimeout(timer)
  }, [jump, procedure])

  /** To the first thing still asked; when nothing is, to the button that takes it in. */
  function goOn() {
    const [path = ''] = Object.keys(lacking(latest.current.intake, latest.current.procedure))
    focusOn(form.current, path)
  }

  async function submit() {
    const found = lacking(intake, procedure)
    setErrors(found)
    setProblem(null)
    if (!procedure || Object.keys(found).length > 0) return showFirst()
    setBusy(true)
    try {
      // One that waits on this device goes on from there, under its local number.
      if (waits || (!lineIsUp() && counter.hasPin)) return await keepHere(procedure)
      onIssued(
        await act<Issued>('/dossiers/received', receiveInput(intake, procedure), `intake.${intake.id}`),
      )
    } catch (error) {
      if (error instanceof ApiProblem && error.status === 0 && counter.hasPin)
        return await keepHere(procedure)
      setProblem(sentence(error))
      if (error instanceof ApiProblem) {
        setErrors(Object.fromEntries(error.errors.map((each) => [each.path, each.message])))
        if (error.errors.length > 0) showFirst()
      }
    } finally {
      setBusy(false)
    }
  }
  async function keepHere(chosen: Procedure) {
    if (unlocked()?.me.account !== me.account) return setLocked(true)
    try {
      const entry = await takeHere(intake, chosen, due?.firstDueAt ?? null)
      onKept(entry)
      await refresh(me.account)
      void sendNow(me.account)
    } catch (error) {
      setProblem(error instanceof VaultProblem ? error.message : sentence(error))
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
    <>
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
            if (event.target.id !== 'card' && event.target.type !== 'file') goOn()
          }
        }}
      >
        <div className="intake-main">
          <h1>Tiếp nhận hồ sơ</h1>
          <ApplicantFields
            applicant={intake.applicant}
            onBehalfOf={intake.onBehalfOf}
            errors={errors}
            onApplicant={onApplicant}
            onOnBehalfOf={(onBehalfOf) => onChange({ onBehalfOf })}
          />
          <ProcedureSearch
            chosen={intake.procedure}
            error={errors.procedure}
            usual={usualOf(me.account)}
            onChosen={(chosen, usual) => {
              setJump(true)
              const { agency = '', typed = {} } = usual ?? {}
              onChange({ procedure: chosen, agency, typed, papers: {} })
            }}
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
          <PromisePanel intake={intake} procedure={procedure} due={due} onChange={onChange} />
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
      <Dialog opened={locked} onClose={() => setLocked(false)} title="Mở khóa quầy">
        <p className="quiet">Mất mạng: nhập mã PIN ngoại tuyến để giữ hồ sơ này trong máy.</p>
        <PinForm
          label="Mã PIN ngoại tuyến"
          button="Mở khóa và giữ hồ sơ"
          onPin={async (pin) => {
            await unlock(me.account, pin)
            setLocked(false)
            if (procedure) await keepHere(procedure)
          }}
        />
      </Dialog>
    </>
  )
}

const SETTLES_MS = 60

/** Where a path of `lacking` is answered. */
function focusOn(form: HTMLFormElement | null, path: string): void {
  const place =
    path === ''
      ? '[type="submit"]'
      : path.startsWith('answers.')
        ? `[name="${path}"], [name^="${path}."]`
        : path === 'missingReason'
          ? '#all-papers'
          : `[id="${path}"]`
  form?.querySelector<HTMLElement>(place)?.focus()
}
