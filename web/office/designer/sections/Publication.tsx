import './flow.css'
import { useCallback, useEffect, useState } from 'react'
import type { EditionRow } from '../../../../src/blocks/procedure/contract.ts'
import { ask, sentence } from '../../api.ts'
import { useMe } from '../../frame/Frame.tsx'
import { may } from '../../session.ts'
import { isEditable, useDraft } from '../use-draft.ts'
import { Changes } from './Changes.tsx'
import { Editions } from './Editions.tsx'
import { Review } from './Review.tsx'
import { SubmitForm } from './SubmitForm.tsx'

/** From draft to edition: what it changes, submitted by one person, published or given back by another; and the end. */
export function Component() {
  const { draft } = useDraft()
  const me = useMe()
  const [editions, setEditions] = useState<EditionRow[]>([])
  const [problem, setProblem] = useState<string | null>(null)
  const [said, setSaid] = useState('')
  const load = useCallback(async () => {
    try {
      const { items } = await ask<{ items: EditionRow[] }>(`/procedures/${draft.procedure}/editions`)
      setEditions(items)
      setProblem(null)
    } catch (error) {
      setProblem(sentence(error))
    }
  }, [draft.procedure])
  useEffect(() => {
    void load()
  }, [load])
  const mayPublish = may(me, 'procedure.publish')
  return (
    <div className="stack">
      <h2>Ban hành</h2>
      <p role="status" className={said ? 'done-box' : undefined}>
        {said}
      </p>
      {draft.status === 'published' && draft.published !== null && !said && (
        <p className="done-box">Bản thảo này đã được ban hành thành phiên bản {draft.published}.</p>
      )}
      {draft.status === 'submitted' && (
        <Review
          mayPublish={mayPublish}
          onPublished={async (edition) => {
            setSaid(`Đã ban hành phiên bản ${edition}.`)
            await load()
          }}
        />
      )}
      {draft.status !== 'published' && draft.status !== 'discarded' && <Changes editions={editions} />}
      {isEditable(draft) &&
        (may(me, 'procedure.change') ? (
          <SubmitForm />
        ) : (
          <p className="quiet">Bản thảo đang được soạn; khi được trình, bạn phê duyệt hoặc trả lại ở đây.</p>
        ))}
      <section aria-labelledby="editions-title">
        <h3 id="editions-title">Các phiên bản</h3>
        {problem && (
          <p className="error-box" role="alert">
            {problem}
          </p>
        )}
        <Editions
          procedure={draft.procedure}
          editions={editions}
          mayRetire={mayPublish}
          onChanged={async () => {
            setSaid('Đã ghi ngày ngừng áp dụng.')
            await load()
          }}
        />
      </section>
    </div>
  )
}
