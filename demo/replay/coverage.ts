import type { Offer } from './feasible.ts'
import type { Planned } from './planned.ts'

/** By this share of the dossiers every procedure has had one, so that the last ones need not be forced. */
const BY = 0.8
/** How many of those left one dossier may choose from: not every end fits every procedure. */
const AT_ONCE = 12

/**
 * Sees to it that every procedure offered is asked for at least once, where there are dossiers enough: the article counts
 * services with dossiers. Chance does most of it; what chance leaves out is owed, evenly over the year.
 */
export class Coverage {
  readonly #dossiers: number
  readonly #offers: readonly Offer[]
  readonly #all: number
  readonly #left: Set<string>

  constructor(offers: readonly Offer[], dossiers: number) {
    this.#offers = offers
    this.#dossiers = dossiers
    this.#left = new Set(offers.map((offer) => offer.procedure))
    this.#all = this.#left.size
  }

  /** What the n-th dossier had better be for; empty when coverage keeps pace by itself. */
  owed(n: number): readonly Offer[] {
    const wanted = Math.min(1, (n + 1) / (this.#dossiers * BY)) * this.#all
    if (this.#all - this.#left.size >= Math.floor(wanted)) return []
    const some = new Set([...this.#left].slice(0, AT_ONCE))
    return this.#offers.filter((offer) => some.has(offer.procedure))
  }

  note(planned: Planned): Planned {
    if (planned.fate !== 'refused') this.#left.delete(planned.procedure)
    return planned
  }
}
