import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type LevelPeriod, laidOver, levelsOfEdition, ONLINE_LEVELS } from './online-level.ts'

const law = {
  decision: '12/QĐ-UBND',
  onlineLevel: 'full',
  confidential: false,
  systemOfRecord: 'own',
  basis: ['x'],
} as const

test('an edition of 2021 was level 4 until the names changed on 15/8/2022, and toàn trình since', () => {
  expect(levelsOfEdition({ ...law, basis: ['x'], level2022: 4 }, '2021-01-01')).toEqual([
    { level: '4', from: '2021-01-01', to: '2022-08-15', decision: 'Nghị định số 43/2011/NĐ-CP' },
    { level: 'full', from: '2022-08-15', to: null, decision: 'Nghị định số 42/2022/NĐ-CP' },
  ])
  expect(levelsOfEdition({ ...law, basis: ['x'], level2022: 4 }, '2026-03-01')).toEqual([
    { level: 'full', from: '2026-03-01', to: null, decision: '12/QĐ-UBND' },
  ])
})

const day = fc
  .integer({ min: 0, max: 60 })
  .map((n) => new Date(Date.UTC(2022, 5, 1 + n)).toISOString().slice(0, 10))
const period = fc
  .record({
    level: fc.constantFrom(...ONLINE_LEVELS),
    from: day,
    to: fc.option(day),
    decision: fc.constantFrom('a', 'b'),
  })
  .filter(({ from, to }) => to === null || to > from)
const levelOn = (history: readonly LevelPeriod[], on: string) =>
  history.filter((each) => each.from <= on && (each.to === null || each.to > on)).map((each) => each.level)

test('on every day at most one level holds, and the last laid over wins', () => {
  fc.assert(
    fc.property(fc.array(period, { minLength: 1, maxLength: 8 }), day, (periods, on) => {
      const history = periods.reduce<LevelPeriod[]>(laidOver, [])
      const wanted = periods.findLast((each) => each.from <= on && (each.to === null || each.to > on))
      expect(levelOn(history, on)).toEqual(wanted ? [wanted.level] : [])
      expect(new Set(history.map((each) => each.from)).size).toBe(history.length)
    }),
  )
})
