import type { Rgba } from './raster.ts'

/** Paper's own grey is looked for in boxes this many pixels wide: larger than letters, smaller than a shadow. */
const BOX = 40
/** Of the pixels of a box this share is darker than the paper between its letters. */
const PAPER_AT = 0.8
/** What stands darker than this against its paper is ink and made fully so. */
const BLACK_AT = 0.08
const WHITE_AT = 0.94

/**
 * Even light: each pixel is divided by the colour of the paper around it, so shadows, folds and yellow lamps vanish while
 * stamps and signatures keep their colour; then contrast is drawn out. In place.
 */
export function flatten(page: Rgba): void {
  const { width, height, data } = page
  const columns = Math.max(1, Math.ceil(width / BOX))
  const rows = Math.max(1, Math.ceil(height / BOX))
  const paper = [0, 1, 2].map((c) =>
    smooth(widened(paperOf(page, columns, rows, c), columns, rows), columns, rows),
  )
  const scale = 255 / (WHITE_AT - BLACK_AT)
  // Places between the middles of boxes, once a column.
  const spread = Array.from({ length: width }, (_, x) => between(x, columns))
  for (let y = 0; y < height; y += 1) {
    const { low: top, high: bottom, part: fy } = between(y, rows)
    for (let x = 0; x < width; x += 1) {
      const { low, high, part: fx } = spread[x]!
      const at = (y * width + x) * 4
      for (let c = 0; c < 3; c += 1) {
        const ground = paper[c]!
        const upper = ground[top * columns + low]! * (1 - fx) + ground[top * columns + high]! * fx
        const lower = ground[bottom * columns + low]! * (1 - fx) + ground[bottom * columns + high]! * fx
        const white = upper * (1 - fy) + lower * fy
        data[at + c] = (data[at + c]! / white - BLACK_AT) * scale
      }
    }
  }
}

function between(at: number, count: number): { low: number; high: number; part: number } {
  const place = Math.min(count - 1, Math.max(0, (at + 0.5) / BOX - 0.5))
  const low = Math.floor(place)
  return { low, high: Math.min(count - 1, low + 1), part: place - low }
}

/** The paper's value of one colour, box by box: a high percentile, which letters do not reach. */
function paperOf({ width, height, data }: Rgba, columns: number, rows: number, c: number): Float32Array {
  const paper = new Float32Array(columns * rows)
  const counts = new Uint32Array(256)
  for (let row = 0; row < rows; row += 1)
    for (let column = 0; column < columns; column += 1) {
      counts.fill(0)
      let all = 0
      const [endX, endY] = [Math.min(width, (column + 1) * BOX), Math.min(height, (row + 1) * BOX)]
      for (let y = row * BOX; y < endY; y += 2)
        for (let x = column * BOX; x < endX; x += 2) {
          counts[data[(y * width + x) * 4 + c]!]! += 1
          all += 1
        }
      let [value, below] = [0, 0]
      while (value < 255 && below + counts[value]! < all * PAPER_AT) below += counts[value++]!
      paper[row * columns + column] = value
    }
  return paper
}

/** Dark boxes (a stamp, a photograph, a thick rule) take the paper of their neighbours. */
function widened(paper: Float32Array, columns: number, rows: number): Float32Array {
  const out = new Float32Array(paper.length)
  for (let row = 0; row < rows; row += 1)
    for (let column = 0; column < columns; column += 1) {
      let most = 1
      for (let y = Math.max(0, row - 1); y <= Math.min(rows - 1, row + 1); y += 1)
        for (let x = Math.max(0, column - 1); x <= Math.min(columns - 1, column + 1); x += 1)
          most = Math.max(most, paper[y * columns + x]!)
      out[row * columns + column] = most
    }
  return out
}

function smooth(paper: Float32Array, columns: number, rows: number): Float32Array {
  const out = new Float32Array(paper.length)
  for (let row = 0; row < rows; row += 1)
    for (let column = 0; column < columns; column += 1) {
      let [sum, count] = [0, 0]
      for (let y = Math.max(0, row - 1); y <= Math.min(rows - 1, row + 1); y += 1)
        for (let x = Math.max(0, column - 1); x <= Math.min(columns - 1, column + 1); x += 1) {
          sum += paper[y * columns + x]!
          count += 1
        }
      // A wholly black page stays black: it has no paper to be measured against.
      out[row * columns + column] = Math.max(40, sum / count)
    }
  return out
}
