import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { shipped } from '../../../../../tests/packs/shipped.ts'
import type { Flow } from '../definition.ts'
import { exportBpmn } from './export-bpmn.ts'
import { importBpmn } from './import-bpmn.ts'
import { bpmnModdle } from './vocabulary.ts'

const flowOf = ({ states, moves, initial }: Flow): Flow => ({ states, moves, initial })
const sample = shipped.find(({ raw }) => (raw as { flow: string }).flow === 'with-payment')!.definition
const exported = (flow: Flow, title = 'Thủ tục thử') => exportBpmn({ ...flow, title, clock: sample.clock })

describe('every shipped procedure', () => {
  test.each(shipped.map(({ pack, definition }) => [pack.code, definition] as const))(
    '%s',
    async (_code, each) => {
      const xml = await exportBpmn({ ...each, title: each.title.vi })
      const { rootElement, warnings } = await bpmnModdle().fromXML(xml)
      expect(warnings).toEqual([])
      const back = await importBpmn(xml)
      expect({ states: back.states, moves: back.moves, initial: back.initial }).toEqual(flowOf(each))
      expect(back.leftOut).toEqual([])
      expect(back.title).toBe(each.title.vi)
      expectDrawn(rootElement)
    },
  )
})

/** Every element has its place in the picture, inside the pool; tasks and gateways lie apart. */
function expectDrawn(definitions: any): void {
  const shown = definitions.diagrams[0].plane.planeElement
  const places = new Map<string, any>(shown.map((each: any) => [each.bpmnElement.id, each]))
  const process = definitions.rootElements.find((each: any) => each.$type === 'bpmn:Process')
  for (const each of process.flowElements) expect(places.has(each.id), each.id).toBe(true)
  const pool = places.get('participant').bounds
  const boxes = process.flowElements.flatMap((each: any) => places.get(each.id).bounds ?? [])
  for (const box of boxes) {
    expect(box.x).toBeGreaterThan(pool.x)
    expect(box.x + box.width).toBeLessThan(pool.x + pool.width)
    expect(box.y + box.height).toBeLessThan(pool.y + pool.height)
  }
  boxes.forEach((one: any, at: number) => {
    for (const other of boxes.slice(at + 1)) {
      const apart =
        one.x + one.width <= other.x ||
        other.x + other.width <= one.x ||
        one.y + one.height <= other.y ||
        other.y + other.height <= one.y
      expect(apart, `${one.x},${one.y} beside ${other.x},${other.y}`).toBe(true)
    }
  })
}

test('no arrow runs through what it does not join', async () => {
  for (const { definition } of shipped) {
    const { rootElement } = await bpmnModdle().fromXML(await exported(definition))
    const shown: any[] = rootElement.diagrams[0].plane.planeElement
    const nodes = shown.filter((each) => /Task|Event|Gateway/.test(each.bpmnElement.$type))
    for (const edge of shown.filter((each) => each.waypoint)) {
      const { sourceRef, targetRef } = edge.bpmnElement
      edge.waypoint.slice(1).forEach((to: any, at: number) => {
        const from = edge.waypoint[at]
        for (const { bounds: box, bpmnElement } of nodes) {
          if (bpmnElement === sourceRef || bpmnElement === targetRef) continue
          const through =
            Math.max(from.x, to.x) > box.x + 1 &&
            Math.min(from.x, to.x) < box.x + box.width - 1 &&
            Math.max(from.y, to.y) > box.y + 1 &&
            Math.min(from.y, to.y) < box.y + box.height - 1
          expect(through, `${edge.id} through ${bpmnElement.id}`).toBe(false)
        }
      })
    }
  }
})

