import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checkDraft } from './check-draft.ts'
import { Definition } from './definition.ts'
import { expandPack } from './expand-pack.ts'
import { filledDraft } from './filled-draft.ts'

const areas = new URL('../../../areas/', import.meta.url)
const json = (path: string) => JSON.parse(readFileSync(new URL(path, areas), 'utf8'))
const { definition } = expandPack(
  json('land/procedures/1.012787.json'),
  json('one-stop/flows/with-payment.json'),
)

const SEATS = ['counter', 'specialist', 'head', 'leader', 'cashier']
const province = {
  agencies: new Map([
    ['D1', { name: 'Sở Một', kind: 'department' }],
    ['C1', { name: 'Xã Một', kind: 'commune' }],
    ['C2', { name: 'Xã Hai', kind: 'commune' }],
  ]),
  answering: new Map([
    ['D1', 'D1'],
    ['C1', 'C1'],
    ['C2', 'C2'],
    ['OLD', 'D1'],
  ]),
  held: new Set(['D1', 'C1', 'C2'].flatMap((code) => SEATS.map((role) => `${code}|${role}`))),
}
const sound = {
  competent: { kinds: [] as string[], agencies: ['D1'] },
  definition,
  variants: [] as unknown[],
}

/** What is found when a sound draft is changed, as `severity code place`. */
function found(change: (copy: any) => void, around = province): string[] {
  const copy = structuredClone(sound)
  change(copy)
  return checkDraft(copy, around).map(({ severity, code, place }) => `${severity} ${code} ${place}`)
}

test('nothing is found in a sound draft', () => {
  expect(found(() => undefined)).toEqual([])
})

describe('finds', () => {
  test.each<[string, (copy: any) => void, string]>([
    ['a part that is missing', (c) => delete c.definition.clock, 'error shape.missing clock'],
    [
      'a name that is missing',
      (c) => delete c.definition.states[2].name,
      'error shape.missing states.2.name',
    ],
    [
      'a word where a number belongs',
      (c) => (c.definition.clock.term = 'ba'),
      'error shape.wrong clock.term',
    ],
    [
      'a kind that does not exist',
      (c) => (c.definition.form[0].fields[0].kind = 'x'),
      'error shape.wrong form.0.fields.0.kind',
    ],
    ['a part nobody knows', (c) => (c.definition.extra = 1), 'error shape.unknown extra'],
    ['HTML in a name', (c) => (c.definition.title.vi = 'Cấp <b>sổ</b>'), 'error text.markup title.vi'],
    [
      'script in an option',
      (c) => (c.definition.moves[0].name.vi = '<script src=//x>'),
      'error text.markup moves.0.name.vi',
    ],
    [
      'an address that runs',
      (c) => (c.definition.law.basis[0] = 'javascript:alert(1)'),
      'error text.markup law.basis.0',
    ],
    [
      'markup in a variant',
      (c) => c.variants.push({ agency: 'D1<i>' }),
      'error text.markup variants.0.agency',
    ],
    [
      'a formula that goes round',
      (c) =>
        c.definition.form[0].fields.push(
          { key: 'a', kind: 'calculated', label: { vi: 'A' }, formula: 'answers.b + 1' },
          { key: 'b', kind: 'calculated', label: { vi: 'B' }, formula: 'answers.a + 1' },
        ),
      'error feel.loop form.0.fields.7.formula',
    ],
    [
      'a formula that looks ahead',
      (c) =>
        c.definition.form[0].fields.unshift({
          key: 'a',
          kind: 'calculated',
          label: { vi: 'A' },
          formula: 'answers.area * 2',
        }),
      'error feel.later form.0.fields.0.formula',
    ],
    [
      'a fee that no answer makes a sum',
      (c) => {
        c.definition.form[0].fields.push({
          key: 'extent',
          kind: 'number',
          label: { vi: 'Diện tích' },
          requiredIf: false,
        })
        c.definition.fees[0] = {
          ...c.definition.fees[0],
          amount: undefined,
          formula: 'answers.extent * 1000',
        }
      },
      'error fee.amount-unknown fees.0.formula',
    ],
    [
      'a fee below nothing',
      (c) => {
        c.definition.form[0].fields.push({
          key: 'extent',
          kind: 'number',
          label: { vi: 'Diện tích' },
          min: 0,
          max: 10,
        })
        c.definition.fees[0] = {
          ...c.definition.fees[0],
          amount: undefined,
          formula: '5000 - answers.extent * 1000',
        }
      },
      'error fee.amount-odd fees.0.formula',
    ],
    [
      'steps longer than the term',
      (c) => (c.definition.states.find((each: any) => each.key === 'appraising').allowanceHours = 200),
      'error clock.steps-too-long clock.term',
    ],
    [
      'a copy of what the population database holds',
      (c) => (c.definition.documents[0].name.vi = 'Bản sao thẻ căn cước công dân'),
      'warning paper.already-known documents.0',
    ],
    [
      'the household book',
      (c) => (c.definition.documents[0].name.vi = 'Sổ hộ khẩu của người yêu cầu'),
      'warning paper.already-known documents.0',
    ],
    ['nobody who decides', (c) => (c.competent.agencies = []), 'error competent.none competent'],
    [
      'an agency nobody knows',
      (c) => c.competent.agencies.push('XX'),
      'error competent.agency competent.agencies.1',
    ],
    [
      'a variant with a longer term',
      (c) => c.variants.push({ agency: 'D1', term: 99 }),
      'error variant.adds variants.0.term',
    ],
    [
      'a variant that raises a fee',
      (c) =>
        c.variants.push({
          agency: 'D1',
          fees: [{ key: c.definition.fees[0].key, amount: 1e9, resolution: '1/NQ' }],
        }),
      'error variant.adds variants.0.fees.0.amount',
    ],
    [
      'a variant whose lower fee names no resolution',
      (c) =>
        c.variants.push({
          agency: 'D1',
          fees: [{ key: c.definition.fees[0].key, amount: 0, resolution: '' }],
        }),
      'error shape.wrong variants.0.fees.0.resolution',
    ],
    [
      'two variants of one agency',
      (c) => c.variants.push({ agency: 'D1' }, { agency: 'D1' }),
      'error variant.twice variants.1.agency',
    ],
    [
      'more than 500 fields',
      (c) => {
        c.definition.form[0].fields = Array.from({ length: 501 }, (_, at) => ({
          key: `f${at}`,
          kind: 'text',
          label: { vi: `Mục ${at}` },
        }))
      },
      'error form.too-long form',
    ],
  ])('%s', (_what, change, finding) => {
    expect(found(change)).toContain(finding)
  })

  test('a cycle nobody gets out of, and a step nobody reaches', () => {
    const round = found((c) => {
      c.definition.moves = c.definition.moves.filter(
        (move: any) => !['handOver', 'withdraw', 'stop'].includes(move.kind),
      )
    })
    expect(round.some((each) => each.startsWith('error graph.dead-end states.'))).toBe(true)
    const lone = found((c) => c.definition.states.push({ ...c.definition.states[4], key: 'lone' }))
    expect(lone).toContain(`error graph.unreachable states.${definition.states.length}`)
  })

  test('where nobody plays a part: an error for all or a named agency, a warning for one of its kind', () => {
    const without = (code: string) => ({
      ...province,
      held: new Set([...province.held].filter((each) => each !== `${code}|specialist`)),
    })
    const communes = (c: any) => {
      c.competent = { kinds: ['commune'], agencies: [] }
    }
    const staff = (findings: string[]) => findings.filter((each) => each.includes('staff.role-not-held'))
    expect(staff(found(communes))).toEqual([])
    expect(staff(found(() => undefined, without('D1')))[0]).toMatch(/^error/)
    expect(staff(found(communes, without('C1')))[0]).toMatch(/^warning/)
    const texts = checkDraft({ ...sound, competent: { kinds: ['commune'], agencies: [] } }, without('C2'))
    expect(texts[0]).toMatchObject({
      message: expect.stringContaining('Xã Hai'),
      todo: expect.stringMatching(/^Nên /),
    })
  })

  test('an agency that went up in another is answered for by that one', () => {
    expect(found((c) => (c.competent.agencies = ['OLD']))).toEqual([])
  })

  test('a comparison in a condition is no markup', () => {
    expect(found((c) => (c.definition.documents[0].requiredIf = 'answers.area<b'))).not.toContain(
      'error text.markup documents.0.requiredIf',
    )
  })
})

