import type { Part } from '../../procedure/model/check-parts.ts'

/** How a part of a joint dossier stands. `skipped`: never opened, because a part it comes after was not granted. */
export const PART_STANDINGS = ['pending', 'open', 'waits', 'granted', 'refused', 'skipped'] as const
export type PartStanding = (typeof PART_STANDINGS)[number]
/** What is known of a part's own dossier. `waits`: for the applicant, with its clock stopped. */
export type ChildStanding = 'open' | 'waits' | 'granted' | 'refused'
type Named = Pick<Part, 'part' | 'after'>

/** How every part stands, in the edition's order, from the dossiers that there are. Pure. */
export function standParts(
  parts: readonly Named[],
  children: ReadonlyMap<string, ChildStanding>,
): Map<string, PartStanding> {
  const standing = new Map<string, PartStanding>(
    parts.map(({ part }) => [part, children.get(part) ?? 'pending']),
  )
  const lost = (part: string) => ['refused', 'skipped'].includes(standing.get(part) ?? '')
  for (let changed = true; changed; ) {
    changed = false
    for (const { part, after } of parts)
      if (standing.get(part) === 'pending' && after.some(lost)) {
        standing.set(part, 'skipped')
        changed = true
      }
  }
  return standing
}

/** The parts whose turn it is to be opened. */
export function openable<P extends Named>(
  parts: readonly P[],
  standing: ReadonlyMap<string, PartStanding>,
): P[] {
  return parts.filter(
    ({ part, after }) =>
      standing.get(part) === 'pending' && after.every((before) => standing.get(before) === 'granted'),
  )
}

/** Which kind of arrow the parts ask of the joint dossier. */
export function askedByParts(
  standing: ReadonlyMap<string, PartStanding>,
): 'partsGranted' | 'partsMixed' | 'partsRefused' | 'partWaits' | 'partGoesOn' {
  const all = [...standing.values()]
  const ended = all.every((each) => ['granted', 'refused', 'skipped'].includes(each))
  if (!ended) return all.includes('waits') ? 'partWaits' : 'partGoesOn'
  if (all.every((each) => each === 'granted')) return 'partsGranted'
  return all.includes('granted') ? 'partsMixed' : 'partsRefused'
}
