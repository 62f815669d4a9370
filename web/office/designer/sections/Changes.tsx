import { useEffect, useState } from 'react'
import { Link } from 'react-router'
import type { Change, EditionRow } from '../../../../src/blocks/procedure/contract.ts'
import { ask, sentence } from '../../api.ts'
import { placeLink } from '../places.ts'
import { useDraft } from '../use-draft.ts'

type Answer = { against: number | null; changes: Change[] } | { problem: string } | null
const KINDS = { added: 'Thêm', removed: 'Bỏ', changed: 'Đổi' }

/** What this draft changes, in words, against a published edition. */
export function Changes({ editions }: { editions: EditionRow[] }) {
  const { draft, saves } = useDraft()
  const [edition, setEdition] = useState<number | null>(null)
  const [answer, setAnswer] = useState<Answer>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: a save is what makes the changes worth asking for again
  useEffect(() => {
    const stop = new AbortController()
    ask<{ against: number | null; changes: Change[] }>(
      `/procedure-drafts/${draft.id}/changes`,
      { edition },
      stop.signal,
    )
      .then(setAnswer)
      .catch((error) => stop.signal.aborted || setAnswer({ problem: sentence(error) }))
    return () => stop.abort()
  }, [draft.id, edition, saves])
  const published = editions.filter(({ status }) => status !== 'draft')
  return (
    <section aria-labelledby="changes-title">
      <h3 id="changes-title">Thay đổi so với phiên bản đã ban hành</h3>
      {published.length > 0 && (
        <label>
          So với{' '}
          <select
            value={edition ?? ''}
            onChange={(event) => setEdition(event.target.value ? Number(event.target.value) : null)}
          >
            <option value="">phiên bản đang áp dụng</option>
            {published.map(({ number }) => (
              <option key={number} value={number}>
                phiên bản {number}
              </option>
            ))}
          </select>
        </label>
      )}
      {answer === null && <p className="quiet">Đang so sánh…</p>}
      {answer && 'problem' in answer && (
        <p className="error-box" role="alert">
          {answer.problem}
        </p>
      )}
      {answer && 'changes' in answer && <ChangeList {...answer} />}
    </section>
  )
}

function ChangeList({ against, changes }: { against: number | null; changes: Change[] }) {
  if (against === null)
    return <p className="quiet">Thủ tục chưa có phiên bản nào đang áp dụng: mọi nội dung đều là mới.</p>
  if (changes.length === 0) return <p className="quiet">Không có gì khác với phiên bản {against}.</p>
  return (
    <>
      <p>
        {changes.length} thay đổi so với phiên bản {against}:
      </p>
      <ul className="change-list">
        {changes.map(({ place, kind, text }) => (
          <li key={`${place} ${text}`}>
            <strong>{KINDS[kind]}:</strong> {text}{' '}
            <Link to={placeLink(place)}>
              Mở chỗ này<span className="unseen">: {text}</span>
            </Link>
          </li>
        ))}
      </ul>
    </>
  )
}
