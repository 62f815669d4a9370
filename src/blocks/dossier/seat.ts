import { dayOf, formatDate } from '../../kernel/local-time.ts'
import type { Actor } from '../../platform/command/actor.ts'
import type { Seat } from './model/player.ts'

export function seatOf(actor: Actor): Seat {
  const { kind, account, position, agency, roles } = actor
  return { kind, account, position, agency, roles }
}

/** The local day (`YYYY-MM-DD`) of a moment. */
export function localDay(now: Date): string {
  return formatDate(dayOf(now.getTime()))
}
