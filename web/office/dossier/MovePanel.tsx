import { useEffect, useState } from 'react'
import { Link } from 'react-router'
import type { DossierView } from '../../../src/blocks/dossier/contract.ts'
import { type ApiProblem, ask, sentence } from '../api.ts'
import { forget, useKept } from '../kept.ts'
import { useKeys } from '../keys.ts'
import { workingSpan } from '../words.ts'
import { backToList } from '../worklist/trail.ts'
import type { Arrow, Marks, Procedure } from './definition.ts'
import { MoveForm } from './MoveForm.tsx'

type Props = {
  dossier: DossierView
  procedure: Procedure
  marks: Marks
  onMarks: (marks: Marks) => void
  onMarking: (marking: boolean) => void
  onChanged: (dossier: DossierView) => void
  next: string | null
}

/** Exactly the arrows this person may take now; the chosen one asks for what it needs, beside the form. */
export function MovePanel({ dossier, procedure, marks, onMarks, onMarking, onChanged, next }: Props) {
  const [chosen, setChosen] = useKept<string | null>(`chosen.${dossier.code}`, null)
  const [conflict, setConflict] = useState<string | null>(null)
  const [done, setDone] = useState<string | null>(null)
  const arrow = dossier.allowed.find((each) => each.key === chosen) ?? null
  const marking = arrow?.needs.includes('items') ?? false

  useEffect(() => onMarking(marking), [marking, onMarking])
  const choose = (each: Arrow | undefined) => {
    // Money is taken on the cashier's screen, with its receipt.
    if (!each || each.kind === 'confirmPayment') return
    setDone(null)
    setConflict(null)
    setChosen(each.key === chosen ? null : each.key)
  }
  useKeys(
    Object.fromEntries(
      Array.from({ length: 9 }, (_, at) => [String(at + 1), () => choose(dossier.allowed[at])]),
    ),
  )

  function moved(after: DossierView, by: Arrow) {
    forget(`move.${dossier.code}.`)
    forget(`marks.${dossier.code}`)
    onMarks({})
    setChosen(null)
    setConflict(null)
    setDone(`Đã ghi “${by.name}”. Hồ sơ đang ở bước “${after.state.name}”.`)
    onChanged(after)
  }

  /** Somebody was faster: the new state is shown, and what was typed stays for the arrows that remain. */
  async function overtaken(problem: ApiProblem) {
    setConflict(problem.message)
    try {
      onChanged(await ask<DossierView>(`/dossiers/${dossier.code}`))
    } catch (error) {
      setConflict(`${problem.message} ${sentence(error)}`)
    }
  }

  return (
    <section className="moves">
      <h2>Thao tác</h2>
      <div aria-live="polite">
        {done && (
          <p className="done-box">
            {done}{' '}
            {next ? (
              <Link to={`/ho-so/${next}`}>Hồ sơ tiếp theo (n)</Link>
            ) : (
              <Link to={backToList()}>Về danh sách (n)</Link>
            )}
          </p>
        )}
      </div>
      {conflict && (
        <p className="error-box" role="alert">
          {conflict} Trạng thái mới đã hiện trên trang; nội dung bạn nhập vẫn còn.
        </p>
      )}
      {dossier.allowed.length === 0 && <p className="quiet">{holder(dossier)}</p>}
      {secondIsBlocked(dossier) && (
        <p className="quiet">
          Hồ sơ đã được yêu cầu bổ sung một lần. Yêu cầu lần thứ hai bị chặn: chỉ trưởng phòng hoặc lãnh đạo
          cho phép, kèm lý do.
        </p>
      )}
      <ul className="arrows">
        {dossier.allowed.map((each, at) => (
          <li key={each.key}>
            {each.kind === 'confirmPayment' ? (
              <Link to={`/thu-phi?ma=${dossier.code}`}>Thu tiền, cấp biên lai</Link>
            ) : (
              <button type="button" aria-expanded={each.key === chosen} onClick={() => choose(each)}>
                {at < 9 && <kbd>{at + 1}</kbd>} {each.name}
              </button>
            )}
            {arrow?.key === each.key && (
              <MoveForm
                key={`${each.key}.${dossier.seq}`}
                arrow={each}
                dossier={dossier}
                procedure={procedure}
                marks={marks}
                onMoved={(after) => moved(after, each)}
                onOvertaken={overtaken}
                onCancel={() => setChosen(null)}
              />
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}

function holder(dossier: DossierView): string {
  if (dossier.state.phase === 'closed') return 'Hồ sơ đã kết thúc; không còn thao tác nào.'
  const who = dossier.assignee
    ? `${dossier.assignee.name} đang giữ hồ sơ`
    : `Hồ sơ đang ở bước “${dossier.state.name}”`
  const left = dossier.minutesLeft === null ? '' : `, còn ${workingSpan(dossier.minutesLeft)}`
  return `${who}${left}. Lúc này bạn chỉ xem.`
}

/** Where the first request could be drafted, the second needs a head: say so instead of only missing a button. */
function secondIsBlocked(dossier: DossierView): boolean {
  const mayDraft = dossier.allowed.some((each) => each.kind === 'draftCorrection')
  return dossier.corrections > 0 && dossier.state.role === 'specialist' && !mayDraft
}
