/** Lines between what is already laid out: they bend only in the gaps between ranks and so never run through a box. */
export type Point = { x: number; y: number }
type Place = Point & { width: number; height: number }
/** `fan`: which end is a state, where many ways meet. */
export type Way = {
  id: string
  from: Place
  to: Place
  fan: 'from' | 'to'
  /** Where it passes the ranks between. */
  through: Point[]
}

const CORNER = 8
/** The part of a gap in which the bends of one box lie, counted from the box; arrow heads need the rest. */
const BENDS = { from: 0.15, to: 0.75 }

/** The path of each way as SVG, by its id; `places` are all boxes, which tell how high each rank is. */
export function route(ways: readonly Way[], places: readonly Place[]): Map<string, string> {
  const halves = new Map<number, number>()
  for (const { y, height } of places) halves.set(rank(y), Math.max(halves.get(rank(y)) ?? 0, height / 2))
  const ports = portsOf(ways)
  return new Map(
    ways.map((way) => {
      const { start, end, level } = ports.get(way.id)!
      const stops = [
        { x: start, y: way.from.y, half: way.from.height / 2 },
        // Only ranks that hold a box need passing; between them one bend is enough.
        ...way.through.filter(({ y }) => halves.has(rank(y))).map(({ x, y }) => ({ x, y, half: 0 })),
        { x: end, y: way.to.y, half: way.to.height / 2 },
      ]
      return [way.id, path(stops, halves, way.fan, level)]
    }),
  )
}

const rank = (y: number): number => Math.round(y)

type Stop = Point & { half: number }

/** Straight down (or up) out of a rank, across in the gap with round corners, straight into the next. */
function path(stops: Stop[], halves: ReadonlyMap<number, number>, fan: Way['fan'], bend: number): string {
  const [first, last] = [stops[0]!, stops.at(-1)!]
  const way = last.y >= first.y ? 1 : -1
  const parts = [`M ${short(first.x)} ${short(first.y + way * first.half)}`]
  for (let at = 0; at + 1 < stops.length; at += 1) {
    const [here, next] = [stops[at]!, stops[at + 1]!]
    const out = here.y + way * (halves.get(rank(here.y)) ?? here.half)
    const into = next.y - way * (halves.get(rank(next.y)) ?? next.half)
    const near = fan === 'from' ? at === 0 : at + 2 === stops.length
    const level = out + (into - out) * (near ? bend : 0.5)
    parts.push(across(here.x, next.x, level, way, Math.min(Math.abs(level - out), Math.abs(into - level))))
  }
  parts.push(`V ${short(last.y - way * last.half)}`)
  return parts.join(' ')
}

/** `room` is what the gap leaves above and below the level for round corners. */
function across(from: number, to: number, level: number, way: 1 | -1, room: number): string {
  const side = to >= from ? 1 : -1
  const corner = Math.min(CORNER, room, Math.abs(to - from) / 2)
  if (corner < 0.5) return `L ${short(to)} ${short(level)}`
  return [
    `V ${short(level - way * corner)}`,
    `Q ${short(from)} ${short(level)} ${short(from + side * corner)} ${short(level)}`,
    `H ${short(to - side * corner)}`,
    `Q ${short(to)} ${short(level)} ${short(to)} ${short(level + way * corner)}`,
  ].join(' ')
}

type Port = { start: number; end: number; level: number }
type End = { way: Way; at: 'start' | 'end'; toward: number }

/**
 * Where each way leaves and enters: spread along the side in the order of where it leads, so that few cross. Those that
 * meet at one box bend at levels of their own, the farthest nearest to the box.
 */
function portsOf(ways: readonly Way[]): Map<string, Port> {
  const ports = new Map(ways.map(({ id, from, to }) => [id, { start: from.x, end: to.x, level: 0.5 }]))
  const sides = new Map<string, { place: Place; ends: End[] }>()
  const meet = (place: Place, end: Omit<End, 'toward'>, neighbour: Point) => {
    const key = `${place.x} ${place.y} ${neighbour.y >= place.y ? 'below' : 'above'}`
    const side = sides.get(key) ?? { place, ends: [] }
    side.ends.push({ ...end, toward: neighbour.x })
    sides.set(key, side)
  }
  for (const way of ways) {
    meet(way.from, { way, at: 'start' }, way.through[0] ?? way.to)
    meet(way.to, { way, at: 'end' }, way.through.at(-1) ?? way.from)
  }
  for (const { place, ends } of sides.values()) {
    ends
      .toSorted((a, b) => a.toward - b.toward)
      .forEach(({ way, at }, index) => {
        const share = (index + 1) / (ends.length + 1)
        ports.get(way.id)![at] = place.x - place.width / 2 + place.width * share
      })
    const fan = ends.filter(({ way, at }) => (at === 'start') === (way.fan === 'from'))
    fan
      .toSorted((a, b) => Math.abs(b.toward - place.x) - Math.abs(a.toward - place.x))
      .forEach(({ way, at }, index) => {
        const share = BENDS.from + ((BENDS.to - BENDS.from) * (index + 0.5)) / fan.length
        ports.get(way.id)!.level = at === 'start' ? share : 1 - share
      })
  }
  return ports
}

const short = (value: number): number => Math.round(value * 10) / 10
