/** How many of each a replay plays: the province's own article of 2022-10-10 at scale 1, and what stands beside it. */
export type Targets = {
  /** Received at the centre's departments and central branches within the period. */
  received: number
  channel: { counter: number; online: number; post: number }
  /** How they ended by the last day; `lateApologised` are those late ones whose applicant got a letter in time. */
  fate: { early: number; onTime: number; late: number; lateApologised: number; unfinished: number }
  /** Accepted in December 2021 and still open at New Year: a line of their own. */
  carried: { finished: number; open: number }
  /** Submitted online to the centre and refused at intake: never received, so in no line. */
  refused: number
  /** At districts and communes: played beside, outside the table. */
  local: number
  /** From June to 6 August, over which the article counts what was digitised; the days of August are beyond the period. */
  window: {
    /** Taken in at the counter in June and July: among `channel.counter`. */
    counter: number
    /** Received at the centre in the first days of August. */
    after: { counter: number; online: number; post: number }
    /** Of the window's counter dossiers, with a paper digitised at intake. */
    digitised: number
    /** Citizens' accounts opened at the counter. */
    accounts: number
  }
  /** Entries of the national catalogue put into force beside the release's packs, so that dossiers can come for them. */
  editions: number
}

export const PERIOD = { from: '2022-01-01', to: '2022-07-31' } as const
/** The article's own window of digitisation: the clock runs on to its end. */
export const DIGITISED = { from: '2022-06-01', to: '2022-08-06' } as const

/** The province's online services in the article, by the levels of 2011, and of how many dossiers had come. */
export const SERVICES = {
  total: 1_427,
  level2: 444,
  level3: 66,
  level4: 917,
  level3WithDossiers: 21,
  level4WithDossiers: 192,
} as const

export const ARTICLE: Targets = {
  received: 42_540,
  channel: { counter: 27_067, online: 14_424, post: 1_049 },
  fate: { early: 24_711, onTime: 16_107, late: 3, lateApologised: 7, unfinished: 1_712 },
  carried: { finished: 1_180, open: 62 },
  refused: 160,
  local: 3_000,
  // 2,648 are 19.4 % of 13,650: half as many again as an even year would bring to the counters. Nobody tells why; that
  // more people came in summer is an assumption.
  window: {
    counter: 12_350,
    after: { counter: 1_300, online: 430, post: 30 },
    digitised: 2_648,
    accounts: 90,
  },
  // As many as the article's services with dossiers need.
  editions: 182,
}

/** Whole numbers in the proportion of `weights` that add up to `total` exactly: largest remainders get the rest. */
export function apportion(total: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((all, each) => all + each, 0)
  if (sum === 0) return weights.map(() => 0)
  const exact = weights.map((each) => (each * total) / sum)
  const shares = exact.map(Math.floor)
  const rest = total - shares.reduce((all, each) => all + each, 0)
  const byRemainder = exact.map((each, index) => [each - Math.floor(each), index] as const)
  byRemainder.sort(([a, i], [b, j]) => b - a || i - j)
  for (const [, index] of byRemainder.slice(0, rest)) shares[index]! += 1
  return shares
}

/** The article's numbers at another size; each table still adds up. RangeError unless 0 < scale <= 10. */
export function targetsAt(scale: number): Targets {
  if (!(scale > 0 && scale <= 10)) throw new RangeError('scale must be above 0 and at most 10')
  const of = (count: number) => Math.round(count * scale)
  const received = of(ARTICLE.received)
  const spread = <T extends Record<string, number>>(total: number, table: T): T => {
    const shares = apportion(total, Object.values(table))
    return Object.fromEntries(Object.keys(table).map((key, index) => [key, shares[index]])) as T
  }
  return {
    received,
    channel: spread(received, ARTICLE.channel),
    fate: spread(received, ARTICLE.fate),
    carried: spread(of(ARTICLE.carried.finished + ARTICLE.carried.open), ARTICLE.carried),
    refused: of(ARTICLE.refused),
    local: of(ARTICLE.local),
    window: {
      counter: of(ARTICLE.window.counter),
      after: spread(
        of(ARTICLE.window.after.counter + ARTICLE.window.after.online + ARTICLE.window.after.post),
        ARTICLE.window.after,
      ),
      digitised: of(ARTICLE.window.digitised),
      accounts: of(ARTICLE.window.accounts),
    },
    // A small replay has no dossiers for them all.
    editions: Math.min(ARTICLE.editions, Math.floor(received / 4)),
  }
}
