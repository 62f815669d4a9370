/** Pixels row by row: four bytes each (red, green, blue, opacity), or one. */
export type Rgba = { width: number; height: number; data: Uint8ClampedArray }
export type Grey = { width: number; height: number; data: Uint8Array }
/** A point of an image, pixels from its upper left. */
export type Point = { x: number; y: number }

export function greyOf({ width, height, data }: Rgba): Grey {
  const grey = new Uint8Array(width * height)
  for (let at = 0, from = 0; at < grey.length; at += 1, from += 4)
    // Rec. 601 luma in whole numbers.
    grey[at] = (data[from]! * 77 + data[from + 1]! * 150 + data[from + 2]! * 29) >> 8
  return { width, height, data: grey }
}

/** The mean of boxes of `factor` by `factor` pixels. */
export function shrunk({ width, height, data }: Grey, factor: number): Grey {
  if (factor <= 1) return { width, height, data }
  const small = {
    width: Math.max(1, Math.floor(width / factor)),
    height: Math.max(1, Math.floor(height / factor)),
  }
  const out = new Uint8Array(small.width * small.height)
  for (let y = 0; y < small.height; y += 1)
    for (let x = 0; x < small.width; x += 1) {
      let sum = 0
      for (let dy = 0; dy < factor; dy += 1) {
        const row = (y * factor + dy) * width + x * factor
        for (let dx = 0; dx < factor; dx += 1) sum += data[row + dx]!
      }
      out[y * small.width + x] = sum / (factor * factor)
    }
  return { ...small, data: out }
}

/** The same in colour, halved: what is drawn much smaller must be averaged first, or letters break. */
export function halved({ width, height, data }: Rgba): Rgba {
  const [w, h] = [width >> 1, height >> 1]
  const out = new Uint8ClampedArray(w * h * 4)
  for (let y = 0; y < h; y += 1)
    for (let x = 0; x < w; x += 1) {
      const from = (y * 2 * width + x * 2) * 4
      const below = from + width * 4
      const to = (y * w + x) * 4
      for (let c = 0; c < 4; c += 1)
        out[to + c] = (data[from + c]! + data[from + 4 + c]! + data[below + c]! + data[below + 4 + c]!) >> 2
    }
  return { width: w, height: h, data: out }
}

/** The grey that best parts dark from light (Otsu 1979). */
export function otsu({ data }: Grey): number {
  const counts = new Float64Array(256)
  for (const value of data) counts[value]! += 1
  let all = 0
  for (let value = 0; value < 256; value += 1) all += value * counts[value]!
  let [dark, darkSum, best, at] = [0, 0, -1, 127]
  for (let value = 0; value < 256; value += 1) {
    dark += counts[value]!
    if (dark === 0 || dark === data.length) continue
    darkSum += value * counts[value]!
    const apart = darkSum / dark - (all - darkSum) / (data.length - dark)
    const between = dark * (data.length - dark) * apart * apart
    if (between > best) [best, at] = [between, value]
  }
  return at
}
