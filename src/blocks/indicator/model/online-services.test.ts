import { expect, test } from 'vitest'
import type { OnlineLevel } from '../../procedure/model/online-level.ts'
import { onlineServices } from './online-services.ts'

const period = { from: '2022-01-01', to: '2022-07-31' }
const levels = new Map<string, OnlineLevel>([
  ['1.000001', '2'],
  ['1.000002', '3'],
  ['1.000003', '3'],
  ['1.000004', '4'],
  ['1.000005', '4'],
  ['1.000006', '4'],
])

test('levels add up to all services, each with those that had dossiers', () => {
  const report = onlineServices(levels, new Set(['1.000003', '1.000004', '1.000005', '9.999999']), period)
  expect(report.total).toEqual({ value: 6, numerator: 6, denominator: 6, ...period })
  expect(report.level2).toMatchObject({ services: { value: 1, denominator: 6 }, withDossiers: { value: 0 } })
  expect(report.level3).toMatchObject({
    services: { value: 2 },
    withDossiers: { value: 1, numerator: 1, denominator: 2, ...period },
    withDossiersShare: { value: 50 },
  })
  expect(report.level4?.withDossiers).toMatchObject({ numerator: 2, denominator: 3 })
  expect(report.full).toBeUndefined()
})

test('after 15/8/2022 the new names stand, and what is still under an old one beside them', () => {
  const later = onlineServices(new Map<string, OnlineLevel>([...levels, ['2.000001', 'full']]), new Set(), {
    from: '2023-01-01',
    to: '2023-12-31',
  })
  expect(Object.keys(later)).toEqual([
    'total',
    'information',
    'partial',
    'full',
    'level2',
    'level3',
    'level4',
  ])
  const { total, ...byLevel } = later
  expect(Object.values(byLevel).reduce((sum, each) => sum + each.services.value, 0)).toBe(total.value)
})
