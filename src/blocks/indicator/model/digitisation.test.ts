import { expect, test } from 'vitest'
import { digitisation, digitisationSheet } from './digitisation.ts'

const period = { from: '2022-06-01', to: '2022-08-06' }
const row = {
  received: 20_000,
  counter: 13_650,
  digitised: 2_700,
  counterDigitised: 2_648,
  reused: 50,
  shared: 0,
  finished: 18_000,
  electronicResult: 9_000,
  digitisedWithResult: 100,
}

test('each share names what it is told against: digitised among counter dossiers is the published one', () => {
  const { counter, digitisedShare, notDigitised, electronicResultShare } = digitisation([row], period)
  expect(counter.share).toEqual({ value: 19.4, numerator: 2_648, denominator: 13_650, ...period })
  expect(digitisedShare).toMatchObject({ value: 13.5, denominator: 20_000 })
  expect(notDigitised.value).toBe(17_300)
  expect(electronicResultShare).toMatchObject({ value: 50, denominator: 18_000 })
})

test('sums agencies and survives a period in which nothing came', () => {
  expect(digitisation([row, row], period).counter.digitised).toMatchObject({
    numerator: 5_296,
    denominator: 27_300,
  })
  const none = digitisation([], period)
  expect([none.received.value, none.counter.share.value]).toEqual([0, 0])
  const { columns, rows } = digitisationSheet('Số hóa', [], none)
  expect(rows.map((each) => each.length)).toEqual([columns.length])
})
