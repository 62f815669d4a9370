import { useEffect, useState } from 'react'
import { ask, sentence } from '../api.ts'
import type { Procedure } from '../dossier/definition.ts'
import { lineIsUp } from '../offline/line.ts'
import { preparedProcedure } from '../offline/provision.ts'
import { vaultWorks } from '../offline/vault.ts'

/**
 * The chosen procedure: at once as this device was prepared with it, then as the server has it when that is another. On a
 * slow line nobody waits, without one what was prepared serves.
 */
export function useProcedure(
  code: string | undefined,
  onProblem: (sentence: string) => void,
): Procedure | null {
  const [procedure, setProcedure] = useState<Procedure | null>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: only another procedure is fetched
  useEffect(() => {
    setProcedure(null)
    if (!code) return
    const stop = new AbortController()
    const load = async () => {
      const here = vaultWorks() ? await preparedProcedure(code).catch(() => null) : null
      if (stop.signal.aborted) return
      if (here) setProcedure(here)
      if (here && !lineIsUp()) return
      try {
        const found = await ask<Procedure>(`/procedures/${code}`, {}, stop.signal)
        if (!here || !same(here, found)) setProcedure(found)
      } catch (error) {
        if (!stop.signal.aborted && !here) onProblem(sentence(error))
      }
    }
    void load()
    return () => stop.abort()
  }, [code])
  return procedure
}

function same(one: Procedure, other: Procedure): boolean {
  const agencies = ({ agencies: all }: Procedure) => all.map(({ code }) => code).join()
  return one.edition === other.edition && agencies(one) === agencies(other)
}
