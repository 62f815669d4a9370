import type { Actor } from '../../platform/command/actor.ts'
import type { Context } from '../../platform/command/declare.ts'
import { agencyTree } from '../organisation/index.ts'
import { reachOf, within } from './policy.ts'
import { notFound } from './read.ts'
import { localDay } from './seat.ts'
import type { DossierRecord } from './tables.ts'

/** Refuses, as if it did not exist, a dossier that lies outside what this permission reaches. Errors: dossier.not-found. */
export async function requireReach(
  context: Context<unknown>,
  row: DossierRecord,
  actor: Actor,
  permission: string,
): Promise<void> {
  const reach = reachOf(actor, permission, await agencyTree(context), localDay(context.now))
  // A specialist's `assigned` reach includes what nobody has yet in their own agency: it may be theirs to claim.
  const unclaimed = reach.position !== null && row.assignee === null && row.agency === actor.agency
  const consulted =
    reach.position !== null && row.consulted_agency !== null && row.consulted_agency === actor.agency
  if (!within.check(row, reach) && !unclaimed && !consulted) throw notFound(row.code)
}
