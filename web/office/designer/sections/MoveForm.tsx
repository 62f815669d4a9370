import { ConditionAt } from '../conditions/ConditionAt.tsx'
import { answersOf } from '../conditions/operands.ts'
import { KINDS, NEEDS, ROLES } from '../diagram/words.ts'
import { Found, PhraseAt, SelectAt, TicksAt } from '../inputs.tsx'
import { KeyAt } from '../KeyAt.tsx'
import { useDraft } from '../use-draft.ts'
import { EffectsAt } from './EffectsAt.tsx'
import { optionsOf } from './StateForm.tsx'

type Option = { value: string; label: string }

/** One move: who takes it from where to where, when it is offered, what it asks for and what it sets going. */
export function MoveForm({ at, states }: { at: number; states: Option[] }) {
  const { content, findings } = useDraft()
  const path = `moves.${at}`
  const moves = content.definition.moves ?? []
  const outcomes = (content.definition.outcomes ?? []).map((outcome) => ({
    value: outcome?.key ?? '',
    label: outcome?.name?.vi || outcome?.key || 'Kết quả chưa đặt tên',
  }))
  const operands = [
    ...answersOf(content),
    { path: 'dossier.outcome', label: 'Kết quả đã đề xuất', kind: 'choice', options: outcomes },
  ]
  return (
    <>
      <Found findings={findings.filter(({ place }) => place === path)} />
      <PhraseAt path={`${path}.name`} label="Tên thao tác" maxLength={200} />
      <div className="side-by-side">
        <SelectAt path={`${path}.kind`} label="Loại thao tác" options={optionsOf(KINDS)} />
        <SelectAt path={`${path}.to`} label="Đến bước" options={states} />
        <SelectAt
          path={`${path}.outcome`}
          label="Kết quả"
          none="Không gắn với kết quả nào"
          options={outcomes}
        />
      </div>
      <div className="side-by-side">
        <TicksAt path={`${path}.from`} label="Từ bước" options={states} />
        <TicksAt path={`${path}.who`} label="Người làm" options={optionsOf(ROLES)} />
        <TicksAt path={`${path}.needs`} label="Phải có khi làm" options={optionsOf(NEEDS)} />
      </div>
      <ConditionAt
        path={`${path}.when`}
        label="Được làm khi nào"
        always="Lúc nào cũng được"
        when="Chỉ khi…"
        operands={operands}
        others={['applicant', 'dossier']}
      />
      <EffectsAt path={`${path}.effects`} />
      <details>
        <summary>Khóa của thao tác</summary>
        <KeyAt
          path={`${path}.key`}
          label="Khóa"
          help="Tên cố định để máy nhận ra thao tác này."
          from={moves[at]?.name?.vi ?? ''}
          taken={moves.map((each) => each?.key ?? '')}
        />
      </details>
    </>
  )
}
