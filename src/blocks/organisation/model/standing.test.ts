import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { SCOPES } from '../../../platform/command/actor.ts'
import { dayAfter } from './delegation-days.ts'
import { chosenOf, type DatedSeat, type Delegation, heldBy, lentTo, type Standing } from './standing.ts'

const ACCOUNTS = ['an', 'binh', 'chi']
const SEATS = ['head', 'deputy', 'desk']
const PERMISSIONS = ['dossier.read', 'dossier.move', 'dossier.assign']
const START = '2026-09-01'
const DAYS = Array.from({ length: 12 }, (_, index) => dayAfter(START, index))

/** Mostly wide, so that much of it overlaps. */
const spans = fc.record({
  from: fc.constantFrom(...DAYS.slice(0, 5), ...DAYS.slice(0, 2)),
  to: fc.option(fc.constantFrom(...DAYS), { freq: 2 }),
})
const seatOf = (id: string, predecessor: string | null): fc.Arbitrary<DatedSeat> =>
  fc
    .record({
      span: spans,
      holdings: fc.array(fc.tuple(spans, fc.constantFrom(...ACCOUNTS)), { minLength: 1, maxLength: 4 }),
      grants: fc.array(fc.tuple(spans, fc.constantFrom(...PERMISSIONS), fc.constantFrom(...SCOPES)), {
        minLength: 1,
        maxLength: 4,
      }),
    })
    .map(({ span, holdings, grants }) => ({
      id,
      agency: `agency of ${id}`,
      title: id,
      roles: [id],
      predecessor,
      ...span,
      holdings: holdings.map(([dates, account]) => ({ ...dates, account, name: account })),
      grants: grants.map(([dates, permission, scope]) => ({ ...dates, permission, scope })),
    }))
/** Three seats, the first with an heir: a merger on any day. */
const seats = fc.tuple(...SEATS.map((id) => seatOf(id, null)), seatOf('heir', 'head'))
const delegations: fc.Arbitrary<Delegation[]> = fc.array(
  fc.record({
    id: fc.uuid(),
    position: fc.constantFrom(...SEATS),
    giver: fc.constantFrom(...ACCOUNTS),
    taker: fc.constantFrom(...ACCOUNTS),
    permissions: fc.option(fc.subarray(PERMISSIONS, { minLength: 1 })),
    from: fc.constantFrom(...DAYS.slice(0, 5)),
    to: fc.constantFrom(...DAYS),
    revokedAt: fc.option(fc.nat(20), { freq: 2 }),
  }),
  { minLength: 1, maxLength: 6 },
)

const rights = (all: readonly Standing[]) =>
  new Set(
    all.flatMap(({ grants }) => grants.map((each) => `${each.permission} ${each.scope} ${each.position}`)),
  )

test('what is lent is never more than its giver may do in their own right, on any day', () => {
  let lentSomething = 0
  fc.assert(
    fc.property(seats, delegations, (all, given) => {
      for (const [instant, day] of DAYS.entries())
        for (const taker of ACCOUNTS)
          for (const lent of lentTo(all, given, taker, { day, instant })) {
            lentSomething += 1
            const giver = lent.actingFor?.account ?? ''
            const theirs = rights(heldBy(all, giver, day))
            for (const right of rights([lent])) expect(theirs).toContain(right)
            // And by a delegation of theirs that runs: nothing comes from what somebody else was lent.
            expect(
              given.some(
                (each) =>
                  each.giver === giver &&
                  each.taker === taker &&
                  each.from <= day &&
                  day < (each.to ?? '') &&
                  (each.revokedAt === null || instant < each.revokedAt),
              ),
            ).toBe(true)
          }
    }),
    { numRuns: 1500, seed: 4 },
  )
  expect(lentSomething).toBeGreaterThan(500)
})

test('without a delegation in force nobody is lent anything', () => {
  fc.assert(
    fc.property(seats, delegations, (all, given) => {
      for (const day of DAYS) {
        const over = given.filter((each) => !(each.from <= day && day < (each.to ?? '')))
        for (const taker of ACCOUNTS) expect(lentTo(all, over, taker, { day, instant: 0 })).toEqual([])
      }
    }),
    { numRuns: 300 },
  )
})

describe('a seat, its heir and its deputy', () => {
  const grant = (permission: string) => ({ permission, scope: 'agency' as const, from: START, to: null })
  const seat = (id: string, account: string, more: Partial<DatedSeat> = {}): DatedSeat => ({
    id,
    agency: 'old',
    title: id,
    roles: [id],
    predecessor: null,
    from: START,
    to: null,
    holdings: [{ account, name: account, from: START, to: null }],
    grants: [grant('dossier.read'), grant('dossier.assign')],
    ...more,
  })
  const MERGED = '2026-09-05'
  const all = [
    seat('deputy', 'binh'),
    seat('head', 'an', { to: MERGED }),
    seat('heir', 'an', { from: MERGED, predecessor: 'head', agency: 'new', grants: [grant('dossier.read')] }),
  ]
  const week: Delegation = {
    id: 'one',
    position: 'head',
    giver: 'an',
    taker: 'binh',
    permissions: null,
    from: '2026-09-02',
    to: '2026-09-09',
    revokedAt: null,
  }
  const lentOn = (day: string, given: Delegation[] = [week], instant = 0) =>
    lentTo(all, given, 'binh', { day, instant }).map(
      ({ seat: { id }, grants }) => `${id}: ${grants.map((each) => `${each.permission} ${each.agency}`)}`,
    )

  test('lent from the first day to the last, across a merger by the rights of the heir', () => {
    expect(lentOn('2026-09-01')).toEqual([])
    expect(lentOn('2026-09-02')).toEqual(['head: dossier.read old,dossier.assign old'])
    expect(lentOn('2026-09-05')).toEqual(['heir: dossier.read new'])
    expect(lentOn('2026-09-08')).toEqual(['heir: dossier.read new'])
    expect(lentOn('2026-09-09')).toEqual([])
  })

  test('only what was named; two delegations of one seat together; revoked at once', () => {
    const read = { ...week, permissions: ['dossier.read'] }
    const assign = { ...week, id: 'two', permissions: ['dossier.assign'] }
    expect(lentOn('2026-09-02', [read])).toEqual(['head: dossier.read old'])
    expect(lentOn('2026-09-02', [read, assign])).toEqual(['head: dossier.read old,dossier.assign old'])
    const revoked = { ...week, revokedAt: 100 }
    expect(lentOn('2026-09-02', [revoked], 99)).toHaveLength(1)
    expect(lentOn('2026-09-02', [revoked], 100)).toEqual([])
  })

  test('they act from their own seat until they choose another, and go on from its heir', () => {
    const standings = [
      ...heldBy(all, 'binh', MERGED),
      ...lentTo(all, [week], 'binh', { day: MERGED, instant: 0 }),
    ]
    expect(chosenOf(standings, all, null, MERGED)?.seat.id).toBe('deputy')
    expect(chosenOf(standings, all, 'head', MERGED)?.seat.id).toBe('heir')
    expect(chosenOf(standings, all, 'nobody', MERGED)?.seat.id).toBe('deputy')
  })
})
