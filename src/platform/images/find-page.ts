import { type Grey, otsu, type Point, shrunk } from './raster.ts'

/** The corners of a sheet: upper left, upper right, lower right, lower left. */
export type Corners = [Point, Point, Point, Point]

const LOOK_AT = 480
const LEAST_SHARE = 0.2
const WHOLE_SHARE = 0.97
/** How much of the sheet found must be light, and how much darker its surroundings must be, in greys. */
const LEAST_FILL = 0.85
const LEAST_STEP = 25
const INSET = 0.008

/**
 * Where a light sheet lies on a darker ground, as photographed; null when the picture is the sheet, as scanned, or when
 * its edge cannot be told for sure: then nothing is cut off.
 */
export function findPage(image: Grey): Corners | null {
  const factor = Math.max(1, Math.floor(Math.max(image.width, image.height) / LOOK_AT))
  const small = shrunk(image, factor)
  const light = lightParts(small)
  const part = largest(light, small.width, small.height)
  if (part.length < small.data.length * LEAST_SHARE) return null
  const corners = cornersOf(part, small.width)
  const area = areaOf(corners)
  if (area < small.data.length * LEAST_SHARE || area > small.data.length * WHOLE_SHARE) return null
  if (part.length < area * LEAST_FILL || !standsOut(small, corners)) return null
  const middle = middleOf(corners)
  // A hair inwards: the rim's shadow would otherwise frame the page.
  const inwards = (at: number, to: number) => (at + 0.5 + (to - at) * INSET) * factor
  return corners.map(({ x, y }) => ({ x: inwards(x, middle.x), y: inwards(y, middle.y) })) as Corners
}

const middleOf = (corners: Corners): Point => ({
  x: corners.reduce((sum, each) => sum + each.x, 0) / 4,
  y: corners.reduce((sum, each) => sum + each.y, 0) / 4,
})

/** Light as the sheet is; letters are bridged, so that they cut nothing in pieces. */
function lightParts({ width, height, data }: Grey): Uint8Array {
  const border = otsu({ width, height, data })
  const light = new Uint8Array(data.length)
  for (let y = 1; y < height - 1; y += 1)
    for (let x = 1; x < width - 1; x += 1) {
      const at = y * width + x
      const most = Math.max(data[at]!, data[at - 1]!, data[at + 1]!, data[at - width]!, data[at + width]!)
      if (most > border) light[at] = 1
    }
  return light
}

/** The largest connected part, with what it encloses row by row. */
function largest(light: Uint8Array, width: number, height: number): number[] {
  const seen = new Uint8Array(light.length)
  let best: number[] = []
  for (let start = 0; start < light.length; start += 1) {
    if (!light[start] || seen[start]) continue
    const part = [start]
    seen[start] = 1
    for (let at = 0; at < part.length; at += 1) {
      const place = part[at]!
      const x = place % width
      for (const next of [
        x > 0 ? place - 1 : -1,
        x < width - 1 ? place + 1 : -1,
        place - width,
        place + width,
      ])
        if (next >= 0 && next < width * height && light[next] && !seen[next]) {
          seen[next] = 1
          part.push(next)
        }
    }
    if (part.length > best.length) best = part
  }
  return filled(best, width, height)
}

function filled(part: readonly number[], width: number, height: number): number[] {
  const first = new Int32Array(height).fill(width)
  const last = new Int32Array(height).fill(-1)
  for (const place of part) {
    const [x, y] = [place % width, Math.floor(place / width)]
    if (x < first[y]!) first[y] = x
    if (x > last[y]!) last[y] = x
  }
  const all: number[] = []
  for (let y = 0; y < height; y += 1) for (let x = first[y]!; x <= last[y]!; x += 1) all.push(y * width + x)
  return all
}

function cornersOf(part: readonly number[], width: number): Corners {
  const most: { value: number; place: Point }[] = Array.from({ length: 4 }, () => ({
    value: Number.NEGATIVE_INFINITY,
    place: { x: 0, y: 0 },
  }))
  for (const place of part) {
    const [x, y] = [place % width, Math.floor(place / width)]
    for (const [at, value] of [-x - y, x - y, x + y, y - x].entries())
      if (value > most[at]!.value) most[at] = { value, place: { x, y } }
  }
  return most.map(({ place }) => place) as Corners
}

function areaOf(corners: Corners): number {
  let twice = 0
  for (let at = 0; at < 4; at += 1) {
    const [a, b] = [corners[at]!, corners[(at + 1) % 4]!]
    twice += a.x * b.y - b.x * a.y
  }
  return Math.abs(twice) / 2
}

/** Along each edge that lies inside the picture it must be clearly darker outside than inside. */
function standsOut({ width, height, data }: Grey, corners: Corners): boolean {
  const middle = middleOf(corners)
  const valueAt = (x: number, y: number) => data[Math.round(y) * width + Math.round(x)]
  let inside = 0
  let edges = 0
  for (let at = 0; at < 4; at += 1) {
    const [a, b] = [corners[at]!, corners[(at + 1) % 4]!]
    const steps: number[] = []
    for (let part = 0.1; part < 0.95; part += 0.1) {
      const edge = { x: a.x + (b.x - a.x) * part, y: a.y + (b.y - a.y) * part }
      const away = Math.hypot(edge.x - middle.x, edge.y - middle.y) || 1
      const out = { x: ((edge.x - middle.x) / away) * 5, y: ((edge.y - middle.y) / away) * 5 }
      const beyond = { x: edge.x + out.x, y: edge.y + out.y }
      if (beyond.x < 0 || beyond.y < 0 || beyond.x > width - 1 || beyond.y > height - 1) continue
      steps.push((valueAt(edge.x - out.x, edge.y - out.y) ?? 0) - (valueAt(beyond.x, beyond.y) ?? 255))
    }
    if (steps.length < 3) continue
    inside += 1
    steps.sort((x, y) => x - y)
    if (steps[steps.length >> 1]! >= LEAST_STEP) edges += 1
  }
  return inside > 0 && edges === inside
}
