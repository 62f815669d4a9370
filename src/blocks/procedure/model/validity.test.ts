import fc from 'fast-check'
import { expect, test } from 'vitest'
import { end, enter, inForceOn, type Span } from './validity.ts'

const day = fc.integer({ min: 1, max: 28 }).map((each) => `2022-06-${String(each).padStart(2, '0')}`)
const MONTH = Array.from({ length: 30 }, (_, at) => `2022-06-${String(at + 1).padStart(2, '0')}`)

/** Editions published one after another, each from any day, as publishing leaves them. */
function publishedOn(days: readonly string[]): Span[] {
  const spans: Span[] = []
  for (const [at, validFrom] of days.entries()) {
    const { validTo, ended } = enter(spans, validFrom)
    for (const span of spans) if (ended.includes(span.number)) span.validTo = validFrom
    spans.push({ number: at + 1, validFrom, validTo })
  }
  return spans
}
const holding = (spans: readonly Span[], on: string) =>
  spans.filter((span) => span.validFrom <= on && (span.validTo === null || on < span.validTo))

test('in whatever order editions are published, on each day at most one holds: the last that began', () => {
  fc.assert(
    fc.property(fc.array(day, { minLength: 1, maxLength: 8 }), (days) => {
      const spans = publishedOn(days)
      for (const on of MONTH) {
        const begun = days.filter((from) => from <= on).sort()
        expect(holding(spans, on)).toHaveLength(begun.length > 0 ? 1 : 0)
        const number = inForceOn(spans, on)
        if (begun.length === 0) expect(number).toBeNull()
        else expect(days[number! - 1]).toBe(begun.at(-1))
      }
    }),
  )
})

test('of two from the same day the later published holds', () => {
  expect(inForceOn(publishedOn(['2022-06-05', '2022-06-05']), '2022-06-05')).toBe(2)
})

test('taking back what has not begun leaves the days as if it had never been published', () => {
  fc.assert(
    fc.property(fc.uniqueArray(day, { minLength: 2, maxLength: 6 }), fc.nat(), (days, n) => {
      const at = n % days.length
      const spans = publishedOn(days)
      const changed = end(spans, at + 1, days[at]!, '2022-05-01')
      const after = spans.map((span) => ({
        ...span,
        validTo: changed.get(span.number) ?? (changed.has(span.number) ? null : span.validTo),
      }))
      const without = publishedOn(days.filter((_, other) => other !== at))
      const from = (spans: Span[], on: string) =>
        spans.find(({ number }) => number === inForceOn(spans, on))?.validFrom
      for (const on of MONTH) expect(from(after, on)).toBe(from(without, on))
    }),
  )
})

test('one that holds ends on the day told, and what a person ended does not go on', () => {
  const spans = publishedOn(['2022-06-01'])
  expect(end(spans, 1, '2022-06-10', '2022-06-05')).toEqual(new Map([[1, '2022-06-10']]))
  const ended: Span[] = [
    { number: 1, validFrom: '2022-06-01', validTo: '2022-06-20', retired: true },
    { number: 2, validFrom: '2022-06-20', validTo: null },
  ]
  expect(end(ended, 2, '2022-06-20', '2022-06-05')).toEqual(new Map([[2, '2022-06-20']]))
})
