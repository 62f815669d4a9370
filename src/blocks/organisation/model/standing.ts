import type { Grant, Scope } from '../../../platform/command/actor.ts'

/** Days are `YYYY-MM-DD`, `[from, to)`; a null `to` has no end yet. */
type Dated = { from: string; to: string | null }

/** A seat with everything that ever hung on it. */
export type DatedSeat = Dated & {
  id: string
  agency: string
  title: string
  roles: string[]
  /** The seat whose work it goes on with after a merger. */
  predecessor: string | null
  holdings: (Dated & { account: string; name: string })[]
  grants: (Dated & { permission: string; scope: Scope })[]
}

export type Delegation = Dated & {
  id: string
  position: string
  giver: string
  taker: string
  /** Null: all that the seat may do. */
  permissions: readonly string[] | null
  /** Milliseconds. */
  revokedAt: number | null
}

/** A seat somebody may act from now: their own, or another's in that person's name. */
export type Standing = {
  seat: DatedSeat
  grants: Grant[]
  /** Whose seat it is, when it was lent. */
  actingFor: { account: string; name: string } | null
}

/** The moment of the question: its local day and the instant, in milliseconds. */
export type Moment = { day: string; instant: number }

export const inForce = ({ from, to }: Dated, day: string): boolean => from <= day && (to === null || day < to)

export const isLent = (each: Delegation, { day, instant }: Moment): boolean =>
  inForce(each, day) && (each.revokedAt === null || instant < each.revokedAt)

function grantsOn(seat: DatedSeat, day: string): Grant[] {
  return seat.grants
    .filter((grant) => inForce(grant, day))
    .map(({ permission, scope }) => ({ permission, scope, agency: seat.agency, position: seat.id }))
}

const holderOn = (seat: DatedSeat, account: string, day: string) =>
  seat.holdings.find((holding) => holding.account === account && inForce(holding, day))

/** The seat of this name that is in force on the day: itself, or whichever goes on with it after mergers. */
export function seatOn(seats: readonly DatedSeat[], id: string, day: string): DatedSeat | null {
  const seen = new Set<string>()
  for (
    let at = seats.find((each) => each.id === id);
    at && !seen.has(at.id);
    at = seats.find((each) => each.predecessor === at?.id)
  ) {
    if (inForce(at, day)) return at
    seen.add(at.id)
  }
  return null
}

/** The seats this account holds on the day, by id, each with its grants in force. */
export function heldBy(seats: readonly DatedSeat[], account: string, day: string): Standing[] {
  return seats
    .filter((seat) => inForce(seat, day) && holderOn(seat, account, day))
    .sort((one, other) => (one.id < other.id ? -1 : 1))
    .map((seat) => ({ seat, grants: grantsOn(seat, day), actingFor: null }))
}

/**
 * The seats lent to this account at the moment, each with what was lent of it: never more than its holder may do that
 * day, nothing once they have left it, nothing to somebody who holds no seat themselves. What is lent is not lent on: only
 * a holder gives.
 */
export function lentTo(
  seats: readonly DatedSeat[],
  delegations: readonly Delegation[],
  account: string,
  moment: Moment,
): Standing[] {
  const { day } = moment
  if (heldBy(seats, account, day).length === 0) return []
  const lent = new Map<string, Standing>()
  for (const each of delegations) {
    if (each.taker !== account || each.giver === account || !isLent(each, moment)) continue
    const seat = seatOn(seats, each.position, day)
    const holder = seat && holderOn(seat, each.giver, day)
    if (!seat || !holder || holderOn(seat, account, day)) continue
    const { permissions } = each
    const grants = grantsOn(seat, day).filter(
      (grant) => permissions === null || permissions.includes(grant.permission),
    )
    const before = lent.get(seat.id)
    if (before) before.grants.push(...grants.filter((grant) => !has(before.grants, grant)))
    else if (grants.length > 0)
      lent.set(seat.id, { seat, grants, actingFor: { account: each.giver, name: holder.name } })
  }
  return [...lent.values()].sort((one, other) => (one.seat.id < other.seat.id ? -1 : 1))
}

const has = (grants: readonly Grant[], { permission, scope }: Grant) =>
  grants.some((each) => each.permission === permission && each.scope === scope)

/**
 * The seat they chose to act from, or whichever goes on with it; the first they hold when they chose none or may no longer
 * act from it. Null for who holds none.
 */
export function chosenOf(
  all: readonly Standing[],
  seats: readonly DatedSeat[],
  chosen: string | null,
  day: string,
): Standing | null {
  const wanted = chosen === null ? null : seatOn(seats, chosen, day)
  return all.find(({ seat }) => seat.id === wanted?.id) ?? all[0] ?? null
}
