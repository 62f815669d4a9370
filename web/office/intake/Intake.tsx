import './intake.css'
import { useEffect, useState } from 'react'
import { useMe } from '../frame/Frame.tsx'
import { keep, recall } from '../kept.ts'
import { useCounter } from '../offline/counter.ts'
import type { Entry } from '../offline/entries.ts'
import { Kept } from '../offline/Kept.tsx'
import { OfflineStrip } from '../offline/OfflineStrip.tsx'
import { registerWorker } from '../offline/register.ts'
import { CounterStrip } from '../schedule/CounterStrip.tsx'
import { noteDossier } from '../schedule/made.ts'
import { Given } from './Given.tsx'
import { IntakeForm } from './IntakeForm.tsx'
import { freshIntake, type Intake, type Issued } from './parts.ts'
import { noteUsual } from './usual.ts'

/** Taking in one dossier at the counter, top to bottom by keyboard; then its code, Mẫu 01, and the next one. */
export function Component() {
  const [intake, setIntake] = useState<Intake>(() => recall<Intake>('intake') ?? freshIntake())
  const [issued, setIssued] = useState<Issued | null>(null)
  const [kept, setKept] = useState<Entry | null>(null)
  /** What the server said of a dossier that waits to be mended, by path. */
  const [mending, setMending] = useState<Record<string, string>>({})
  const me = useMe()
  const counter = useCounter(me)
  useEffect(() => {
    document.title = 'Tiếp nhận hồ sơ'
    registerWorker()
  }, [])
  useEffect(() => {
    if (!issued && !kept) keep('intake', intake)
  }, [intake, issued, kept])

  function next() {
    setIntake(freshIntake())
    setIssued(null)
    setKept(null)
    setMending({})
  }
  function mend(entry: Entry) {
    if (!entry.intake) return
    const { detail = '', errors = [] } = entry.refused ?? {}
    setIssued(null)
    setKept(null)
    setIntake(entry.intake)
    setMending(Object.fromEntries([...errors.map((each) => [each.path, each.message]), ['', detail]]))
  }
  const strip = (
    <>
      <CounterStrip />
      <OfflineStrip counter={counter} onMend={mend} />
    </>
  )
  if (issued)
    return (
      <>
        {strip}
        <Given receipt={issued} intake={intake} onNext={next} />
      </>
    )
  if (kept)
    return (
      <>
        {strip}
        <Kept entry={kept} onNext={next} />
      </>
    )
  return (
    <>
      {strip}
      <IntakeForm
        key={intake.id}
        intake={intake}
        counter={counter}
        told={mending}
        onChange={(part) => setIntake((before) => ({ ...before, ...part }))}
        onApplicant={(part) =>
          setIntake((before) => ({ ...before, applicant: { ...before.applicant, ...part } }))
        }
        onIssued={(receipt) => {
          lately(me.account, intake)
          noteDossier(receipt.code)
          sessionStorage.removeItem('tan-trao.intake')
          setIssued(receipt)
        }}
        onKept={(entry) => {
          lately(me.account, intake)
          sessionStorage.removeItem('tan-trao.intake')
          setKept(entry)
        }}
        onClear={next}
      />
    </>
  )
}

/** Offered first the next time. */
function lately(account: string, { procedure, agency }: Intake): void {
  if (procedure) noteUsual(account, { ...procedure, agency, typed: {}, favourite: false })
}