test('any text survives: marks, quotes, brackets, line breaks, markup', async () => {
  const text = fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 40 })
    .filter((each) => !/[^\P{Cc}\t\n\r]|\p{Cs}|[\ufffe\uffff]/u.test(each) && each.trim() !== '')
  const shape = fc.record({ name: text, en: text, citizen: text, note: text, when: text })
  const odd = { name: '<a b="c">&amp;', en: '\n\t x \r', citizen: ']]>', note: `'"`, when: 'a < b' }
  await fc.assert(
    fc.asyncProperty(shape, async ({ name, en, citizen, note, when }) => {
      const flow: Flow = {
        ...flowOf(sample),
        states: sample.states.map((state) => ({
          ...state,
          name: { vi: name, en },
          citizenText: { vi: citizen, en },
        })),
        moves: sample.moves.map((move) => ({
          ...move,
          name: { vi: name, en },
          when,
          effects: [{ kind: 'notify' as const, text: { vi: note } }],
        })),
      }
      const back = await importBpmn(await exported(flow))
      expect({ states: back.states, moves: back.moves }).toEqual({ states: flow.states, moves: flow.moves })
    }),
    { numRuns: 25, examples: [[odd]] },
  )
})

test('what XML cannot hold is left away, the file stays readable', async () => {
  const [first, ...rest] = sample.states
  const states = [{ ...first!, name: { vi: 'Chờ\u0000 tiếp\u0008 nhận\ud800' } }, ...rest]
  const back = await importBpmn(await exported({ ...flowOf(sample), states }))
  expect(back.states[0]!.name.vi).toBe('Chờ tiếp nhận')
})

test('what another tool changes is taken over: names, an arrow less, a task in another lane', async () => {
  const xml = (await exported(sample))
    .replaceAll('name="Đang thẩm định"', 'name="Thẩm định kỹ"')
    .replace(/<bpmn:sequenceFlow id="flow_claim_assigning"[\s\S]*?<\/bpmn:sequenceFlow>/, '')
    .replaceAll(/<bpmn:(incoming|outgoing)>flow_claim_assigning<\/bpmn:\1>/g, '')
    .replace(/<bpmndi:BPMNEdge id="flow_claim_assigning_edge"[\s\S]*?<\/bpmndi:BPMNEdge>/, '')
    .replace('<bpmn:flowNodeRef>state_initialling</bpmn:flowNodeRef>', '')
    .replace(
      '<bpmn:flowNodeRef>state_signing</bpmn:flowNodeRef>',
      '<bpmn:flowNodeRef>state_signing</bpmn:flowNodeRef><bpmn:flowNodeRef>state_initialling</bpmn:flowNodeRef>',
    )
  const back = await importBpmn(xml)
  expect(back.leftOut).toEqual([])
  expect(back.states.find(({ key }) => key === 'appraising')!.name.vi).toBe('Thẩm định kỹ')
  expect(back.states.find(({ key }) => key === 'initialling')!.role).toBe('leader')
  expect(back.moves.map(({ key }) => key)).toEqual(
    sample.moves.map(({ key }) => key).filter((key) => key !== 'claim'),
  )
})

test('a closed state that is a beginning, one that nothing leads to and one that goes on are drawn and come back', async () => {
  const odd: Flow = {
    ...flowOf(sample),
    initial: { online: 'withdrawn', desk: 'received' },
    moves: sample.moves
      .filter(({ to }) => to !== 'refused')
      .map((move) => (move.key === 'reopen' ? { ...move, from: ['returned'] } : move)),
  }
  const back = await importBpmn(await exported(odd))
  expect({ states: back.states, moves: back.moves, initial: back.initial }).toEqual(odd)
})

test('a flow that is broken is refused by name', async () => {
  const moves = sample.moves.map((move, at) => (at === 3 ? { ...move, to: 'nowhere' } : move))
  await expect(exported({ ...flowOf(sample), moves })).rejects.toMatchObject({
    code: 'procedure.flow-broken',
    errors: [{ path: 'moves.3.to' }],
  })
  const states = [...sample.states, sample.states[0]!]
  await expect(exported({ ...flowOf(sample), states })).rejects.toMatchObject({
    errors: [{ path: `states.${sample.states.length}.key` }],
  })
})
