import { expect, test } from 'vitest'
import places from '../../src/areas/province/places.json' with { type: 'json' }
import { isPhone, isTaxCode, parseCitizenNumber, parseIdCardQr } from '../../src/kernel/identifiers.ts'
import { cardText, company, isFictitiousCitizenNumber, officerName, person, persons } from './people.ts'
import { mulberry32, seeded } from './random.ts'

const at = '2022-06-01'
const crowd = persons(seeded('crowd'), { at, count: 5_000 })

test('the same seed gives the same people, another seed others', () => {
  const draw = (seed: number) => {
    const random = seeded(seed)
    return [person(random, { at }), company(random, { at }), officerName(random)]
  }
  expect(draw(7)).toEqual(draw(7))
  expect(draw(7)).not.toEqual(draw(8))
})

test('a fork neither moves its parent nor depends on what the parent drew', () => {
  const parent = seeded('a')
  const still = seeded('a')
  still.fork('people').next()
  expect(parent.next()).toBe(still.next())
  expect(parent.fork('people').next()).toBe(seeded('a').fork('people').next())
  expect(seeded('a').fork('people').next()).not.toBe(seeded('a').fork('firms').next())
})

test('numbers are spread evenly and stay within their bounds', () => {
  const random = seeded(1)
  const counts = [0, 0, 0, 0, 0, 0]
  for (let n = 0; n < 60_000; n++) counts[random.integer(0, 5)]!++
  for (const count of counts) expect(Math.abs(count - 10_000)).toBeLessThan(500)
  const next = mulberry32(42)
  const first = Array.from({ length: 1_000 }, next)
  expect(first.every((value) => value >= 0 && value < 1)).toBe(true)
  expect(new Set(first).size).toBeGreaterThan(990)
})

test('weights are kept to, and an empty list is an error', () => {
  const random = seeded(2)
  let heavy = 0
  for (let n = 0; n < 10_000; n++)
    heavy += random.weighted([['heavy', 3] as const, ['light', 1] as const]) === 'heavy' ? 1 : 0
  expect(Math.abs(heavy - 7_500)).toBeLessThan(300)
  expect(() => random.pick([])).toThrow(RangeError)
})

test('citizen numbers have the right structure and agree with sex and birth date', () => {
  for (const one of crowd) {
    const parsed = parseCitizenNumber(one.citizenNumber)
    expect(parsed).toMatchObject({
      ok: true,
      value: { provinceCode: '008', sex: one.sex, birthYear: Number(one.birthDate.slice(0, 4)) },
    })
  }
  expect(crowd.some((one) => one.birthDate >= '2000')).toBe(true)
})

test('every number is marked fictitious, and no two persons share one', () => {
  expect(crowd.filter((one) => !isFictitiousCitizenNumber(one.citizenNumber) || !one.fictitious)).toEqual([])
  expect(new Set(crowd.map((one) => one.citizenNumber)).size).toBe(crowd.length)
  expect(isFictitiousCitizenNumber('008099123456')).toBe(false)
})

test.each(['2020-01-01', at, '2024-02-29', '2025-12-31'])(
  'at %s everyone is of age, holds a card, and is under 90',
  (day) => {
    const later = (birth: string, years: number) => `${Number(birth.slice(0, 4)) + years}${birth.slice(4)}`
    const some = persons(seeded(day), { at: day, count: 3_000 })
    expect(some.filter((one) => later(one.birthDate, 18) > day)).toEqual([])
    expect(some.filter((one) => later(one.birthDate, 90) < day)).toEqual([])
    expect(
      some.filter((one) => one.cardIssuedOn > day || one.cardIssuedOn < later(one.birthDate, 14)),
    ).toEqual([])
  },
)

test('more people than there are numbers for is refused, not searched for ever', () => {
  expect(() => persons(seeded(1), { at, count: 500_001 })).toThrow(RangeError)
})

test("a card's QR text is read back as the person", () => {
  for (const one of crowd.slice(0, 500)) {
    expect(parseIdCardQr(cardText(one))).toMatchObject({
      ok: true,
      value: {
        fullName: one.fullName,
        birthDate: one.birthDate,
        sex: one.sex,
        address: one.address.text,
        issuedOn: one.cardIssuedOn,
        warnings: [],
      },
    })
    expect(one.cardIssuedOn <= at).toBe(true)
  }
})

test('addresses lie in communes that exist on the day', () => {
  const known = new Set(
    places.filter((p) => p.validTo && p.gso.length === 5).map((p) => `${p.gso} ${p.type} ${p.name}`),
  )
  expect(crowd.filter((one) => !known.has(`${one.address.gso} ${one.address.commune}`))).toEqual([])
  expect(new Set(crowd.map((one) => one.address.gso)).size).toBe(138)
  expect(crowd.every((one) => / huyện | thành phố /.test(one.address.text))).toBe(true)
  const today = persons(seeded('today'), { at: '2026-01-05', count: 3_000 })
  expect(new Set(today.map((one) => one.address.gso)).size).toBe(124)
  expect(today.some((one) => one.address.district || / huyện /.test(one.address.text))).toBe(false)
})

test('telephones are well formed and in no operator’s range, e-mail goes to example.vn', () => {
  expect(crowd.filter((one) => !isPhone(one.phone) || !/^0(53|54|57|73|74|75)/.test(one.phone))).toEqual([])
  const emails = crowd.flatMap((one) => one.email ?? [])
  expect(emails.length).toBeGreaterThan(1_000)
  expect(emails.length).toBeLessThan(2_000)
  expect(emails.filter((email) => !/^[a-z.]+\.\d{2}@example\.vn$/.test(email))).toEqual([])
})

test('names are whole, composed and of every people of the province', () => {
  expect(crowd.filter((one) => !/^\p{Lu}\p{Ll}*( \p{Lu}\p{Ll}*){2}$/u.test(one.fullName))).toEqual([])
  expect(crowd.every((one) => one.fullName === one.fullName.normalize('NFC'))).toBe(true)
  const peoples = Map.groupBy(crowd, (one) => one.people)
  expect(peoples.size).toBe(7)
  expect(peoples.get('Kinh')!.length / crowd.length).toBeCloseTo(0.43, 1)
  expect(new Set(crowd.map((one) => one.fullName)).size).toBeGreaterThan(2_500)
})

test('companies have valid tax codes outside the issued range', () => {
  const random = seeded('firms')
  const firms = Array.from({ length: 1_000 }, () => company(random))
  expect(firms.filter((firm) => !isTaxCode(firm.taxCode) || !firm.taxCode.startsWith('5099'))).toEqual([])
  expect(firms.filter((firm) => firm.address.district)).toEqual([])
  expect(company(seeded(3), { at }).address.district).toBeDefined()
  expect(firms.filter((firm) => !isPhone(firm.phone))).toEqual([])
})
