import { type Grey, otsu } from './raster.ts'

/** Text may lean this far, in degrees, before it counts as turned. */
const MOST = 9
/** Pages of text measured about four times as sharp along their lines as across. */
const SIDEWAYS = 2
const FEWEST_DOTS = 200
const MOST_DOTS = 60_000

type Dots = { x: Float32Array; y: Float32Array; width: number; height: number }

/**
 * How far lines of text lean, in degrees, clockwise positive; 0 when nothing is written. By projection profiles: at the
 * right angle rows of ink and rows of paper alternate sharply, so the squared differences of neighbouring rows are
 * greatest (Postl 1986). Coarse to fine. Best given about 1000 pixels across.
 */
export function skewOf(page: Grey): number {
  const dots = inkOf(page)
  if (dots.x.length < FEWEST_DOTS) return 0
  let best = peak(dots, 0, MOST, 0.5)
  best = peak(dots, best, 0.5, 0.1)
  best = peak(dots, best, 0.1, 0.02)
  return Math.round(best * 100) / 100
}

/** Whether its text runs up or down the page: then the columns' profile is the sharper one. */
export function isOnItsSide(page: Grey): boolean {
  const dots = inkOf(page)
  if (dots.x.length < FEWEST_DOTS) return false
  const across = sharpest(dots)
  const along = sharpest({ x: dots.y, y: dots.x, width: dots.height, height: dots.width })
  return along > across * SIDEWAYS
}

function sharpest(dots: Dots): number {
  return sharpness(dots, peak(dots, 0, MOST, 1))
}

/** Dark dots on light ground, thinned evenly to what is quick to count; rules and pictures at the rim are left out. */
function inkOf(page: Grey): Dots {
  const { width, height, data } = page
  const dark = otsu(page)
  const [marginX, marginY] = [Math.round(width * 0.03), Math.round(height * 0.03)]
  const found: number[] = []
  for (let y = marginY; y < height - marginY; y += 1)
    for (let x = marginX; x < width - marginX; x += 1)
      if (data[y * width + x]! <= dark) found.push(y * width + x)
  const step = Math.max(1, Math.ceil(found.length / MOST_DOTS))
  const count = Math.floor(found.length / step)
  const dots = { x: new Float32Array(count), y: new Float32Array(count), width, height }
  for (let at = 0; at < count; at += 1) {
    const place = found[at * step]!
    dots.x[at] = place % width
    dots.y[at] = Math.floor(place / width)
  }
  return dots
}

function peak(dots: Dots, around: number, reach: number, step: number): number {
  let [best, at] = [-1, around]
  for (let angle = around - reach; angle <= around + reach + step / 2; angle += step) {
    const value = sharpness(dots, angle)
    if (value > best) [best, at] = [value, angle]
  }
  return at
}

/** The sum of squared differences of neighbouring rows of ink, were the page turned back by this angle. */
function sharpness({ x, y, width, height }: Dots, angle: number): number {
  const radians = (angle * Math.PI) / 180
  const [cos, sin] = [Math.cos(radians), Math.sin(radians)]
  const shift = Math.ceil(Math.abs(sin) * width) + 1
  const rows = new Float64Array(Math.ceil(height + shift * 2) + 2)
  for (let at = 0; at < x.length; at += 1) {
    const row = y[at]! * cos - x[at]! * sin + shift
    rows[row | 0]! += 1
  }
  let sum = 0
  for (let row = 1; row < rows.length; row += 1) sum += (rows[row]! - rows[row - 1]!) ** 2
  return sum
}
