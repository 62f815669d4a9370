import { useEffect, useState } from 'react'
import { ask } from '../api.ts'
import type { Procedure } from '../dossier/definition.ts'
import { lineIsUp } from '../offline/line.ts'
import { duePreview } from '../offline/provision.ts'
import type { Intake } from './parts.ts'

export type Due = { firstDueAt: string | null; explained: string[] }

/** When it would be due if it were taken in now: as the server says, or without a line by the same model here. */
export function useDue({ agency }: Pick<Intake, 'agency'>, procedure: Procedure | null): Due | null {
  const [due, setDue] = useState<Due | null>(null)
  useEffect(() => {
    setDue(null)
    if (!procedure || !agency) return
    const stop = new AbortController()
    const here = () => duePreview(procedure, agency).catch(() => null)
    const load = async () => {
      const found = lineIsUp()
        ? await ask<Due>('/due-preview', { procedure: procedure.code, agency }, stop.signal).catch(here)
        : await here()
      if (found && !stop.signal.aborted) setDue(found)
    }
    void load()
    // The promise moves with the clock while the form is being filled in.
    const timer = setInterval(load, 60_000)
    return () => {
      stop.abort()
      clearInterval(timer)
    }
  }, [procedure, agency])
  return due
}
