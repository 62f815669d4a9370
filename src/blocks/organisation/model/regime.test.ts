import { expect, test } from 'vitest'
import { portalPage, type RegimePeriod, regimeOn } from './regime.ts'

const periods: RegimePeriod[] = [
  { regime: 2025, from: '2025-07-01', page: 'https://cong.example.vn/tthc?ma={code}', decision: 'QĐ thử' },
  { regime: 2022, from: '2026-01-01', page: null, decision: 'QĐ thử 2' },
]

test('the regime of a day is the last one that had begun, and 2022 before any was set', () => {
  expect(regimeOn(periods, '2025-06-30').regime).toBe(2022)
  expect(regimeOn(periods, '2025-07-01').regime).toBe(2025)
  expect(regimeOn(periods, '2025-12-31').regime).toBe(2025)
  expect(regimeOn(periods, '2026-01-01').regime).toBe(2022)
  expect(regimeOn([], '2030-01-01').regime).toBe(2022)
})

test('a procedure’s page on the National Portal carries its code; without a setting it is the portal’s first page', () => {
  expect(portalPage(periods[0]!, '1.001193')).toBe('https://cong.example.vn/tthc?ma=1.001193')
  expect(portalPage({ page: null }, '1.001193')).toBe('https://dichvucong.gov.vn/')
})
