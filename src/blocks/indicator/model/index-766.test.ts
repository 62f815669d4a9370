import { expect, test } from 'vitest'
import { COMPONENTS, GROUPS } from './components-766.ts'
import { BANDS, componentOf, type Settings, scored, scoreOf, totalOf } from './index-766.ts'

const shipped: Settings = { points: new Map(), threshold: new Map(), bands: BANDS }
const one = (code: string, measured: Parameters<typeof scored>[1], settings = shipped) =>
  scored(componentOf(code)!, measured, settings)

test('points of all components add up to 100, of the groups to 18, 20, 22, 22, 18', () => {
  const of = (group: string) =>
    COMPONENTS.filter((each) => each.group === group).reduce((sum, each) => sum + each.points, 0)
  expect(Object.keys(GROUPS).map(of)).toEqual([18, 20, 22, 22, 18])
})

test('a threshold earns full points and no more; without one the rate itself earns', () => {
  expect(scoreOf(40, 6, 50)).toBeCloseTo(4.8)
  expect(scoreOf(50, 6, 50)).toBe(6)
  expect(scoreOf(90, 6, 50)).toBe(6)
  expect(scoreOf(97.5, 20, null)).toBeCloseTo(19.5)
})

test('what nobody can tell earns nothing and is not counted: neither as full nor as zero', () => {
  const parts = [
    one('2.1', { numerator: 90, denominator: 100 }),
    one('1.1', null),
    one('5.2', { numerator: 0, denominator: 0 }),
    one('2.2', { numerator: 30, denominator: 10, value: 3 }),
  ]
  expect(parts.map((part) => part.counted)).toEqual([true, false, false, false])
  expect(totalOf(parts, BANDS)).toEqual({ score: 18, outOf: 20, share: 90, band: 'Xuất sắc' })
  expect(totalOf([], BANDS)).toEqual({ score: 0, outOf: 0, share: null, band: null })
})

test('a rate is told to two decimals, its points from the exact one', () => {
  expect(one('3.1', { numerator: 1, denominator: 3 })).toMatchObject({
    rate: 33.33,
    score: 0.83,
    threshold: 80,
  })
  expect(one('2.2', { numerator: 7, denominator: 2, value: 3.456 })).toMatchObject({
    rate: 3.46,
    score: null,
  })
})

test('the province’s own points, thresholds and bands stand over the shipped ones', () => {
  const own: Settings = {
    points: new Map([['3.6', 10]]),
    threshold: new Map([['3.6', 60]]),
    bands: [{ name: 'Tốt', least: 40 }],
  }
  const part = one('3.6', { numerator: 30, denominator: 100 }, own)
  expect(part).toMatchObject({ points: 10, threshold: 60, score: 5 })
  expect(totalOf([part], own.bands).band).toBe('Tốt')
})
