import places from '../../src/areas/province/places.json' with { type: 'json' }
import { taxCheckDigit } from '../../src/kernel/identifiers.ts'
import { plain } from '../../src/kernel/vietnamese.ts'
import {
  COMPANY_FORMS,
  COMPANY_NAMES,
  COMPANY_TRADES,
  HAMLET_HEADS,
  HAMLET_TAILS,
  NAMES,
  type People,
} from './names.ts'
import type { Random } from './random.ts'

/** An address in a commune that exists at the given date. */
export type Address = {
  line: string
  gso: string
  commune: string
  district?: string
  province: string
  text: string
}

export type Person = {
  /** Always true: shown wherever these people are shown. */
  fictitious: true
  fullName: string
  people: People
  sex: 'male' | 'female'
  /** ISO date. */
  birthDate: string
  /** 12 digits; see `isFictitiousCitizenNumber`. */
  citizenNumber: string
  /** ISO date the identity card was issued, on or before `at`. */
  cardIssuedOn: string
  address: Address
  phone: string
  email?: string
}

export type Company = {
  fictitious: true
  name: string
  taxCode: string
  representative: string
  address: Address
  phone: string
  email: string
}

type At = {
  /** ISO date: ages are counted at it, and the address is in a commune that exists on it. */
  at: string
}

/**
 * No part of a citizen number can prove it unissued (there is no check digit), so ours keep to one corner that is easy to
 * recognise and to delete: registered in Tuyên Quang (008), serial 99 and four digits. A real person may still bear one.
 */
export function isFictitiousCitizenNumber(number: string): boolean {
  return /^008[0-9]\d{2}99\d{4}$/.test(number)
}

/** Taken from no operator's range, so that a demo never rings a real telephone. */
const PHONE_PREFIXES = ['053', '054', '057', '073', '074', '075']

/** Tax codes of the province begin with 5000: these are far above the last one issued. */
const TAX_PREFIX = '5099'

/** Ages of those who come to a public desk. */
const AGES: readonly (readonly [readonly [number, number], number])[] = [
  [[18, 24], 14],
  [[25, 39], 40],
  [[40, 59], 34],
  [[60, 74], 10],
  [[75, 88], 2],
]

export function person(random: Random, { at }: At): Person {
  const people = somePeople(random)
  const sex = random.chance(0.5) ? 'male' : 'female'
  const fullName = nameOf(random, people, sex)
  const birthDate = birthDateAt(random, at)
  const result: Person = {
    fictitious: true,
    fullName,
    people,
    sex,
    birthDate,
    citizenNumber: citizenNumber(random, sex, birthDate),
    cardIssuedOn: cardDate(random, birthDate, at),
    address: address(random, at),
    phone: phone(random),
  }
  if (random.chance(0.3)) result.email = `${dotted(fullName)}.${birthDate.slice(2, 4)}@example.vn`
  return result
}

/** Each birth year and sex has 10,000 numbers: beyond this, free ones would become too rare to find by chance. */
const MOST_PERSONS = 500_000

/** `count` persons, no two with the same citizen number. RangeError above 500,000. */
export function persons(random: Random, { at, count }: At & { count: number }): Person[] {
  if (count > MOST_PERSONS) throw new RangeError(`at most ${MOST_PERSONS} persons, asked for ${count}`)
  const numbers = new Set<string>()
  return Array.from({ length: count }, () => {
    const one = person(random, { at })
    while (numbers.has(one.citizenNumber)) one.citizenNumber = citizenNumber(random, one.sex, one.birthDate)
    numbers.add(one.citizenNumber)
    return one
  })
}

/** Without `at` the seat is in a commune of today. */
export function company(random: Random, { at }: Partial<At> = {}): Company {
  const form = random.weighted(COMPANY_FORMS)
  const proper = random.pick(COMPANY_NAMES)
  return {
    fictitious: true,
    name: `${form} ${random.pick(COMPANY_TRADES)} ${proper}`,
    taxCode: taxCode(random),
    representative: officerName(random),
    address: address(random, at),
    phone: phone(random),
    email: `${plain(proper).replaceAll(' ', '')}@example.vn`,
  }
}

/** A full name, for an officer of the demo. */
export function officerName(random: Random): string {
  return nameOf(random, somePeople(random), random.chance(0.5) ? 'male' : 'female')
}

