import './flow.css'
import { useMemo, useState } from 'react'
import type { Forecast } from '../../../../src/blocks/procedure/model/simulate/scenario.ts'
import { ApiProblem, act, sentence } from '../../api.ts'
import { useKept } from '../../kept.ts'
import { type Chosen, Diagram, type Mark } from '../diagram/Diagram.tsx'
import { type Flow, readFlow } from '../diagram/flow.ts'
import { useDraft } from '../use-draft.ts'
import { byHand, ForecastTables, quantity } from './ForecastTables.tsx'
import { FRESH, type Typed, toScenario, WorkloadForm } from './WorkloadForm.tsx'

/** How the flow would fare under a volume of dossiers with an agency's people: queue, share late, bottleneck. */
export function Component() {
  const { draft, content, save } = useDraft()
  const flow = useMemo(() => readFlow(content.definition), [content.definition])
  const [typed, setTyped] = useKept<Typed>(`simulation.${draft.id}`, FRESH)
  const [forecast, setForecast] = useState<Forecast | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const [errors, setErrors] = useState<Record<string, string>>({})
  const [busy, setBusy] = useState(false)
  const [chosen, setChosen] = useState<Chosen>(null)

  async function run(): Promise<void> {
    setBusy(true)
    setProblem(null)
    setErrors({})
    try {
      await save()
      const scenario = { draft: draft.id, ...toScenario(typed, flow) }
      const found = await act<Forecast>('/procedures/simulate', scenario, 'simulation')
      setForecast(found)
      setChosen(found.bottleneck ? rowOf(flow, found.bottleneck.state) : null)
    } catch (error) {
      setForecast(null)
      setProblem(sentence(error))
      if (error instanceof ApiProblem)
        setErrors(Object.fromEntries(error.errors.map(({ path, message }) => [path, message])))
    } finally {
      setBusy(false)
    }
  }
  const marks = useMemo(() => (forecast ? marksOf(forecast) : undefined), [forecast])
  return (
    <div className="stack">
      <h2>Mô phỏng</h2>
      <p className="quiet">
        Ước tính trước khi ban hành: với số hồ sơ và số người này, hồ sơ ùn ở bước nào và bao nhiêu phần trễ
        hạn. Máy chạy thử từng hồ sơ qua chính các bước, thao tác và lịch làm việc của bản thảo.
      </p>
      <div className="flow-bench">
        <div className="stack flow-tables">
          <WorkloadForm
            flow={flow}
            typed={typed}
            errors={errors}
            busy={busy}
            onChange={setTyped}
            onRun={() => void run()}
          />
          {problem && (
            <p className="error-box" role="alert">
              {problem}
            </p>
          )}
          <div role="status">{forecast && <Headline forecast={forecast} />}</div>
          {forecast && (
            <ForecastTables
              forecast={forecast}
              chosen={stateOf(flow, chosen)}
              onChoose={(key) => setChosen(rowOf(flow, key))}
            />
          )}
        </div>
        <div className="flow-side">
          <Diagram flow={flow} chosen={chosen} onChoose={setChosen} marks={marks} />
        </div>
      </div>
    </div>
  )
}

const stateOf = (flow: Flow, chosen: Chosen): string | null =>
  flow.states.find(({ at }) => chosen === `states.${at}`)?.key ?? null
const rowOf = (flow: Flow, key: string): Chosen => {
  const state = flow.states.find((each) => each.key === key)
  return state ? `states.${state.at}` : null
}

function Headline({ forecast }: { forecast: Forecast }) {
  const { lateShare, bottleneck, overloaded, finished, received, hours } = forecast
  return (
    <div className={overloaded ? 'soon-box stack' : 'done-box stack'}>
      <p>
        Trong {forecast.days} ngày làm việc: nhận {quantity(received)} hồ sơ, giải quyết xong{' '}
        {quantity(finished)}
        {lateShare === null
          ? '.'
          : `; trễ hạn ${quantity(lateShare * 100, 1)} % (${quantity(forecast.late)} hồ sơ).`}
        {hours && ` Một hồ sơ mất trung bình ${quantity(hours.mean, 1)} giờ làm việc.`}
      </p>
      <p>
        {bottleneck ? (
          <>
            Nút thắt: <strong>{bottleneck.name}</strong>. {bottleneck.reason}
          </>
        ) : (
          'Không bước nào ùn.'
        )}
        {overloaded && ' Việc đến nhiều hơn sức làm: hàng chờ sẽ dài thêm mãi.'}
      </p>
    </div>
  )
}

/** Two lines in each box of the diagram where dossiers wait for a hand; the bottleneck by name. */
function marksOf({ steps, bottleneck }: Forecast): Map<string, Mark> {
  return new Map(
    steps.filter(byHand).map((step) => [
      step.state,
      {
        lines: [
          `Chờ tay: ${quantity(step.meanQueue, 1)} hồ sơ`,
          `Chờ ${quantity(step.meanWaitHours, 1)} giờ`,
        ],
        worst: bottleneck?.state === step.state,
      },
    ]),
  )
}
