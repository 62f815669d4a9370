import type { Channel } from '../../src/blocks/dossier/contract.ts'
import {
  DAY,
  dayOf,
  formatDate,
  instantAt,
  MINUTE,
  parseDate,
  weekdayOf,
} from '../../src/kernel/local-time.ts'
import { addWorkingTime, type Calendar, workingTimeBetween } from '../../src/kernel/working-time.ts'
import { type Random, seeded } from '../people/random.ts'
import { endingOf, fatesOf, repeated, shuffled } from './chance.ts'
import { Coverage } from './coverage.ts'
import { chooseStop, fits, type Offer, type Wanted } from './feasible.ts'
import { apportion, DIGITISED, PERIOD, type Targets } from './figures.ts'
import type { Fate, Planned } from './planned.ts'
import { DESK_TIDE, seasonWeight, WEEKDAY_WEIGHTS } from './weights.ts'

export type Plan = { dossiers: Planned[]; firstDay: number; lastDay: number }

const HOUR = 60 * MINUTE

/** The whole plan: pure, the same for a seed wherever and whenever it is made. RangeError when no procedure fits. */
export function makePlan(offers: readonly Offer[], calendar: Calendar, targets: Targets, seed: string): Plan {
  const start = parseDate(PERIOD.from)!
  const lastDay = parseDate(PERIOD.to)!
  const year = workingDays(calendar, start, lastDay)
  const december = workingDays(calendar, parseDate('2021-12-01')!, start - 1)
  const endDay = parseDate(DIGITISED.to)!
  const august = workingDays(calendar, lastDay + 1, endDay)
  const planner = new Planner(offers, calendar, seed, year, lastDay)
  const dossiers = [
    ...planner.carried(targets, december, start),
    ...planner.centre(targets),
    ...planner.refused(targets),
    ...planner.local(targets),
    ...planner.after(targets, august, endDay),
  ]
  planner.markWindow(dossiers, targets)
  dossiers.forEach((each, index) => {
    each.index = index
  })
  const firstDay = dossiers.reduce((first, each) => Math.min(first, dayOf(each.submittedAt)), lastDay)
  return { dossiers, firstDay, lastDay: endDay }
}

/** What the centre's counters took in within the window of digitisation. */
export function atSummerCounters(dossiers: readonly Planned[]): Planned[] {
  const first = parseDate(DIGITISED.from)!
  return dossiers.filter(
    ({ group, channel, acceptedAt }) =>
      (group === 'centre' || group === 'after') && channel === 'counter' && dayOf(acceptedAt) >= first,
  )
}

function workingDays(calendar: Calendar, from: number, to: number): number[] {
  const days: number[] = []
  for (let day = from; day <= to; day += 1) if (calendar.hours[day - calendar.firstDay]) days.push(day)
  return days
}

type Draft = Pick<Planned, 'group' | 'fate' | 'channel' | 'acceptedAt' | 'notBefore'> & {
  random: Random
  /** The period's last day unless told. */
  lastDay?: number
}

class Planner {
  readonly #offers: Record<'centre' | 'local', readonly Offer[]>
  readonly #choices: Record<'centre' | 'local', readonly (readonly [Offer, number])[]>
  readonly #calendar: Calendar
  readonly #seed: string
  readonly #days: readonly number[]
  readonly #lastDay: number

