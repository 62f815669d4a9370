import { catalogue, competentAgencies, edition } from '../../src/blocks/procedure/index.ts'
import type { House } from '../../src/platform/command/run.ts'
import { markedField, type Stage } from './walker.ts'

/** A procedure with the agencies that decide it on that day. */
export type Offered = Stage & { agencies: { code: string; kind: string }[] }

/** What can be played on a day: every procedure in force whose form has a field that can be asked for again. */
export async function stagesOn(house: House, day: string): Promise<Offered[]> {
  const offered: Offered[] = []
  for (const entry of (await catalogue(house, day)).values()) {
    const agencies = await competentAgencies(house, entry, day)
    if (agencies.length === 0) continue
    const { definition } = await edition(house, entry.code, entry.edition)
    // A joint dossier goes on by what becomes of its parts, not by arrows somebody takes.
    if (definition.moves.some((move) => move.kind === 'partsGranted')) continue
    markedField(definition)
    offered.push({
      code: entry.code,
      definition,
      agencies: agencies.map(({ code, kind }) => ({ code, kind })),
    })
  }
  return offered
}
