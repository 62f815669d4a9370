import { expect, test } from 'vitest'
import { dayOf, formatDate, timeOfDay } from '../../src/kernel/local-time.ts'
import { offersOf } from './feasible.ts'
import { ARTICLE, apportion, SERVICES, targetsAt } from './figures.ts'
import { lightEditions, nationalCatalogue, otherServices, shippedLevels } from './online-services.ts'
import { atSummerCounters, makePlan, type Plan } from './plan.ts'
import { rehearse, shippedStages } from './rehearsal.ts'

const { stages, calendar } = shippedStages()
const offers = offersOf(stages)
const offerOf = new Map(offers.map((offer) => [`${offer.procedure}@${offer.agency}`, offer]))
/** The whole article's plan, made once. */
let made: Plan | null = null
const article = () => {
  made ??= makePlan(offers, calendar, ARTICLE, 'test')
  return made
}
const count = <T>(list: readonly T[], holds: (each: T) => boolean) => list.filter(holds).length

test('the article adds up: 42,540 by channel and by end, 40,828 finished, 10 late', () => {
  const { received, channel, fate } = ARTICLE
  expect(received).toBe(42_540)
  expect(channel.counter + channel.online + channel.post).toBe(received)
  expect(fate.early + fate.onTime + fate.late + fate.lateApologised).toBe(40_828)
  expect(fate.late + fate.lateApologised).toBe(10)
  expect(fate.unfinished).toBe(1_712)
})

test.each([0.001, 0.01, 0.0333, 0.5, 1])('at scale %d every table still adds up', (scale) => {
  const { received, channel, fate, carried } = targetsAt(scale)
  const sum = (table: object) => Object.values(table).reduce((all: number, each: number) => all + each, 0)
  expect(received).toBe(Math.round(42_540 * scale))
  expect(sum(channel)).toBe(received)
  expect(sum(fate)).toBe(received)
  expect(sum(carried)).toBe(Math.round(1_242 * scale))
})

test('shares of a whole give out every unit, the largest remainder first', () => {
  expect(apportion(10, [1, 1, 1])).toEqual([4, 3, 3])
  expect(apportion(7, [5, 0, 2])).toEqual([5, 0, 2])
  expect(apportion(3, [0, 0])).toEqual([0, 0])
})

test('the whole plan of the article is there: by channel, by end, on working days within the period', () => {
  const { dossiers } = article()
  const centre = dossiers.filter((each) => each.group === 'centre')
  expect(centre).toHaveLength(42_540)
  for (const channel of ['counter', 'online', 'post'] as const)
    expect(count(centre, (each) => each.channel === channel)).toBe(ARTICLE.channel[channel])
  for (const fate of ['early', 'onTime', 'late', 'lateApologised', 'unfinished'] as const)
    expect(count(centre, (each) => each.fate === fate)).toBe(ARTICLE.fate[fate])
  const offDays = centre.filter((each) => !calendar.hours[dayOf(each.acceptedAt) - calendar.firstDay])
  expect(offDays).toEqual([])
  const lunch = centre.filter((each) => {
    const hour = timeOfDay(each.acceptedAt) / 3_600_000
    return hour < 7.5 || hour >= 17 || (hour >= 12 && hour < 13.5)
  })
  expect(lunch).toEqual([])
  const kinds = new Set(centre.map((each) => offerOf.get(`${each.procedure}@${each.agency}`)!.centre))
  expect([...kinds]).toEqual([true])
  expect(count(dossiers, (each) => each.group === 'local')).toBe(3_000)
  expect(count(dossiers, (each) => each.submittedAt > each.acceptedAt)).toBe(0)
})

test('from June to 6 August 13,650 come to the counters, 2,648 of them have papers digitised, 90 get an account', () => {
  const { dossiers, lastDay } = article()
  expect(formatDate(lastDay)).toBe('2022-08-06')
  const there = atSummerCounters(dossiers)
  expect(there).toHaveLength(13_650)
  expect(count(there, (each) => each.digitised)).toBe(2_648)
  expect(count(there, (each) => each.account)).toBe(90)
  expect(count(dossiers, (each) => each.digitised || each.account)).toBeLessThanOrEqual(2_648 + 90)
  expect(Math.round((2_648 / there.length) * 1000) / 10).toBe(19.4)
})

test('of 66 services of level 3 dossiers come for 21, of 917 of level 4 for 192, as the article counts', () => {
  const levels = new Map<string, 2 | 3 | 4>(
    stages.flatMap(({ code, definition: { law } }) =>
      law.level2022 ? [[code, law.level2022] as const] : [],
    ),
  )
  const registered = [
    ...[...levels].map(([procedure, level]) => ({ procedure, level: `${level}` })),
    ...otherServices(nationalCatalogue().procedures, levels),
  ]
  expect(new Set(registered.map((each) => each.procedure)).size).toBe(1_427)
  const at = (level: string) => count(registered, (each) => each.level === level)
  expect([at('2'), at('3'), at('4')]).toEqual([444, 66, 917])
  const asked = new Set(article().dossiers.map((each) => each.procedure))
  const had = (level: number) => count([...asked], (code) => levels.get(code) === level)
  expect([had(3), had(4)]).toEqual([SERVICES.level3WithDossiers, SERVICES.level4WithDossiers])
  expect(lightEditions(nationalCatalogue().procedures, shippedLevels())).toHaveLength(ARTICLE.editions)
})

test('the same seed plans the same, another seed otherwise', () => {
  const planned = (seed: string) => JSON.stringify(makePlan(offers, calendar, targetsAt(0.01), seed))
  expect(planned('a')).toBe(planned('a'))
  expect(planned('a')).not.toBe(planned('b'))
})

test.each(['2022', 'another'])(
  'walked through the pure models every dossier ends as planned (seed %s)',
  (seed) => {
    const targets = { ...targetsAt(0.1), fate: { ...targetsAt(0.1).fate, late: 6, lateApologised: 9 } }
    targets.received = Object.values(targets.fate).reduce((all, each) => all + each, 0)
    targets.channel.counter = targets.received - targets.channel.online - targets.channel.post
    const { dossiers } = makePlan(offers, calendar, targets, seed)
    let moves = 0
    const otherwise = dossiers.filter((planned) => {
      const offer = offerOf.get(`${planned.procedure}@${planned.agency}`)!
      const went = rehearse(planned, offer, calendar, planned.lastDay, seed)
      moves += went.moves
      const end =
        went.acceptedAt === null ? 'refused' : went.finishedAt === null ? 'unfinished' : went.timeliness
      const accepted = went.acceptedAt === null || went.acceptedAt.getTime() === planned.acceptedAt
      const open = planned.fate === 'refused' || planned.fate === 'unfinished'
      const asked = open || went.corrections === (planned.correction ? 1 : 0)
      return !accepted || !asked || end !== planned.fate.replace('lateApologised', 'late')
    })
    expect(otherwise).toEqual([])
    expect(moves / dossiers.length).toBeGreaterThan(5)
    expect(count(dossiers, (each) => each.correction)).toBeGreaterThan(dossiers.length * 0.02)
    expect(count(dossiers, (each) => each.ending === 'withdraw')).toBeGreaterThan(0)
  },
)