  constructor(
    offers: readonly Offer[],
    calendar: Calendar,
    seed: string,
    days: readonly number[],
    lastDay: number,
  ) {
    this.#offers = {
      centre: offers.filter((each) => each.centre),
      local: offers.filter((each) => !each.centre),
    }
    const weighed = (list: readonly Offer[]) => list.map((offer) => [offer, offer.weight] as const)
    this.#choices = { centre: weighed(this.#offers.centre), local: weighed(this.#offers.local) }
    this.#calendar = calendar
    this.#seed = seed
    this.#days = days
    this.#lastDay = lastDay
  }

  /** The article's own dossiers: exact by channel and by fate, spread over days, hours, agencies and procedures. */
  centre({ received, channel, fate, window }: Targets): Planned[] {
    const random = this.#stream('centre')
    const cover = new Coverage(this.#offers.centre, received)
    const slots = this.#daySlots(received)
    const channels = this.#channels(random, slots, channel, window.counter)
    const fates = fatesOf(random, fate, slots, this.#days)
    return slots.map((slot, n) => {
      const own = this.#stream(`centre:${n}`)
      const acceptedAt = this.#moment(own, this.#days[slot]!)
      const draft: Draft = {
        group: 'centre',
        fate: fates[n]!,
        channel: channels[n]!,
        acceptedAt,
        notBefore: 0,
        random: own,
      }
      return cover.note(this.#settle(draft, cover.owed(n)))
    })
  }

  /** Exact by channel over the period, and by the counter within the window of digitisation. */
  #channels(
    random: Random,
    slots: readonly number[],
    channel: Targets['channel'],
    counter: number,
  ): Channel[] {
    const first = parseDate(DIGITISED.from)!
    const { counter: all, ...others } = channel
    const within = slots.filter((slot) => this.#days[slot]! >= first).length
    const rest = shuffled(random, repeated(others)) as Channel[]
    // A small replay may have too few others to fill the summer's slots.
    const there = Math.min(Math.max(counter, within - rest.length), within, all)
    const atCounters = (n: number) => Array<Channel>(n).fill('counter')
    const summer = shuffled(random, [...atCounters(there), ...rest.splice(0, within - there)])
    const before = shuffled(random, [...atCounters(all - there), ...rest])
    return slots.map((slot) => (this.#days[slot]! >= first ? summer : before).pop()!)
  }

  /** Received in August, beyond the period: worked on to the end of the window. */
  after({ window }: Targets, august: readonly number[], endDay: number): Planned[] {
    const random = this.#stream('after')
    const channels = shuffled(random, repeated(window.after)) as Channel[]
    return channels.map((channel, n) => {
      const own = this.#stream(`after:${n}`)
      const day = august[n % august.length]!
      const last = day === august.at(-1)
      const fate = own.weighted<Fate>([
        ['early', last ? 0 : 30],
        ['onTime', 30],
        ['unfinished', 40],
      ])
      return this.#settle({
        group: 'after',
        fate,
        channel,
        acceptedAt: this.#moment(own, day, last),
        notBefore: 0,
        lastDay: endDay,
        random: own,
      })
    })
  }

  /** Which of the window's counter dossiers have a paper digitised, and for whom an account is opened. */
  markWindow(dossiers: readonly Planned[], { window }: Targets): void {
    const papers = new Map(
      Object.values(this.#offers)
        .flat()
        .map(({ procedure, definition }) => [
          procedure,
          definition.documents.some((paper) => paper.direction === 'in'),
        ]),
    )
    const there = atSummerCounters(dossiers)
    const withPapers = there.filter((each) => papers.get(each.procedure))
    for (const each of shuffled(this.#stream('digitised'), withPapers).slice(0, window.digitised))
      each.digitised = true
    for (const each of shuffled(this.#stream('accounts'), there).slice(0, window.accounts))
      each.account = true
  }

  /** Accepted in December, open at New Year. The later in the month, the likelier. */
  carried({ carried }: Targets, december: readonly number[], newYear: number): Planned[] {
    const fates: Fate[] = [
      ...repeated({ early: carried.finished }),
      ...repeated({ unfinished: carried.open }),
    ]
    const random = this.#stream('carried')
    return shuffled(random, fates).map((fate, n) => {
      const own = this.#stream(`carried:${n}`)
      const back = Math.floor(own.next() ** 2 * Math.min(14, december.length))
      const day = december[december.length - 1 - back]!
      const wanted = fate === 'early' && own.chance(0.4) ? 'onTime' : fate
      const channel = own.chance(0.34) ? 'online' : 'counter'
      const acceptedAt = this.#moment(own, day)
      return this.#settle({
        group: 'carried',
        fate: wanted,
        channel,
        acceptedAt,
        notBefore: newYear,
        random: own,
      })
    })
  }

  refused({ refused }: Targets): Planned[] {
    return Array.from({ length: refused }, (_, n) => {
      const own = this.#stream(`refused:${n}`)
      const acceptedAt = this.#moment(own, own.pick(this.#days))
      return this.#settle({
        group: 'refused',
        fate: 'refused',
        channel: 'online',
        acceptedAt,
        notBefore: 0,
        random: own,
      })
    })
  }

  local({ local }: Targets): Planned[] {
    const cover = new Coverage(this.#offers.local, local)
    return this.#daySlots(local).map((slot, n) => {
      const own = this.#stream(`local:${n}`)
      // What came in the last weeks has no time left to end late.
      const lateness = slot < this.#days.length * 0.7 ? 1 : 0
      const fate = own.weighted<Fate>([
        ['early', 38],
        ['onTime', 56],
        ['late', 2 * lateness],
        ['lateApologised', lateness],
        ['unfinished', slot > this.#days.length - 15 ? 25 : 1],
      ])
      const channel = own.weighted<Channel>([
        ['counter', 78],
        ['online', 21],
        ['post', 1],
      ])
      const acceptedAt = this.#moment(own, this.#days[slot]!)
      const draft: Draft = { group: 'local', fate, channel, acceptedAt, notBefore: 0, random: own }
      return cover.note(this.#settle(draft, cover.owed(n)))
    })
  }

  #stream(label: string): Random {
    return seeded(`replay:${this.#seed}:${label}`)
  }

  /** For each dossier the index of its working day. */
  #daySlots(count: number): number[] {
    const weights = this.#days.map((day) => WEEKDAY_WEIGHTS[weekdayOf(day)]! * seasonWeight(formatDate(day)))
    return apportion(count, weights).flatMap((n, slot) => Array<number>(n).fill(slot))
  }

  /** A moment at the desk; on the very last working day in the morning, so that a short term can still end. */
  #moment(random: Random, day: number, last = day === this.#days.at(-1)): number {
    const tide = last ? DESK_TIDE.filter(([minute]) => minute < 600) : DESK_TIDE
    const minute = random.weighted(tide) + random.integer(0, 29)
    return instantAt(day, minute * MINUTE) + random.integer(0, 59) * 1000
  }

  /** Chooses where and what, so that the fate can come true; then how it was handed in. */
  #settle(draft: Draft, owed: readonly Offer[] = []): Planned {
    const { random, fate, acceptedAt, channel } = draft
    const wanted: Wanted = {
      fate,
      acceptedAt,
      online: channel === 'online',
      notBefore: draft.notBefore,
      lastDay: draft.lastDay ?? this.#lastDay,
      quick: fate === 'onTime' && random.chance(0.7),
      correction: fate !== 'refused' && random.chance(0.07),
    }
    const where = draft.group === 'local' ? 'local' : 'centre'
    const found = this.#owed(owed, wanted, random) ?? this.#find(where, wanted, random)
    const { offer } = found
    const finishes = fate === 'early' || fate === 'onTime'
    const ending =
      finishes && fate === 'early' ? endingOf(random) : random.chance(0.03) ? 'rejected' : 'approved'
    const intakeCorrection = channel === 'online' && random.chance(0.05)
    return {
      index: 0,
      group: draft.group,
      fate,
      channel,
      procedure: offer.procedure,
      agency: offer.agency,
      desk: offer.agency,
      submittedAt: channel === 'online' ? this.#submitted(random, acceptedAt, intakeCorrection) : acceptedAt,
      acceptedAt,
      ending,
      intakeCorrection,
      correction: found.correction,
      stop: fate === 'unfinished' ? chooseStop(offer, found.correction, random) : null,
      handedOver: random.chance(0.45),
      notBefore: draft.notBefore,
      lastDay: draft.lastDay ?? this.#lastDay,
      digitised: false,
      account: false,
    }
  }

  /** One that nobody has asked for yet, where it can come to this end; null when none can. */
  #owed(owed: readonly Offer[], { fate, ...rest }: Wanted, random: Random) {
    if (owed.length === 0 || (fate !== 'early' && fate !== 'onTime')) return null
    const wanted = { ...rest, fate, quick: false, correction: false }
    const able = owed.filter((offer) => fits(offer, wanted, this.#calendar) !== null)
    return able.length === 0 ? null : { offer: random.pick(able), correction: false }
  }

  #find(where: 'centre' | 'local', wanted: Wanted, random: Random) {
    const calendar = this.#calendar
    const offers = this.#offers[where]
    const choices = this.#choices[where]
    for (let tries = 0; tries < 40; tries += 1) {
      const offer = random.weighted(choices)
      // After some refusals an easier wish will do: the fate is exact, the rest is colour.
      const easier =
        tries < 12 ? wanted : { ...wanted, quick: false, correction: tries < 24 && wanted.correction }
      const correction = fits(offer, easier, calendar)
      if (correction !== null) return { offer, correction }
    }
    for (const offer of offers) {
      const correction = fits(offer, { ...wanted, quick: false, correction: false }, calendar)
      if (correction !== null) return { offer, correction }
    }
    const day = formatDate(dayOf(wanted.acceptedAt))
    throw new RangeError(`no procedure accepted on ${day} can end ${wanted.fate}`)
  }

  /** Within the 8 working hours a desk has to answer; earlier when it was asked for something first. */
  #submitted(random: Random, acceptedAt: number, intakeCorrection: boolean): number {
    const back = intakeCorrection ? random.integer(18, 40) * HOUR : random.integer(15, 400) * MINUTE
    const from = new Date(acceptedAt - 24 * DAY)
    const worked = workingTimeBetween(from, new Date(acceptedAt), this.#calendar)
    const opened = addWorkingTime(from, worked - back, this.#calendar).getTime()
    // People also apply in the evening before the desk opens.
    const evening = random.chance(0.25)
      ? instantAt(dayOf(opened), random.integer(1140, 1370) * MINUTE) - DAY
      : opened
    return Math.min(evening, opened)
  }
}
