import { afterAll, beforeAll, expect, test } from 'vitest'
import { allOperations } from '../../src/operations.ts'
import { ask } from '../../src/platform/command/run.ts'
import { type OpenProvince, openProvince } from './open-province.ts'

/** Two communes that merge on 2025-07-01, one with its seats and one without, in the middle of delegations. */
const COMMUNE = 'H60.37.03'
const ENDING = 'H60.37.01'
const HEIR = 'H60.218'
const MERGED = '2025-07-01'
const DECISION = 'Nghị quyết về sắp xếp đơn vị hành chính (thử nghiệm), ngày 16/6/2025'
const at = (text: string) => new Date(`2025-${text}:00+07:00`)

const registry = allOperations()
let province: OpenProvince
beforeAll(async () => {
  province = await openProvince('2025-06-20', ['H60', COMMUNE, ENDING, HEIR])
})
afterAll(() => province?.close())

const act = async (who: string, name: string, input: object, now: Date): Promise<any> =>
  ask(province.house, registry.get(name), input, { actor: await province.signedIn(who, now), now })
const lend = (agency: string, now = at('06-23T08:00'), dates = { from: '2025-06-25', to: '2025-07-10' }) =>
  act(
    `${agency}/leader`,
    'organisation.delegate',
    { position: `${agency}/leader`, delegate: `${agency}/head`, reason: 'Điều trị dài ngày', ...dates },
    now,
  )
const merge = (code: string, seats: 'move' | 'end') =>
  act(
    'H60/administrator',
    'organisation.merge',
    { code, into: HEIR, at: MERGED, decision: DECISION, seats },
    at('06-24T08:00'),
  )
/** As whom the deputy stands when they choose the chairman's seat of the old commune. */
const deputy = async (agency: string, when: string) => {
  const actor = await province.signedIn(`${agency}/head`, at(when), `${agency}/leader`)
  return [actor.position, actor.actingFor?.account ?? null]
}

test('a delegation made before the merger goes on from the twin seat to its own last day', async () => {
  await lend(COMMUNE)
  await merge(COMMUNE, 'move')
  const [old, twin] = [`${COMMUNE}/leader`, `${HEIR}/${COMMUNE}/leader`]
  expect(await deputy(COMMUNE, '06-24T09:00')).toEqual([`${COMMUNE}/head`, null])
  expect(await deputy(COMMUNE, '06-30T23:59')).toEqual([old, old])
  expect(await deputy(COMMUNE, '07-01T00:00')).toEqual([twin, old])
  expect(await deputy(COMMUNE, '07-10T23:59')).toEqual([twin, old])
  expect(await deputy(COMMUNE, '07-11T00:00')).toEqual([`${HEIR}/${COMMUNE}/head`, null])
})

test('the rights lent after the merger are the twin’s, measured from the successor, and grants go with it', async () => {
  const rights = async (who: string, when: string, chosen?: string) => {
    const { grants } = await province.signedIn(who, at(when), chosen)
    return grants.map((each) => `${each.permission} ${each.scope} ${each.agency}`).sort()
  }
  for (const when of ['06-30T09:00', '07-01T09:00']) {
    const lent = await rights(`${COMMUNE}/head`, when, `${COMMUNE}/leader`)
    expect(lent).toEqual(await rights(`${COMMUNE}/leader`, when))
    expect(lent.every((each) => each.endsWith(when < '07' ? COMMUNE : HEIR))).toBe(true)
  }
})

test('one made after the decision and before its day goes on all the same; taken back, it is over for both seats', async () => {
  const dates = { from: '2025-06-28', to: '2025-07-20' }
  const { id } = await lend(COMMUNE, at('06-28T08:00'), dates)
  const twin = `${HEIR}/${COMMUNE}/leader`
  expect(await deputy(COMMUNE, '07-15T09:00')).toEqual([twin, `${COMMUNE}/leader`])
  await act(`${COMMUNE}/leader`, 'organisation.revokeDelegation', { id }, at('07-16T08:00'))
  expect(await deputy(COMMUNE, '07-16T07:59')).toEqual([twin, `${COMMUNE}/leader`])
  expect(await deputy(COMMUNE, '07-16T08:00')).toEqual([`${HEIR}/${COMMUNE}/head`, null])
})

test('where the seats end with the agency nothing is lent any more', async () => {
  await lend(ENDING)
  await merge(ENDING, 'end')
  expect(await deputy(ENDING, '06-30T23:59')).toEqual([`${ENDING}/leader`, `${ENDING}/leader`])
  const after = await province.signedIn(`${ENDING}/head`, at('07-01T00:00'), `${ENDING}/leader`)
  expect([after.position, after.actingFor, after.grants]).toEqual([null, undefined, []])
})
