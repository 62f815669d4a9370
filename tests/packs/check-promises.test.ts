import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checkDefinition, mayPublish } from '../../src/blocks/procedure/model/check-definition.ts'
import { shipped } from './shipped.ts'
import { begun, everywhere, route } from './walk.ts'

const anyDefinition = fc.constantFrom(...shipped.map((each) => each.definition))

describe('what the check promises about any edition made by taking arrows away', () => {
  const thinned = anyDefinition.chain((definition) =>
    fc.subarray(definition.moves, { minLength: 1 }).map((moves) => ({ ...definition, moves })),
  )

  test('if it finds nothing, every outcome is handed over and no dossier is caught', () => {
    let passed = 0
    const fewRemoved = anyDefinition.chain((definition) =>
      fc
        .subarray(definition.moves, { minLength: definition.moves.length - 3 })
        .map((moves) => ({ ...definition, moves })),
    )
    fc.assert(
      fc.property(fewRemoved, (definition) => {
        if (!mayPublish(definition)) return
        passed += 1
        for (const outcome of definition.outcomes) {
          const end = route(
            definition,
            begun(definition, 'submit'),
            {},
            'anyone',
            (f) => f.state.phase === 'closed' && f.outcome === outcome.key,
          )
          if (!end) throw new Error(`${outcome.key} is not reached`)
        }
        for (const place of everywhere(definition, begun(definition, 'receive'), {}, 'anyone')) {
          if (place.folded.state.phase === 'closed') continue
          expect(
            route(definition, place, {}, 'anyone', (f) => f.state.phase === 'closed'),
            place.folded.state.key,
          ).toBeDefined()
        }
      }),
      { numRuns: 150 },
    )
    expect(passed).toBeGreaterThan(0)
  })

  test('a holder left without an arrow is found at that very state', () => {
    fc.assert(
      fc.property(anyDefinition, fc.nat(), (definition, n) => {
        const open = definition.states.filter((state) => state.phase !== 'closed')
        const state = open[n % open.length]!
        const moves = definition.moves.filter(
          (move) =>
            !(move.from.includes(state.key) && move.who.includes(state.role!) && move.to !== state.key),
        )
        const at = definition.states.indexOf(state)
        expect(checkDefinition({ ...definition, moves }).map((finding) => finding.place)).toContain(
          `states.${at}`,
        )
      }),
    )
  })

  test('it answers for any drawing at all, in Vietnamese sentences that say what to do', () => {
    fc.assert(
      fc.property(thinned, (definition) => {
        for (const { message, todo, place } of checkDefinition(definition)) {
          expect(`${message} ${todo}`).toMatch(/(Hãy|Nên) /)
          expect(place).not.toBe('')
        }
      }),
      { numRuns: 60 },
    )
  })
})
