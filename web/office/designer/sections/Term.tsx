import './flow.css'
import { useEffect, useState } from 'react'
import type { DraftView, ProcedureView } from '../../../../src/blocks/procedure/contract.ts'
import type { TraceLine } from '../../../../src/kernel/due-date-trace.ts'
import { explainTrace } from '../../../../src/kernel/explain-due-date.ts'
import { formatDay, formatTime } from '../../../../src/kernel/vietnamese.ts'
import { act, ask, sentence } from '../../api.ts'
import { UNITS } from '../diagram/words.ts'
import { Found, Locked, NumberAt, SelectAt, TextAt } from '../inputs.tsx'
import { lockedByCatalogue, useDraft } from '../use-draft.ts'
import { optionsOf } from './StateForm.tsx'

const RESUME = {
  continue: 'Tính tiếp phần còn lại',
  restart: 'Tính lại từ đầu',
}
const SILENCE = {
  none: 'Không có hệ quả do luật định',
  approve: 'Coi như đồng ý',
  refuse: 'Coi như không đồng ý',
}

/** The legal term, how it goes on after a pause, and the day it would give now. */
export function Component() {
  const { content, findings } = useDraft()
  const clock = content.definition.clock ?? {}
  return (
    <div className="stack">
      <h2>Thời hạn giải quyết</h2>
      <Locked path="clock.term" />
      <Found findings={findings.filter(({ place }) => place === 'clock')} />
      <div className="side-by-side">
        <SelectAt path="clock.unit" label="Tính theo" options={optionsOf(UNITS)} />
        {clock.unit === 'sameDay' ? (
          <TextAt
            path="clock.cutoff"
            label="Giờ chốt nhận trong ngày"
            type="time"
            help="Nhận sau giờ này thì trả trong ngày làm việc tiếp theo."
            optional
          />
        ) : (
          <TermAt />
        )}
        <SelectAt
          path="clock.resume"
          label="Sau khi người dân bổ sung"
          help="Thời hạn tạm dừng trong lúc chờ người dân."
          options={optionsOf(RESUME)}
        />
        <SelectAt
          path="clock.silence"
          label="Quá hạn mà cơ quan không trả lời"
          options={optionsOf(SILENCE)}
        />
      </div>
      <ConsultationAt />
      <Example />
      <StepSum />
    </div>
  )
}

/** The clock of another agency's opinion; without one of its own the consulting step's hours are the term. */
function ConsultationAt() {
  const { content, change, locked } = useDraft()
  const own = content.definition.consultation !== undefined
  const start = { term: 3, unit: 'workingDays', silence: 'wait' }
  return (
    <fieldset className="at">
      <legend>Lấy ý kiến cơ quan khác</legend>
      <label>
        <input
          type="checkbox"
          checked={own}
          disabled={locked('consultation')}
          onChange={(event) => change('consultation', event.target.checked ? start : undefined)}
        />{' '}
        Thời hạn trả lời riêng (nếu không: theo số giờ dự kiến của bước lấy ý kiến)
      </label>
      {own && (
        <div className="side-by-side">
          <NumberAt path="consultation.term" label="Thời hạn trả lời ý kiến" size="short" />
          <SelectAt
            path="consultation.unit"
            label="Tính thời hạn ý kiến theo"
            options={[
              { value: 'workingHours', label: UNITS.workingHours },
              { value: 'workingDays', label: UNITS.workingDays },
            ]}
          />
          <SelectAt
            path="consultation.silence"
            label="Hết hạn mà không có ý kiến"
            options={[
              { value: 'wait', label: 'Chờ đến khi có ý kiến' },
              { value: 'agree', label: 'Coi như đồng ý' },
            ]}
          />
        </div>
      )}
    </fieldset>
  )
}

/** The number of days or hours; that the law gives none is a choice of its own, not an empty field. */
function TermAt() {
  const { draft, content, change, locked } = useDraft()
  const { term, unit } = content.definition.clock ?? {}
  return (
    <div className="stack">
      {term !== null && (
        <NumberAt
          path="clock.term"
          label="Thời hạn theo pháp luật"
          unit={unit ? UNITS[unit] : ''}
          size="short"
        />
      )}
      <label className="choice">
        <input
          type="checkbox"
          disabled={locked('clock.term') || lockedByCatalogue(draft, 'clock.term')}
          checked={term === null}
          onChange={(event) => change('clock.term', event.target.checked ? null : undefined)}
        />
        <span>Pháp luật không quy định thời hạn</span>
      </label>
    </div>
  )
}

type Answer = { dueAt: string; explained: string[] } | { problem: string } | null

/** The day a dossier would be due if it were received now: the number made visible while it is typed. */
function Example() {
  const { draft, content, saves } = useDraft()
  const { term, unit } = content.definition.clock ?? {}
  const [answer, setAnswer] = useState<Answer>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the same-day term is read from what was last saved
  useEffect(() => {
    let current = true
    const wait = setTimeout(async () => {
      const next = await dueNow(draft, term, unit).catch((error) => ({ problem: sentence(error) }))
      if (current) setAnswer(next)
    }, 300)
    return () => {
      current = false
      clearTimeout(wait)
    }
  }, [draft.id, term, unit, content.definition.clock?.cutoff, saves])
  return (
    <section className="note" aria-labelledby="due-example">
      <h3 id="due-example">Nếu được tiếp nhận ngay bây giờ</h3>
      <div role="status">
        {answer === null && <p>Chọn thời hạn để thấy ngày hẹn trả.</p>}
        {answer && 'problem' in answer && <p>{answer.problem}</p>}
        {answer && 'dueAt' in answer && (
          <p>
            Hẹn trả <strong>{`${formatTime(answer.dueAt)}, ${formatDay(answer.dueAt)}`}</strong>.
          </p>
        )}
      </div>
      {answer && 'dueAt' in answer && answer.explained.length > 0 && (
        <details>
          <summary>Vì sao ngày này?</summary>
          <ol>
            {answer.explained.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ol>
        </details>
      )}
    </section>
  )
}

async function dueNow(
  draft: DraftView,
  term: number | null | undefined,
  unit: keyof typeof UNITS | undefined,
): Promise<Answer> {
  if (unit === 'sameDay') {
    const view = await ask<ProcedureView>(`/procedure-drafts/${draft.id}/preview`)
    return view.dueIfReceivedNow ? { dueAt: view.dueIfReceivedNow, explained: [] } : null
  }
  if (term === null) return { problem: 'Không có thời hạn luật định nên không hẹn ngày trả.' }
  if (!term || !unit) return null
  const { dueAt, trace } = await act<{ dueAt: string; trace: TraceLine[] }>(
    '/calendar/due-date',
    { receivedAt: new Date().toISOString(), term, unit },
    'due-example',
  )
  return { dueAt, explained: explainTrace(trace) }
}

/** What the steps are meant to take beside what the law allows. */
function StepSum() {
  const { content } = useDraft()
  const states = (content.definition.states ?? []).filter(
    (state) => state?.clock === 'runs' && typeof state.allowanceHours === 'number',
  )
  if (states.length === 0) return null
  const hours = states.reduce((sum, state) => sum + (state?.allowanceHours ?? 0), 0)
  return (
    <details>
      <summary>
        Số giờ dự kiến của {states.length} bước đang tính thời hạn cộng lại: {String(hours).replace('.', ',')}{' '}
        giờ làm việc
      </summary>
      <ol>
        {states.map((state) => (
          <li key={state?.key}>
            {state?.name?.vi}: {String(state?.allowanceHours).replace('.', ',')} giờ
          </li>
        ))}
      </ol>
    </details>
  )
}
