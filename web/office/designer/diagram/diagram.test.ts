import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { arrowsOf, ordinary, readFlow } from './flow.ts'
import { draw, wrap } from './layout.ts'

const folder = new URL('../../../../src/areas/one-stop/flows/', import.meta.url)
const shipped = readdirSync(folder)
  .filter((name) => name.endsWith('.json'))
  .map((name) => [name, JSON.parse(readFileSync(new URL(name, folder), 'utf8'))] as const)

/** Every point of a path as it is drawn, near enough: corners are shorter than a step of 2. */
function pointsOf(path: string): { x: number; y: number }[] {
  const points: { x: number; y: number }[] = []
  let here = { x: 0, y: 0 }
  const go = (x: number, y: number) => {
    const steps = Math.max(1, Math.ceil(Math.hypot(x - here.x, y - here.y) / 2))
    for (let at = 1; at <= steps; at += 1)
      points.push({ x: here.x + ((x - here.x) * at) / steps, y: here.y + ((y - here.y) * at) / steps })
    here = { x, y }
  }
  for (const [, letter, rest] of path.matchAll(/([MVHLQ])([^MVHLQ]*)/g)) {
    const [a = 0, b = 0, c = 0, d = 0] = rest!.trim().split(/\s+/).map(Number)
    if (letter === 'M') here = { x: a, y: b }
    else if (letter === 'V') go(here.x, a)
    else if (letter === 'H') go(a, here.y)
    else if (letter === 'L') go(a, b)
    else go(c, d)
  }
  return points
}

describe.each(shipped)('the diagram of %s', (_name, definition) => {
  const flow = readFlow(definition)
  const drawing = draw(flow)
  const places = [...drawing.boxes, ...drawing.labels, ...drawing.starts]

  test('shows every state and names every move', () => {
    expect(drawing.boxes).toHaveLength(flow.states.length)
    const loops = [...arrowsOf(flow).loops.values()].flat().map(({ at }) => at)
    const named = new Set([...drawing.labels.flatMap(({ moves }) => moves.map(({ at }) => at)), ...loops])
    expect([...named].toSorted((a, b) => a - b)).toEqual(flow.moves.map(({ at }) => at))
  })

  test('lays nothing over anything else', () => {
    for (const [at, a] of places.entries())
      for (const b of places.slice(at + 1)) {
        const apart =
          Math.abs(a.x - b.x) >= (a.width + b.width) / 2 - 0.5 ||
          Math.abs(a.y - b.y) >= (a.height + b.height) / 2 - 0.5
        expect(apart).toBe(true)
      }
  })

  test('runs no line through a box', () => {
    for (const line of drawing.lines)
      for (const { x, y } of pointsOf(line.path)) {
        const inside = places.find(
          (place) =>
            Math.abs(x - place.x) < place.width / 2 - 1 && Math.abs(y - place.y) < place.height / 2 - 1,
        )
        expect(inside && `${line.id} at ${x},${y}`).toBeUndefined()
      }
  })

  test('finds every state reachable', () => {
    expect(flow.states.filter(({ reachable }) => !reachable)).toEqual([])
  })
})

const step = (key: string, more = {}) => ({ key, name: { vi: key }, phase: 'working', ...more })

test('a state that nothing leads to is told, and stays in the ordinary view', () => {
  const flow = readFlow({
    initial: { online: 'a', desk: 'a' },
    states: [step('a'), step('b'), step('lost'), step('gone')],
    moves: [
      { key: 'go', name: { vi: 'Chuyển' }, from: ['a'], to: 'b', kind: 'forward' },
      { key: 'quit', name: { vi: 'Rút' }, from: ['a', 'b'], to: 'gone', kind: 'withdraw' },
    ],
  })
  expect(flow.states.map(({ reachable }) => reachable)).toEqual([true, true, false, true])
  expect(ordinary(flow).states.map(({ key }) => key)).toEqual(['a', 'b', 'lost'])
  expect(draw(flow).boxes.find(({ state }) => state.key === 'lost')?.facts).toContain(
    'Không có đường dẫn tới',
  )
})

test('a flow half written is drawn as far as it goes', () => {
  const flow = readFlow({
    states: [step('a'), {}, null, step('a')],
    moves: [{ from: ['a', 'nowhere'], to: 'nowhere' }, { name: { vi: 'x' }, from: ['a'], to: 'a' }, 7],
  })
  const drawing = draw(flow)
  expect(drawing.boxes).toHaveLength(4)
  expect(drawing.lines).toEqual([])
  expect(readFlow(undefined)).toEqual({ states: [], moves: [], start: { online: null, desk: null } })
})

test('moves between the same states share one arrow with both names', () => {
  const flow = readFlow({
    states: [step('a'), step('b')],
    moves: [
      { key: 'yes', name: { vi: 'Đồng ý' }, from: ['a'], to: 'b' },
      { key: 'no', name: { vi: 'Không đồng ý' }, from: ['a'], to: 'b' },
    ],
  })
  expect(draw(flow).labels.map(({ lines }) => lines)).toEqual([['Đồng ý', 'Không đồng ý']])
})

test('a long name is broken evenly and loses no word', () => {
  const lines = wrap('Yêu cầu sửa, bổ sung trước khi tiếp nhận', 160, 6.7)
  expect(lines.join(' ')).toBe('Yêu cầu sửa, bổ sung trước khi tiếp nhận')
  expect(
    Math.max(...lines.map((line) => line.length)) - Math.min(...lines.map((line) => line.length)),
  ).toBeLessThan(10)
})
