/** Somebody waiting, as far as the order of turns is concerned; instants in milliseconds. */
export type Waiting = {
  /** When the number was taken; a number sent on to another counter keeps it. */
  takenAt: number
  /** The appointment's slot, of who came in time for one. */
  slotAt: number | null
  /** How many milliseconds earlier a priority lets them count as having come; 0 for most. */
  lead: number
  number: number
}

/**
 * The moment somebody counts as having come. A priority is a head start, not a class of its own: it lets one pass those
 * who came at most `lead` before, so nobody can be passed by whoever comes later than that, and nobody waits for ever. An
 * appointment is nobody's business before its slot and has its head start from then on.
 */
export function turnOf(each: Waiting, now: number, appointmentLead: number): number {
  const came = each.takenAt - each.lead
  if (each.slotAt === null) return came
  // Who came after their slot has the head start from when they came: no more than anybody's.
  const due = Math.max(each.slotAt, each.takenAt)
  // Who came early may still be called early, when nobody else waits.
  return now < each.slotAt ? due : Math.min(came, due - appointmentLead)
}

/** All that wait, next one first. */
export function inTurn<W extends Waiting>(waiting: readonly W[], now: number, appointmentLead: number): W[] {
  const keyed = waiting.map((each) => ({ each, turn: turnOf(each, now, appointmentLead) }))
  keyed.sort((a, b) => a.turn - b.turn || a.each.takenAt - b.each.takenAt || a.each.number - b.each.number)
  return keyed.map(({ each }) => each)
}
