import { expect, test } from 'vitest'
import { LocalNumber, type OfflineTaking, receiptMoment } from './offline-taking.ts'

const NOW = new Date('2026-11-23T03:00:00Z')
const HOUR = 3_600_000
const DAY = 24 * HOUR

/** Taken in `ago` before NOW by a device whose clock is wrong by `wrong`, as it was known to be. */
const taken = (ago: number, wrong = 0, change: Partial<OfflineTaking> = {}): OfflineTaking => ({
  device: 'K7QM2R',
  localNumber: 'TẠM-K7QM2R-001',
  at: new Date(NOW.getTime() - ago + wrong).toISOString(),
  offsetMs: -wrong,
  offsetWhenSentMs: -wrong,
  ...change,
})

test('what was taken in yesterday counts from yesterday', () => {
  const { verdict, receivedAt } = receiptMoment(taken(20 * HOUR), NOW, 72)
  expect([verdict, receivedAt.toISOString()]).toEqual(['accepted', '2026-11-22T07:00:00.000Z'])
})

test.each([-DAY, DAY])('a tablet whose clock is %i ms wrong tells the right moment all the same', (wrong) => {
  const { verdict, receivedAt } = receiptMoment(taken(2 * HOUR, wrong), NOW, 72)
  expect([verdict, receivedAt.toISOString()]).toEqual(['accepted', '2026-11-23T01:00:00.000Z'])
})

test('a clock that was set while the line was down is not believed', () => {
  const { verdict, receivedAt } = receiptMoment(taken(2 * HOUR, 0, { offsetWhenSentMs: DAY }), NOW, 72)
  expect([verdict, receivedAt]).toEqual(['clockMoved', NOW])
})

test('nothing is received before the bound or in the future', () => {
  expect(receiptMoment(taken(72 * HOUR), NOW, 72).verdict).toBe('accepted')
  expect(receiptMoment(taken(72 * HOUR + 1), NOW, 72)).toMatchObject({ verdict: 'tooOld', receivedAt: NOW })
  expect(receiptMoment(taken(-3 * 60_000), NOW, 72)).toMatchObject({ verdict: 'inFuture', receivedAt: NOW })
  // Within what a slow line explains it is now, not later.
  expect(receiptMoment(taken(-60_000), NOW, 72)).toMatchObject({ verdict: 'accepted', receivedAt: NOW })
})

test('a local number names its device', () => {
  expect(LocalNumber.safeParse('TẠM-K7QM2R-001').success).toBe(true)
  expect(LocalNumber.safeParse('TẠM-001').success).toBe(false)
})
