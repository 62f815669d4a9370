/** How far a grant reaches, measured from the position it hangs on. */
export const SCOPES = ['own', 'assigned', 'agency', 'subtree', 'all'] as const
export type Scope = (typeof SCOPES)[number]

/**
 * One right in force at the moment of the call. `agency` is where `agency` and `subtree` are measured from, `position`
 * where `assigned` is: the seat it hangs on; absent, the actor's own.
 */
export type Grant = { permission: string; scope: Scope; agency: string | null; position?: string }

/** In whose name somebody acts by delegation, and the seat of their own from which they do. */
export type ActingFor = { account: string; name: string; hand: string | null }

/** What is known of a person's second factor in this call; a factor's own room keeps the rest. */
export type FactorStanding = {
  held: boolean
  /** Policy asks this person for one. */
  required: boolean
  /** When it was last shown in this session, milliseconds; null when it was not. */
  shownAt: number | null
}

/** Who is asking. Made by identity for each request; a command never looks at cookies or tokens. */
export type Actor = {
  kind: 'person' | 'system' | 'visitor' | 'job'
  /** Account id of a person, client id of a system. */
  account: string | null
  position: string | null
  agency: string | null
  name: string
  grants: readonly Grant[]
  /** The parts their seat plays in the work: `counter`, `specialist`, … */
  roles: readonly string[]
  /** Whom idempotency keys belong to: the account, the client, or a visitor's draft. */
  caller: string
  /** Where the call came from (an address), for limits and the audit row; never shown to others. */
  origin: string
  /** The session they act in, and how sure it is who they are (1 to 3); absent for systems, jobs and visitors. */
  session?: string
  assurance?: number
  /** Absent for systems, jobs and visitors. */
  factor?: FactorStanding
  /** Present when `position` is a seat lent to them: all they do is written down as done for its holder. */
  actingFor?: ActingFor
}

/** How an act is written down: from whose seat, and for which other seat when they act for its holder. */
export function signature({ position, actingFor }: Actor): {
  position: string | null
  actingFor: string | null
} {
  return actingFor ? { position: actingFor.hand, actingFor: position } : { position, actingFor: null }
}

export function visitor(origin: string): Actor {
  return {
    kind: 'visitor',
    account: null,
    position: null,
    agency: null,
    name: 'Khách',
    grants: [],
    roles: [],
    caller: `visitor:${origin}`,
    origin,
  }
}

export function grantsOf(actor: Actor, permission: string): Grant[] {
  return actor.grants.filter((each) => each.permission === permission)
}
