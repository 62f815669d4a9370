import { isOnItsSide, skewOf } from './deskew.ts'
import { findPage } from './find-page.ts'
import { flatten } from './flatten.ts'
import { greyOf, halved, type Rgba, shrunk } from './raster.ts'
import { type Homography, ontoCorners, quarterTurns, times, turnedAbout, warp } from './warp.ts'

/** Letters are drawn well enough for reading and for law at 300 dots an inch; more only costs. */
const BEST_DPI = 300
const LOOK_AT = 1000
const INCH = 25.4
/** Sheets a photograph may show, in mm, by their shape: nothing in the picture tells its size. */
const SHEETS = [
  { long: 297, short: 210 },
  { long: 85.6, short: 53.98 },
]
/** A scanner's own word is believed when the sheet it makes is one that lies on a desk, in mm. */
const [LEAST_MM, MOST_MM] = [40, 600]

export type Straightened = {
  page: Rgba
  dpi: number
  /** Degrees it was turned back, clockwise positive; quarter turns besides. */
  angle: number
  turned: number
  cropped: boolean
}

/**
 * One page from a scan or photograph: cut to the sheet, keystone undone, upright, straight, evenly lit, at its true size
 * as far as that can be known. `said` is the dots an inch the file itself tells; `besides` are quarter turns to add, where
 * what was seen as upright turned out not to be.
 */
export function straighten(picture: Rgba, said: number | null, besides = 0): Straightened {
  const corners = findPage(greyOf(picture))
  const across = corners ? (apart(corners[0], corners[1]) + apart(corners[3], corners[2])) / 2 : picture.width
  const down = corners ? (apart(corners[0], corners[3]) + apart(corners[1], corners[2])) / 2 : picture.height
  const own = dpiOf(across, down, said)
  const scale = Math.min(1, BEST_DPI / own)
  const [width, height] = [Math.round(across * scale), Math.round(down * scale)]
  const flat: Homography = corners
    ? ontoCorners(corners, width, height)
    : [picture.width / width, 0, 0, 0, picture.height / height, 0, 0, 0, 1]
  const look = looked(picture, flat, width, height)
  const turned = ((isOnItsSide(look) ? 1 : 0) + besides) % 4
  const side = turned % 2 === 1
  const lean = skewOf(side ? turnedGrey(look) : look)
  const target = side ? { width: height, height: width } : { width, height }
  const upright = times(quarterTurns(width, height, turned), turnedAbout(target.width, target.height, lean))
  const page = warp(...reduced(picture, times(flat, upright), scale), target.width, target.height)
  flatten(page)
  return { page, dpi: Math.round(own * scale), angle: lean, turned, cropped: corners !== null }
}

const apart = (a: { x: number; y: number }, b: { x: number; y: number }) => Math.hypot(a.x - b.x, a.y - b.y)

function dpiOf(across: number, down: number, said: number | null): number {
  const [long, short] = [Math.max(across, down), Math.min(across, down)]
  if (said !== null && said >= 100) {
    const inMm = (long / said) * INCH
    if (inMm >= LEAST_MM && inMm <= MOST_MM) return said
  }
  const shape = long / short
  const sheet = shape > 1.5 && shape < 1.68 ? SHEETS[1]! : SHEETS[0]!
  // It fits into the sheet whatever its shape: the edge that is nearest to the sheet's decides.
  return Math.max(long / (sheet.long / INCH), short / (sheet.short / INCH))
}

/** The page small and grey, for looking at. */
function looked(picture: Rgba, flat: Homography, width: number, height: number) {
  const factor = Math.max(1, Math.max(width, height) / LOOK_AT)
  const [w, h] = [Math.round(width / factor), Math.round(height / factor)]
  const small = warp(
    ...reduced(picture, times(flat, [factor, 0, 0, 0, factor, 0, 0, 0, 1]), 1 / factor),
    w,
    h,
  )
  flatten(small)
  return shrunk(greyOf(small), 1)
}

/** What is drawn at less than half its size is halved first. */
function reduced(picture: Rgba, toSource: Homography, scale: number): [Rgba, Homography] {
  let [source, map, left] = [picture, toSource, scale]
  while (left <= 0.6 && Math.min(source.width, source.height) > 64) {
    source = halved(source)
    map = times([0.5, 0, 0, 0, 0.5, 0, 0, 0, 1], map)
    left *= 2
  }
  return [source, map]
}

function turnedGrey({ width, height, data }: { width: number; height: number; data: Uint8Array }) {
  const out = new Uint8Array(data.length)
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) out[x * height + (height - 1 - y)] = data[y * width + x]!
  return { width: height, height: width, data: out }
}