/** A sound definition with any of its values put in any other's stead, or anything at all. */
const anything = fc.jsonValue({ maxDepth: 4 })
const spoiled = fc
  .tuple(fc.array(fc.tuple(fc.nat(), anything), { minLength: 1, maxLength: 4 }))
  .map(([spoils]) => {
    const copy: any = structuredClone(definition)
    for (const [n, value] of spoils) {
      const places: [any, string][] = []
      const walk = (here: any): void => {
        for (const key of Object.keys(here)) {
          places.push([here, key])
          if (here[key] !== null && typeof here[key] === 'object') walk(here[key])
        }
      }
      walk(copy)
      const place = places[n % Math.max(1, places.length)]
      if (place) place[0][place[1]] = value
    }
    return copy
  })
const anyDraft = fc.record({
  competent: fc.record({ kinds: fc.array(fc.string()), agencies: fc.array(fc.string()) }),
  definition: fc.oneof(anything, spoiled),
  variants: fc.array(fc.oneof(anything, fc.record({ agency: fc.string(), term: fc.integer() })), {
    maxLength: 3,
  }),
})

test('whatever a draft holds, it is answered for: place, what, what to do, and never an accident', () => {
  fc.assert(
    fc.property(anyDraft, (draft) => {
      for (const { place, message, todo } of checkDraft(draft, province)) {
        expect(place).not.toBe('')
        expect(message).toMatch(/\S/)
        expect(todo).toMatch(/^(Hãy|Nên) /)
      }
    }),
    { numRuns: 400 },
  )
})

test('whatever a draft holds, a page can be drawn of it, and what is sound is drawn as it is', () => {
  fc.assert(
    fc.property(fc.oneof(anything, spoiled), (draft) => {
      expect(Definition.safeParse(filledDraft(draft)).error).toBeUndefined()
    }),
    { numRuns: 300 },
  )
  expect(filledDraft(definition)).toEqual(definition)
})
