import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '../../src/platform/command/actor.ts'
import { DAY, openWorld, type World } from './world.ts'

/** Who may write, read and publish procedures: one table to read from top to bottom. */
const PEOPLE = {
  designer: 'H60/designer',
  approver: 'H60/approver',
  administrator: 'H60/administrator',
  specialist: 'H60.07/specialist-1',
  leader: 'H60.07/leader',
  counter: 'H60.07/counter',
  director: 'H60.01.01/director',
  chairman: 'H60/chairman',
} as const
type Who = keyof typeof PEOPLE | 'system' | 'visitor'
type May = 'yes' | 401 | 403 | 404 | 409 | 422
const ALL: Who[] = [...(Object.keys(PEOPLE) as (keyof typeof PEOPLE)[]), 'system', 'visitor']
const CODE = '1.001686'
const NOWHERE = '00000000-0000-4000-8000-000000000000'

let world: World
let id = ''
beforeAll(async () => {
  world = await openWorld()
  const draft = await world.ask(PEOPLE.designer, 'procedure.draft', {
    procedure: CODE,
    from: { kind: 'edition' },
  })
  id = draft.id
})
afterAll(() => world?.close())

const actorOf = async (who: Who): Promise<Actor> =>
  who === 'visitor' ? world.visitor() : who === 'system' ? world.system : world.seat(PEOPLE[who])

async function outcome(who: Who, name: string, input: object): Promise<unknown> {
  try {
    await world.ask(await actorOf(who), name, input)
    return 'yes'
  } catch (error) {
    const { status } = error as { status?: number }
    if (!status) throw error
    return status
  }
}

/** Everybody not named gets 403; a visitor is asked to sign in. */
function scopes(name: string, input: () => object, may: Partial<Record<Who, May>>) {
  test(name, async () => {
    const expected: Record<string, unknown> = {}
    const found: Record<string, unknown> = {}
    for (const who of ALL) {
      expected[who] = may[who] ?? (who === 'visitor' ? 401 : 403)
      found[who] = await outcome(who, name, input())
    }
    expect(found).toEqual(expected)
  })
}

const each = <Answer extends May>(answer: Answer, ...who: Who[]) =>
  Object.fromEntries(who.map((one) => [one, answer])) as Partial<Record<Who, May>>

describe('reading drafts and editions: who writes and who approves', () => {
  const readers = each('yes', 'designer', 'approver', 'administrator')
  for (const name of ['getDraft', 'checkDraft', 'compareDraft', 'preview'])
    scopes(`procedure.${name}`, () => ({ id }), readers)
  scopes('procedure.findDrafts', () => ({}), readers)
  scopes('procedure.editions', () => ({ code: CODE }), readers)
  scopes('procedure.exportPack', () => ({ code: CODE }), readers)
})

describe('writing: the designer, and the administrator', () => {
  const from = { kind: 'edition' }
  scopes('procedure.draft', () => ({ procedure: CODE, from }), each('yes', 'designer', 'administrator'))
  const content = { competent: {}, definition: {}, variants: [] }
  scopes(
    'procedure.saveDraft',
    () => ({ id: NOWHERE, version: 1, content }),
    each(404, 'designer', 'administrator'),
  )
  const decision = { number: '1/QĐ-UBND', date: DAY }
  scopes(
    'procedure.submitDraft',
    () => ({ id: NOWHERE, version: 1, validFrom: DAY, decision }),
    each(404, 'designer', 'administrator'),
  )
  scopes('procedure.discardDraft', () => ({ id: NOWHERE }), each(404, 'designer', 'administrator'))
  scopes('procedure.importPack', () => ({ pack: {} }), each(422, 'designer', 'administrator'))
})

describe('putting into force and out of it: the approver alone', () => {
  scopes('procedure.publish', () => ({ id: NOWHERE, version: 1 }), each(404, 'approver'))
  scopes('procedure.returnDraft', () => ({ id, reason: 'thử' }), each(409, 'approver'))
  scopes(
    'procedure.retire',
    () => ({ code: CODE, number: 9, from: DAY, reason: 'thử' }),
    each(404, 'approver'),
  )
})
