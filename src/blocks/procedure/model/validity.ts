/**
 * One edition's days: from `validFrom`, until the day before `validTo`; null: until a later one. `retired`: a person ended
 * it, so it does not go on when the next one is taken back.
 */
export type Span = { number: number; validFrom: string; validTo: string | null; retired?: boolean }

/** The edition that holds on a day; of several the one that began last. */
export function inForceOn(spans: readonly Span[], day: string): number | null {
  let found: Span | null = null
  for (const span of spans) {
    if (span.validFrom > day || (span.validTo !== null && span.validTo <= day)) continue
    if (
      !found ||
      span.validFrom > found.validFrom ||
      (span.validFrom === found.validFrom && span.number > found.number)
    )
      found = span
  }
  return found?.number ?? null
}

/**
 * A new edition from a day on: until when it holds, and which others now end on its first day. One that is to begin later
 * keeps its day; one that was to begin on the same day never comes into force.
 */
export function enter(spans: readonly Span[], from: string): { validTo: string | null; ended: number[] } {
  const later = spans.filter((span) => span.validFrom > from && span.validTo !== span.validFrom)
  const ended = spans.filter(
    (span) => span.validFrom <= from && (span.validTo === null || span.validTo > from),
  )
  const validTo = later.map((span) => span.validFrom).sort()[0] ?? null
  return { validTo, ended: ended.map((span) => span.number) }
}

/**
 * An edition ends on `from`. One that had not begun by `today` never does, and the one it would have followed goes on.
 * Answers the new `validTo` of each edition it touches.
 */
export function end(
  spans: readonly Span[],
  number: number,
  from: string,
  today: string,
): Map<number, string | null> {
  const ending = spans.find((span) => span.number === number)
  if (!ending) return new Map()
  if (from > ending.validFrom || ending.validFrom <= today) return new Map([[number, from]])
  const changed = new Map<number, string | null>([[number, ending.validFrom]])
  const before = spans.filter(
    (span) => !span.retired && span.validTo === ending.validFrom && span.validFrom < ending.validFrom,
  )
  for (const span of before) changed.set(span.number, ending.validTo)
  return changed
}
