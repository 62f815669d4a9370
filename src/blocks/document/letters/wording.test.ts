import fc from 'fast-check'
import { create } from 'qrcode'
import { expect, test } from 'vitest'
import { qrSvg } from './qr.ts'
import { dateWords, fill, momentWords } from './wording.ts'

test('moments are told in Vietnamese time, small days and months with a leading 0 as the decree writes them', () => {
  expect(momentWords('2022-12-31T17:05:00Z').full).toBe('00 giờ 05 phút, ngày 01 tháng 01 năm 2023')
  expect(momentWords('2022-03-09T07:30:00+07:00').full).toBe('07 giờ 30 phút, ngày 09 tháng 3 năm 2022')
  expect(dateWords('2022-02-28')).toEqual({ words: 'ngày 28 tháng 02 năm 2022', short: '28/02/2022' })
})

test('filling replaces known keys once and reports the others', () => {
  expect(fill('{a} và {b}, {c}', { a: '{b}', b: '$&' })).toEqual({ text: '{b} và $&, {c}', missing: ['c'] })
  expect(fill('{toString}', {}).missing).toEqual(['toString'])
})

test('the drawing of a QR code has exactly its dark modules', () => {
  fc.assert(
    fc.property(fc.webUrl({ size: 'small' }), (url) => {
      const { size, data } = create(url, { errorCorrectionLevel: 'M' }).modules
      const drawn = new Uint8Array(size * size)
      for (const [, x, y, run] of qrSvg(url).matchAll(/M(\d+) (\d+)h(\d+)v1/g)) {
        drawn.fill(1, Number(y) * size + Number(x), Number(y) * size + Number(x) + Number(run))
      }
      expect([...drawn]).toEqual([...data].map(Number))
    }),
    { numRuns: 30 },
  )
})
