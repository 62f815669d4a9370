import './flow.css'
import { useEffect, useMemo, useState } from 'react'
import { useSearchParams } from 'react-router'
import type { DraftDefinition } from '../../../../src/blocks/procedure/contract.ts'
import { NATIONAL_STATUSES } from '../../../../src/blocks/procedure/model/national-statuses.ts'
import { type Chosen, Diagram } from '../diagram/Diagram.tsx'
import { readFlow } from '../diagram/flow.ts'
import { CLOCKS, PHASES, ROLES } from '../diagram/words.ts'
import { Found, SelectAt } from '../inputs.tsx'
import { useDraft } from '../use-draft.ts'
import { MoveForm } from './MoveForm.tsx'
import { ReadyFlows } from './ReadyFlows.tsx'
import { StateForm } from './StateForm.tsx'
import { TableRows } from './TableRows.tsx'

type DraftState = NonNullable<NonNullable<DraftDefinition['states']>[number]>
type DraftMove = NonNullable<NonNullable<DraftDefinition['moves']>[number]>

/** What most steps that are added are: handled by a specialist while the term runs. */
const ORDINARY: DraftState = {
  status: 4,
  phase: 'working',
  clock: 'runs',
  role: 'specialist',
  holder: 'agency',
}

/** Steps and moves as tables; the diagram beside them draws itself while they are edited. */
export function Component() {
  const { content, findings } = useDraft()
  const flow = useMemo(() => readFlow(content.definition), [content.definition])
  const [chosen, choose] = useChosen()
  const wrong = useMemo(
    () => new Set(findings.map(({ place }) => place.split('.').slice(0, 2).join('.'))),
    [findings],
  )
  const opened = (path: 'states' | 'moves') =>
    chosen?.startsWith(`${path}.`) ? Number(chosen.slice(path.length + 1)) : null
  const states = flow.states.map(({ key, name }) => ({ value: key, label: name }))
  const nameOf = (key: string | undefined) =>
    flow.states.find((state) => state.key === key)?.name ?? (key ? `“${key}” (không có)` : '–')

  return (
    <div className="flow-bench">
      <div className="stack flow-tables">
        <h2>Các bước và thao tác</h2>
        <p className="to-diagram">
          <a href="#flow-diagram">Xem sơ đồ ở cuối trang</a>
        </p>
        <ReadyFlows empty={flow.states.length === 0} />
        <Found findings={findings.filter(({ place }) => place === 'states' || place === 'moves')} />
        <h3 id="flow-start">Bắt đầu</h3>
        <div className="side-by-side">
          <SelectAt path="initial.online" label="Hồ sơ nộp trực tuyến bắt đầu ở" options={states} />
          <SelectAt path="initial.desk" label="Hồ sơ nhận tại quầy bắt đầu ở" options={states} />
        </div>
        <h3>Bước</h3>
        <TableRows<DraftState>
          path="states"
          caption="Các bước của quy trình"
          noun="bước"
          name={(_, at) => flow.states[at]?.name ?? ''}
          open={opened('states')}
          onOpen={(at) => choose(at === null ? null : `states.${at}`)}
          edit={(at) => <StateForm at={at} />}
          fresh={() => ({ ...ORDINARY, key: '', name: { vi: '' }, citizenText: { vi: '' } })}
          columns={[
            { name: 'Bước', show: (state) => state.name?.vi || 'Bước chưa đặt tên' },
            {
              name: 'Trạng thái quốc gia',
              extra: true,
              show: (state) =>
                state.status ? `${state.status} – ${NATIONAL_STATUSES[state.status] ?? '?'}` : '–',
            },
            {
              name: 'Giai đoạn, thời hạn',
              extra: true,
              show: (state) => (
                <>
                  {state.phase ? PHASES[state.phase] : '–'}
                  <br />
                  <span className="quiet">{state.clock ? CLOCKS[state.clock] : '–'}</span>
                </>
              ),
            },
            {
              name: 'Người giữ, giờ dự kiến',
              show: (state) => (
                <>
                  {state.role ? ROLES[state.role] : '–'}
                  {state.allowanceHours !== undefined && (
                    <span className="quiet"> · {state.allowanceHours.toString().replace('.', ',')} giờ</span>
                  )}
                </>
              ),
            },
          ]}
        />
        <h3>Thao tác</h3>
        <TableRows<DraftMove>
          path="moves"
          caption="Các thao tác chuyển bước"
          noun="thao tác"
          name={(_, at) => flow.moves[at]?.name ?? ''}
          open={opened('moves')}
          onOpen={(at) => choose(at === null ? null : `moves.${at}`)}
          edit={(at) => <MoveForm at={at} states={states} />}
          fresh={() => ({ key: '', name: { vi: '' }, from: [], who: [], kind: 'forward' })}
          columns={[
            { name: 'Thao tác', show: (move) => move.name?.vi || 'Thao tác chưa đặt tên' },
            { name: 'Từ bước', show: (move) => several((move.from ?? []).map(nameOf)) },
            { name: 'Đến bước', show: (move) => nameOf(move.to) },
            {
              name: 'Người làm',
              extra: true,
              show: (move) => (move.who ?? []).map((role) => (role ? ROLES[role] : '')).join(', ') || '–',
            },
          ]}
        />
      </div>
      <div className="flow-side" id="flow-diagram">
        <Diagram flow={flow} chosen={chosen} onChoose={(row) => choose(row, true)} wrong={wrong} />
      </div>
    </div>
  )
}

/** The first of many by name, the others by number: the open row lists them all. */
function several(names: string[]): string {
  const [first, ...others] = names
  if (first === undefined) return '–'
  return others.length > 1 ? `${first} và ${others.length} bước khác` : names.join('; ')
}

/** The row opened in a table and standing out in the diagram; an address that names a place opens its row. */
function useChosen(): [Chosen, (chosen: Chosen, bring?: boolean) => void] {
  const [search] = useSearchParams()
  const wanted = rowOf(search.get('cho') ?? '')
  const [chosen, setChosen] = useState<Chosen>(wanted)
  useEffect(() => {
    if (wanted) setChosen(wanted)
  }, [wanted])
  return [
    chosen,
    (next, bring) => {
      setChosen(next)
      if (bring && next) setTimeout(() => document.getElementById(next)?.scrollIntoView({ block: 'nearest' }))
    },
  ]
}

function rowOf(place: string): Chosen {
  const [, row] = /^((?:states|moves)\.\d+)(?:\.|$)/.exec(place) ?? []
  return (row as Chosen | undefined) ?? null
}