/** The text an identity card's QR code holds. */
export function cardText(one: Person): string {
  const sex = one.sex === 'male' ? 'Nam' : 'Nữ'
  const residence = one.address.text
  return [
    one.citizenNumber,
    '',
    one.fullName,
    compact(one.birthDate),
    sex,
    residence,
    compact(one.cardIssuedOn),
  ].join('|')
}

function somePeople(random: Random): People {
  return random.weighted(
    (Object.keys(NAMES) as People[]).map((people) => [people, NAMES[people].share] as const),
  )
}

function nameOf(random: Random, people: People, sex: 'male' | 'female'): string {
  const { families, middle, given } = NAMES[people]
  const family = random.pick(families)
  const between = random.pick(middle[sex])
  // 'Thanh Thanh' would be nobody's name.
  const last = random.pick(given[sex].filter((name) => name !== between && name !== family))
  return `${family} ${between} ${last}`
}

function birthDateAt(random: Random, at: string): string {
  const [youngest, oldest] = random.weighted(AGES)
  const age = random.integer(youngest, oldest)
  const year = Number(at.slice(0, 4)) - age
  // On 29 February, 28 stands for it: in a common year the 29th would roll on to March, after the birthday.
  const day = at.endsWith('-02-29') ? 28 : Number(at.slice(8, 10))
  const youngestDay = Date.UTC(year, Number(at.slice(5, 7)) - 1, day)
  return isoDay(youngestDay - random.integer(0, 364) * DAY_MS)
}

function citizenNumber(random: Random, sex: 'male' | 'female', birthDate: string): string {
  const century = Math.floor(Number(birthDate.slice(0, 4)) / 100)
  const era = (century - 19) * 2 + (sex === 'female' ? 1 : 0)
  return `008${era}${birthDate.slice(2, 4)}99${digits(random, 4)}`
}

/** Chip cards began in 2021; before that, or for who came of age since, the card is at most a few years old. */
function cardDate(random: Random, birthDate: string, at: string): string {
  const adult = `${Number(birthDate.slice(0, 4)) + 16}-01-01`
  const from = [adult, '2021-03-01'].sort().at(-1)!
  const start = Date.parse(from < at ? from : adult < at ? adult : at)
  return isoDay(start + random.integer(0, Math.floor((Date.parse(at) - start) / DAY_MS)) * DAY_MS)
}

type Place = (typeof places)[number] & { district?: string; validFrom?: string; validTo?: string }
const communesAt = new Map<string, Place[]>()

/** The communes of Tuyên Quang valid on a date; without one, those that have no end. */
function communes(at: string | undefined): Place[] {
  const key = at ?? ''
  let found = communesAt.get(key)
  if (!found) {
    found = (places as Place[]).filter(
      (place) =>
        place.gso.length === 5 &&
        place.province === 'Tuyên Quang' &&
        (at === undefined
          ? place.validTo === undefined
          : (place.validFrom ?? '') <= at && at < (place.validTo ?? '9999')),
    )
    communesAt.set(key, found)
  }
  return found
}

function address(random: Random, at: string | undefined): Address {
  const place = random.pick(communes(at))
  const urban = place.type !== 'Xã'
  const line = urban ? `Tổ dân phố ${random.integer(1, 18)}` : hamlet(random)
  const commune = `${place.type} ${place.name}`
  const parts = [
    line,
    lowerFirst(commune),
    place.district && lowerFirst(place.district),
    `tỉnh ${place.province}`,
  ]
  const text = parts.filter(Boolean).join(', ')
  const { gso, district, province } = place
  return { line, gso, commune, ...(district && { district }), province, text }
}

function hamlet(random: Random): string {
  if (random.chance(0.35)) return `Thôn ${random.integer(1, 14)}`
  return `Thôn ${random.pick(HAMLET_HEADS)} ${random.pick(HAMLET_TAILS)}`
}

function phone(random: Random): string {
  return random.pick(PHONE_PREFIXES) + digits(random, 7)
}

function taxCode(random: Random): string {
  for (;;) {
    const nine = TAX_PREFIX + digits(random, 5)
    const check = taxCheckDigit(nine)
    // One in eleven has no check digit and is never issued.
    if (check !== undefined) return `${nine}${check}`
  }
}

const DAY_MS = 86_400_000

function isoDay(time: number): string {
  return new Date(time).toISOString().slice(0, 10)
}

function compact(iso: string): string {
  return iso.split('-').reverse().join('')
}

function digits(random: Random, count: number): string {
  return String(random.integer(0, 10 ** count - 1)).padStart(count, '0')
}

function dotted(name: string): string {
  return plain(name).replaceAll(' ', '.')
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1)
}
