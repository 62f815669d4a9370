import { useEffect, useState } from 'react'
import { Link, useLocation } from 'react-router'
import type { z } from 'zod'
import type { QueueCounts } from '../../../src/blocks/dossier/contract.ts'
import { formatNumber } from '../../../src/kernel/vietnamese.ts'
import { ask } from '../api.ts'

type Counts = z.infer<typeof QueueCounts>

/** "Hồ sơ của tôi 23 · quá hạn 1 · sắp đến hạn 4": asked again after every navigation and each half minute. */
export function Counts() {
  const [counts, setCounts] = useState<Counts | null>(null)
  const location = useLocation()
  // biome-ignore lint/correctness/useExhaustiveDependencies: a navigation usually follows work that changed the counts
  useEffect(() => {
    const stop = new AbortController()
    const load = () =>
      ask<Counts>('/dossiers/counts', {}, stop.signal)
        .then(setCounts)
        // The last known counts stay; the list itself tells about a lost line.
        .catch(() => {})
    void load()
    const timer = setInterval(load, 30_000)
    return () => {
      stop.abort()
      clearInterval(timer)
    }
  }, [location.key])
  const say = (count: Counts['mine'] | undefined) =>
    count ? `${formatNumber(count.value)}${count.capped ? '+' : ''}` : '–'
  return (
    <p className="counts">
      <Link to="/ho-so?queue=mine">
        Hồ sơ của tôi <strong>{say(counts?.mine)}</strong>
      </Link>
      {' · '}
      <Link to="/ho-so?queue=mine&late=true" className={counts?.late.value ? 'late' : ''}>
        quá hạn <strong>{say(counts?.late)}</strong>
      </Link>
      {' · '}
      <Link to="/ho-so?queue=mine&soon=true" className={counts?.soon.value ? 'soon' : ''}>
        sắp đến hạn <strong>{say(counts?.soon)}</strong>
      </Link>
    </p>
  )
}
