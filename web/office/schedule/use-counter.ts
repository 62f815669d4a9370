import { useCallback, useEffect, useRef, useState } from 'react'
import type { CurrentView } from '../../../src/blocks/schedule/contract.ts'
import { act, ask, sentence } from '../api.ts'
import { dossiersMade, forgetDossiers } from './made.ts'

const LOOK_MS = 4_000

/** One's counter as it stands, looked at again every few seconds; and what one does there. */
export function useCounter() {
  const [view, setView] = useState<CurrentView | null>(null)
  const [trouble, setTrouble] = useState('')
  const [busy, setBusy] = useState(false)
  const [lost, setLost] = useState(false)
  /** How many commands were answered: a look begun before the latest shows what is no longer so. */
  const acts = useRef(0)
  /** The number that stood here last: what is meant is meant of it, and not again of the next. */
  const last = useRef('none')
  const put = useCallback((now: CurrentView) => {
    if (now.ticket) last.current = now.ticket.id
    setView(now)
  }, [])

  useEffect(() => {
    const stop = new AbortController()
    const look = () => {
      const begun = acts.current
      return ask<CurrentView>('/counters/current', {}, stop.signal)
        .then((now) => {
          if (begun === acts.current) put(now)
          setLost(false)
        })
        .catch((problem) => {
          if (!stop.signal.aborted) setLost(problem?.status === 0)
        })
    }
    void look()
    const timer = setInterval(() => {
      if (!document.hidden) void look()
    }, LOOK_MS)
    return () => {
      stop.abort()
      clearInterval(timer)
    }
  }, [put])

  /** Gives one command after another; the first that is refused ends it and says why. */
  const give = useCallback(
    async (...steps: readonly [path: string, body: object][]): Promise<boolean> => {
      setBusy(true)
      setTrouble('')
      try {
        for (const [path, body] of steps) {
          const answered = await act<CurrentView>(
            path,
            body,
            `counter.${path}.${last.current}.${JSON.stringify(body)}`,
          )
          acts.current += 1
          put(answered)
          if (path === FINISH) forgetDossiers()
        }
        return true
      } catch (problem) {
        setTrouble(sentence(problem))
        // What refused it may be another counter's doing: show how it stands.
        ask<CurrentView>('/counters/current')
          .then(put)
          .catch(() => {})
        return false
      } finally {
        setBusy(false)
      }
    },
    [put],
  )

  return {
    view,
    trouble,
    busy,
    lost,
    give,
    /** The next number; who stands at the counter is finished first. */
    next: () =>
      view?.ticket ? give([FINISH, { dossiers: dossiersMade() }], ['/calls', {}]) : give(['/calls', {}]),
    finish: () => give([FINISH, { dossiers: dossiersMade() }]),
  }
}
export type AtCounter = ReturnType<typeof useCounter>

const FINISH = '/calls/finish'
