import { expect, test } from 'vitest'
import file from './agencies.json' with { type: 'json' }
import places from './places.json' with { type: 'json' }
import successions from './successions.json' with { type: 'json' }

type Agency = {
  code: string
  name: string
  shortName: string
  kind: string
  parent: string | null
  validFrom: string
  validTo: string | null
  gso?: string
  place?: string
  successor?: string
}
type Place = {
  gso: string
  name: string
  type: string
  province: string
  district?: string
  validFrom?: string
  validTo?: string
  now: string[]
}
const agencies = file.agencies as Agency[]
const byCode = new Map(agencies.map((agency) => [agency.code, agency]))
const codePattern = /^H60(\.\d{1,3}){0,2}$/

function validOn(date: string) {
  return agencies.filter((a) => a.validFrom <= date && (a.validTo === null || date < a.validTo))
}

function countByKind(date: string) {
  const counts: Record<string, number> = {}
  for (const agency of validOn(date)) counts[agency.kind] = (counts[agency.kind] ?? 0) + 1
  return counts
}

test('the province of June 2022 has three tiers', () => {
  expect(countByKind('2022-06-01')).toEqual({
    province: 1,
    centre: 1,
    department: 20,
    'central-branch': 5,
    district: 7,
    commune: 138,
  })
})

test('from July 2025 there is no district and 124 communes stand under the province', () => {
  expect(countByKind('2025-07-02')).toEqual({
    province: 1,
    centre: 1,
    department: 15,
    'central-branch': 5,
    commune: 124,
  })
  const communes = validOn('2025-07-02').filter((a) => a.kind === 'commune')
  expect(new Set(communes.map((a) => a.parent))).toEqual(new Set(['H60']))
})

test('one merger in September 2024 leaves 137 communes, and no day is double or empty', () => {
  expect(countByKind('2024-08-31').commune).toBe(138)
  expect(countByKind('2024-09-01').commune).toBe(137)
  expect(countByKind('2025-06-30').commune).toBe(137)
  expect(countByKind('2025-07-01').commune).toBe(124)
})

test('the centre opened on 1 November 2021', () => {
  expect(countByKind('2021-10-31').centre).toBeUndefined()
  expect(countByKind('2021-11-01').centre).toBe(1)
})

test('codes are well formed and never used twice', () => {
  expect(agencies.filter((a) => !codePattern.test(a.code))).toEqual([])
  expect(byCode.size).toBe(agencies.length)
  for (const [placeholder, official] of Object.entries(file.officialCodes)) {
    expect(byCode.has(placeholder)).toBe(true)
    expect(official).toMatch(codePattern)
  }
})

test('every parent exists and lives as long as its children', () => {
  const orphans = agencies.filter((child) => {
    if (child.parent === null) return child.kind !== 'province'
    const parent = byCode.get(child.parent)
    if (!parent || parent.validFrom > child.validFrom) return true
    return parent.validTo !== null && (child.validTo === null || child.validTo > parent.validTo)
  })
  expect(orphans.map((a) => a.code)).toEqual([])
})

test('whoever ends has an heir that exists on that very day, and the main heir is one of them', () => {
  const ended = agencies.filter((a) => a.validTo !== null)
  expect(ended).toHaveLength(8 + 1 + 7 + 139)
  const bad = ended.filter((agency) => {
    const heirs = successions
      .filter((s) => s.from === agency.code && s.at === agency.validTo)
      .map((s) => s.to)
    const alive = new Set(validOn(agency.validTo!).map((a) => a.code))
    const mainHeirKnown = agency.successor !== undefined && heirs.includes(agency.successor)
    return heirs.length === 0 || !mainHeirKnown || heirs.some((heir) => !alive.has(heir))
  })
  expect(bad.map((a) => a.code)).toEqual([])
})

test('a succession is partial exactly when there are several heirs', () => {
  const heirs = new Map<string, number>()
  for (const s of successions) heirs.set(s.from, (heirs.get(s.from) ?? 0) + 1)
  const wrong = successions.filter((s) => s.partial !== heirs.get(s.from)! > 1)
  expect(wrong).toEqual([])
  expect(new Set(successions.map((s) => `${s.from} ${s.to}`)).size).toBe(successions.length)
})

test('every commune of 2025 has predecessors', () => {
  const heirs = new Set(successions.map((s) => s.to))
  const communes = validOn('2025-07-02').filter((a) => a.kind === 'commune')
  expect(communes.filter((a) => !heirs.has(a.code))).toEqual([])
})

test('agencies are named after their place, and each commune keeps its GSO code', () => {
  const named = agencies.filter((a) => ['district', 'commune'].includes(a.kind))
  const wrong = named.filter(
    (a) =>
      !a.name.startsWith('Ủy ban nhân dân ') || !a.name.endsWith(` ${a.place}`) || a.name !== a.name.trim(),
  )
  expect(wrong).toEqual([])
  expect(named.filter((a) => !(a.kind === 'commune' ? /^\d{5}$/ : /^\d{3}$/).test(a.gso ?? ''))).toEqual([])
  expect(byCode.get('H60.31')?.name).toBe('Ủy ban nhân dân thành phố Tuyên Quang')
})

test('places and agencies agree on what there is, and every former place leads to present ones', () => {
  const rows = places as Place[]
  const present = rows.filter((p) => !p.validTo)
  const communes = validOn('2025-07-02').filter((a) => a.kind === 'commune')
  expect(present.map((p) => `${p.gso} ${p.name}`).sort()).toEqual(
    communes.map((a) => `${a.gso} ${a.place}`).sort(),
  )
  const known = new Set(present.map((p) => p.gso))
  expect(rows.filter((p) => p.now.length === 0 || p.now.some((gso) => !known.has(gso)))).toEqual([])
  const formerHere = rows.filter((p) => p.province === 'Tuyên Quang' && p.district)
  expect(formerHere).toHaveLength(139)
  expect(rows.filter((p) => p.province === 'Hà Giang' && p.district)).toHaveLength(193)
})

test('the heirs of a commune are the same in both files', () => {
  const rows = places as Place[]
  const gsoOf = (code: string) => byCode.get(code)!.gso!
  const last = agencies.filter((a) => a.kind === 'commune' && a.validTo === '2025-07-01')
  for (const agency of last) {
    const place = rows.find(
      (p) => p.gso === agency.gso && p.name === agency.place && p.validTo === '2025-07-01',
    )
    const heirs = successions.filter((s) => s.from === agency.code).map((s) => gsoOf(s.to))
    expect(heirs.sort(), agency.name).toEqual([...place!.now].sort())
  }
  for (const s of successions.filter((row) => row.from.startsWith('gso:'))) {
    const place = rows.find((p) => p.gso === s.from.slice(4) && p.province === 'Hà Giang')
    expect(place?.now, s.from).toContain(gsoOf(s.to))
  }
})
