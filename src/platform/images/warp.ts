import type { Corners } from './find-page.ts'
import type { Point, Rgba } from './raster.ts'

/** A projective map of the plane: nine numbers, row by row. */
export type Homography = readonly number[]

export const apply = (h: Homography, { x, y }: Point): Point => {
  const w = h[6]! * x + h[7]! * y + h[8]!
  return { x: (h[0]! * x + h[1]! * y + h[2]!) / w, y: (h[3]! * x + h[4]! * y + h[5]!) / w }
}

export function times(a: Homography, b: Homography): Homography {
  return Array.from({ length: 9 }, (_, at) => {
    const [row, column] = [Math.floor(at / 3), at % 3]
    return a[row * 3]! * b[column]! + a[row * 3 + 1]! * b[3 + column]! + a[row * 3 + 2]! * b[6 + column]!
  })
}

/** Maps the rectangle [0,w] x [0,h] onto four corners (Heckbert 1989, square to quadrilateral). */
export function ontoCorners(corners: Corners, width: number, height: number): Homography {
  const [a, b, c, d] = corners
  const [dx1, dy1] = [b.x - c.x, b.y - c.y]
  const [dx2, dy2] = [d.x - c.x, d.y - c.y]
  const [sx, sy] = [a.x - b.x + c.x - d.x, a.y - b.y + c.y - d.y]
  const det = dx1 * dy2 - dx2 * dy1
  const g = (sx * dy2 - dx2 * sy) / det
  const i = (dx1 * sy - sx * dy1) / det
  const square = [
    b.x - a.x + g * b.x,
    d.x - a.x + i * d.x,
    a.x,
    b.y - a.y + g * b.y,
    d.y - a.y + i * d.y,
    a.y,
    g,
    i,
    1,
  ]
  return times(square, [1 / width, 0, 0, 0, 1 / height, 0, 0, 0, 1])
}

/** Turns target coordinates about the middle of a page by `angle` degrees, clockwise. */
export function turnedAbout(width: number, height: number, angle: number): Homography {
  const radians = (angle * Math.PI) / 180
  const [cos, sin] = [Math.cos(radians), Math.sin(radians)]
  const [cx, cy] = [width / 2, height / 2]
  return [cos, -sin, cx - cos * cx + sin * cy, sin, cos, cy - sin * cx - cos * cy, 0, 0, 1]
}

/** Maps a page of the turned size back onto the unturned one; `turns` are quarter turns clockwise done to the picture. */
export function quarterTurns(width: number, height: number, turns: number): Homography {
  // width and height are the unturned page's.
  if (turns === 1) return [0, 1, 0, -1, 0, height, 0, 0, 1]
  if (turns === 2) return [-1, 0, width, 0, -1, height, 0, 0, 1]
  if (turns === 3) return [0, -1, width, 1, 0, 0, 0, 0, 1]
  return [1, 0, 0, 0, 1, 0, 0, 0, 1]
}

/** Draws a picture anew: each target pixel from where `toSource` says it lies, between four neighbours; white beyond. */
export function warp(source: Rgba, toSource: Homography, width: number, height: number): Rgba {
  const out = new Uint8ClampedArray(width * height * 4)
  const { data } = source
  const [lastX, lastY] = [source.width - 1, source.height - 1]
  const stride = source.width * 4
  const [h0, h1, h2, h3, h4, h5, h6, h7, h8] = toSource as number[]
  let to = 0
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1, to += 4) {
      const [px, py] = [x + 0.5, y + 0.5]
      const w = h6! * px + h7! * py + h8!
      const sx = (h0! * px + h1! * py + h2!) / w - 0.5
      const sy = (h3! * px + h4! * py + h5!) / w - 0.5
      out[to + 3] = 255
      if (sx < -0.5 || sy < -0.5 || sx > lastX + 0.5 || sy > lastY + 0.5) {
        out[to] = out[to + 1] = out[to + 2] = 255
        continue
      }
      const left = sx < 0 ? 0 : sx > lastX ? lastX : sx | 0
      const top = sy < 0 ? 0 : sy > lastY ? lastY : sy | 0
      const fx = sx < 0 ? 0 : sx - left
      const fy = sy < 0 ? 0 : sy - top
      const a = top * stride + left * 4
      const b = left < lastX ? a + 4 : a
      const down = top < lastY ? stride : 0
      for (let c = 0; c < 3; c += 1) {
        const upper = data[a + c]! + (data[b + c]! - data[a + c]!) * fx
        const lower = data[a + down + c]! + (data[b + down + c]! - data[a + down + c]!) * fx
        out[to + c] = upper + (lower - upper) * fy + 0.5
      }
    }
  }
  return { width, height, data: out }
}
