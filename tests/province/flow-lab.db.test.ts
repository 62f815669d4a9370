import { afterAll, beforeAll, expect, test } from 'vitest'
import type { DraftView } from '../../src/blocks/procedure/contract.ts'
import { openWorld, refusal, type World } from './world.ts'

const CODE = '1.001686'
const DESIGNER = 'H60/designer'

let world: World
let draft: DraftView
beforeAll(async () => {
  world = await openWorld()
  draft = await world.ask(DESIGNER, 'procedure.draft', { procedure: CODE, from: { kind: 'edition' } })
})
afterAll(() => world.close())

const drawn = async (which: Record<string, unknown>, who = DESIGNER) => {
  const file = await world.ask(who, 'procedure.exportBpmn', which)
  return { ...file, xml: file.body.toString('utf8') as string }
}
const simulate = (given: Record<string, unknown>, who = DESIGNER) =>
  world.ask(who, 'procedure.simulate', { perDay: 4, days: 20, ...given })
const PEOPLE = { counter: 1, specialist: 2, head: 1, leader: 1 }

test('an edition is exported, changed elsewhere, imported and saved into a draft', async () => {
  const file = await drawn({ procedure: CODE })
  expect(file).toMatchObject({ contentType: 'application/xml; charset=utf-8', fileName: `${CODE}-1.bpmn` })
  const { states, moves, initial, leftOut } = await world.ask(DESIGNER, 'procedure.importBpmn', {
    xml: file.xml.replace('name="Đang thẩm định"', 'name="Thẩm định tại chỗ"'),
  })
  expect(leftOut).toEqual([])
  const { definition } = draft.content
  expect(moves).toEqual(definition.moves)
  const content = { ...draft.content, definition: { ...definition, states, moves, initial } }
  draft = await world.ask(DESIGNER, 'procedure.saveDraft', { id: draft.id, version: draft.version, content })
  const again = await drawn({ draft: draft.id })
  expect(again.fileName).toBe(`${CODE}-draft.bpmn`)
  expect(again.xml).toContain('name="Thẩm định tại chỗ"')
})

test('a draft is simulated with the people of an agency, counted from its seats where not given', async () => {
  const given = await simulate({ draft: draft.id, staff: PEOPLE })
  expect(given.roles.find(({ role }: any) => role === 'specialist')).toMatchObject({ people: 2 })
  expect(given.received).toBeGreaterThan(40)
  expect(given.bottleneck).not.toBeNull()
  const counted = await simulate({ procedure: CODE, agency: 'H60.07', staff: { counter: 2 } })
  const seats = await world.ask(DESIGNER, 'organisation.staff', { agency: 'H60.07', role: 'specialist' })
  expect(seats.items.length).toBeGreaterThan(0)
  expect(counted.roles.find(({ role }: any) => role === 'specialist').people).toBe(seats.items.length)
  expect(await simulate({ draft: draft.id, staff: PEOPLE })).toEqual(given)
})

test('what cannot be answered names its field', async () => {
  expect(await refusal(simulate({}))).toMatchObject({ code: 'procedure.flow-asked-wrongly', status: 422 })
  expect(await refusal(simulate({ procedure: '9.999999' }))).toMatchObject({ status: 404 })
  expect(await refusal(simulate({ procedure: CODE }))).toMatchObject({ errors: [{ path: 'staff.counter' }] })
  expect(await refusal(simulate({ procedure: CODE, agency: 'H99' }))).toMatchObject({
    errors: [{ path: 'agency' }],
  })
  expect(await refusal(simulate({ procedure: CODE, staff: PEOPLE, perDay: 5000 }))).toMatchObject({
    code: 'procedure.simulation-too-large',
  })
  const broken = await world.ask(DESIGNER, 'procedure.draft', { procedure: CODE, from: { kind: 'blank' } })
  expect(await refusal(drawn({ draft: broken.id }))).toMatchObject({ code: 'procedure.flow-incomplete' })
  expect(await refusal(world.ask(DESIGNER, 'procedure.importBpmn', { xml: '<a>' }))).toMatchObject({
    status: 422,
  })
})

test('only who works on procedures may look', async () => {
  const counter = 'H60.01.01/counter'
  expect(await refusal(simulate({ procedure: CODE, staff: PEOPLE }, counter))).toMatchObject({ status: 403 })
  expect(await refusal(drawn({ procedure: CODE }, counter))).toMatchObject({ status: 403 })
  expect(await refusal(world.ask(counter, 'procedure.importBpmn', { xml: '<a/>' }))).toMatchObject({
    status: 403,
  })
})
