import { Hidden } from '../../platform/access/hidden.ts'
import type { Actor } from '../../platform/command/actor.ts'
import type { Context } from '../../platform/command/declare.ts'
import { agencyTree } from '../organisation/index.ts'
import { PERMISSIONS } from './contract.ts'
import { reachOf, within } from './policy.ts'
import { outOfReach } from './read.ts'
import { localDay } from './seat.ts'
import type { DossierRecord } from './tables.ts'

/** Refuses an agency outside what this permission reaches. Errors: organisation.not-found 404. */
export async function requireAgency(
  context: Context<unknown>,
  agency: string,
  permission: string,
): Promise<void> {
  const tree = await agencyTree(context)
  const reach = reachOf(context.actor, permission, tree, localDay(context.now))
  if (tree.get(agency) && (reach.all || reach.agencies.includes(agency))) return
  throw new Hidden('organisation.not-found', 404, `Không có cơ quan mã ${agency} trong phạm vi của bạn.`)
}

/**
 * Does this permission reach the dossier? False when the actor may only read it: then they are told why not, and who was
 * faster. One they may not even read is refused as if it did not exist. Errors: dossier.not-found.
 */
export async function reaches(
  context: Context<unknown>,
  row: DossierRecord,
  actor: Actor,
  permission: string,
): Promise<boolean> {
  const tree = await agencyTree(context)
  const day = localDay(context.now)
  // One reads by all one's seats and acts from the chosen one: what hangs on another does not reach from it.
  const grants = actor.grants.filter((each) => !each.position || each.position === actor.position)
  const reach = reachOf({ ...actor, grants }, permission, tree, day)
  // A specialist's `assigned` reach includes what nobody has yet in their own agency: it may be theirs to claim.
  const unclaimed = reach.seats.length > 0 && row.assignee === null && row.agency === actor.agency
  const consulted =
    reach.seats.length > 0 && row.consulted_agency !== null && row.consulted_agency === actor.agency
  if (within.check(row, reach) || unclaimed || consulted) return true
  if (within.check(row, reachOf(actor, PERMISSIONS.read, tree, day))) return false
  throw outOfReach(row.code)
}
