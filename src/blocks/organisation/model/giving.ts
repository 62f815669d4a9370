import type { Actor, Grant, Scope } from '../../../platform/command/actor.ts'
import { ROLE_GRANTS } from './role-grants.ts'

/** What lets a person change what others may do: never given by whoever does not hold it, whatever the part. */
export const ADMINISTRATION: ReadonlySet<string> = new Set([
  'organisation.change',
  'identity.administer',
  'audit.read',
  'calendar.change',
])

/** Which agencies lie below which; AgencyTree is one. */
type Below = { subtree: (code: string) => string[] }
type Giving = { permission: string; scope: Scope }

const WIDTH: Record<Scope, number> = { own: 0, assigned: 1, agency: 2, subtree: 3, all: 4 }

/** Does one of these grants reach everything that `scope` measured from `agency` reaches? */
export function covers(held: readonly Grant[], scope: Scope, agency: string, tree: Below): boolean {
  return held.some((grant) => {
    if (grant.scope === 'all') return true
    if (WIDTH[scope] > WIDTH[grant.scope] || grant.agency === null) return false
    return grant.scope === 'subtree' ? tree.subtree(grant.agency).includes(agency) : grant.agency === agency
  })
}

/**
 * Nobody gives more than they hold. What a seat's own parts start with comes with the right to open seats, as far as that
 * right reaches; whatever goes beyond, and all administration, the giver must hold at least as widely.
 */
export function mayGive(
  actor: Pick<Actor, 'grants'>,
  { permission, scope }: Giving,
  seat: { agency: string; roles: readonly string[] },
  tree: Below,
): boolean {
  const held = (name: string) => actor.grants.filter((grant) => grant.permission === name)
  if (covers(held(permission), scope, seat.agency, tree)) return true
  if (ADMINISTRATION.has(permission)) return false
  const starts = seat.roles
    .flatMap((role) => ROLE_GRANTS[role] ?? [])
    .some(([name, width]) => name === permission && WIDTH[width] >= WIDTH[scope])
  return starts && covers(held('organisation.change'), scope, seat.agency, tree)
}
