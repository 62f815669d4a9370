import './post.css'
import { useEffect, useState } from 'react'
import { Link } from 'react-router'
import type { DossierView } from '../../../src/blocks/dossier/contract.ts'
import type { ParcelView } from '../../../src/blocks/dossier/model/parcel.ts'
import { ask } from '../api.ts'
import { Stand } from './ParcelTable.tsx'
import { eventLine } from './words.ts'

/** What went and came by post for this dossier; nothing where nothing did and nothing will. */
export default function ParcelPanel({ dossier }: { dossier: DossierView }) {
  const [items, setItems] = useState<ParcelView[]>([])
  // biome-ignore lint/correctness/useExhaustiveDependencies: a step taken may have been the post's
  useEffect(() => {
    const stop = new AbortController()
    ask<{ items: ParcelView[] }>(`/dossiers/${dossier.code}/parcels`, {}, stop.signal)
      .then((found) => setItems(found.items))
      // The rest of the dossier is there without it.
      .catch(() => {})
    return () => stop.abort()
  }, [dossier.code, dossier.seq])
  const waits = dossier.returnBy === 'post' && dossier.state.status === 9
  if (items.length === 0 && !waits) return null
  return (
    <section className="parcel-panel" aria-labelledby="parcels">
      <h2 id="parcels">Bưu chính</h2>
      {waits && !items.some(({ settledAt, state }) => settledAt === null && state !== 'cancelled') && (
        <p>
          Người nộp chọn nhận kết quả qua bưu chính.{' '}
          <Link to="/buu-chinh?muc=can-gui">Lập bưu gửi ở mục Bưu chính</Link>
        </p>
      )}
      <ul className="parcels">
        {items.map((each) => (
          <li key={each.id}>
            {each.direction === 'out'
              ? 'Trả kết quả'
              : each.pickUp
                ? 'Lấy giấy tờ tại nhà'
                : 'Giấy tờ gửi đến'}
            {each.number && (
              <>
                , số <span className="code">{each.number}</span>
              </>
            )}
            <br />
            <Stand parcel={each} way={each.events.length > 1} />
            {each.events.length > 1 && (
              <ul className="way">
                {each.events.map((event) => (
                  <li key={`${event.at} ${event.code}`}>{eventLine(event)}</li>
                ))}
              </ul>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
