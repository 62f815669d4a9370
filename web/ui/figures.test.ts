import { expect, test } from 'vitest'
import { percent, periodOf, share, spanBefore } from './figures.ts'

test('a named period follows today, an own one stands as written, a turned-round one is refused', () => {
  expect(periodOf('month', '2026-11-23')).toEqual({ from: '2026-11-01', to: '2026-11-23' })
  expect(periodOf('year', '2026-11-23')).toEqual({ from: '2026-01-01', to: '2026-11-23' })
  expect(periodOf('seven2022', '2026-11-23')).toEqual({ from: '2022-01-01', to: '2022-07-31' })
  expect(periodOf('2022-02-01..2022-02-28', '2026-11-23')).toEqual({ from: '2022-02-01', to: '2022-02-28' })
  expect(periodOf('2022-03-01..2022-02-28', '2026-11-23')).toEqual({ from: '2026-11-01', to: '2026-11-23' })
})

test('a period is compared with as many days just before it', () => {
  expect(spanBefore({ from: '2024-03-01', to: '2024-03-31' })).toEqual({
    from: '2024-01-30',
    to: '2024-02-29',
  })
  expect(spanBefore({ from: '2022-05-05', to: '2022-05-05' })).toEqual({
    from: '2022-05-04',
    to: '2022-05-04',
  })
})

test('shares keep two decimals; nothing divided by nothing is no share', () => {
  expect(percent(share(10, 40_828))).toBe('0,02 %')
  expect(percent(share(1, 2))).toBe('50,00 %')
  expect(percent(share(0, 0))).toBe('–')
})
