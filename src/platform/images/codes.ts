import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader'
import { greyOf, type Rgba } from './raster.ts'

/** A QR code on a page: `torn` when its corners are there and its content cannot be made out any more. */
export type FoundCode = { state: 'none' } | { state: 'torn' } | { state: 'read'; text: string }

const wasm = createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm')
let ready = false

/** Looks for a QR code; the reader's own program comes from the package, never from the network. */
export async function readCode(page: Rgba): Promise<FoundCode> {
  if (!ready) {
    const bytes = readFileSync(wasm)
    const wasmBinary = bytes.buffer.slice(
      bytes.byteOffset,
      bytes.byteOffset + bytes.byteLength,
    ) as ArrayBuffer
    await prepareZXingModule({ overrides: { wasmBinary }, fireImmediately: true })
    ready = true
  }
  const { width, height, data } = page
  const found = await readBarcodes({ width, height, data, colorSpace: 'srgb' } as ImageData, {
    formats: ['QRCode'],
    tryHarder: true,
    tryInvert: false,
    returnErrors: true,
    maxNumberOfSymbols: 4,
  })
  const read = found.find((each) => each.isValid && each.text !== '')
  if (read) return { state: 'read', text: read.text }
  return found.length > 0 || hasFinders(page) ? { state: 'torn' } : { state: 'none' }
}

const LEAST_FINDERS = 2

/**
 * The squares in a QR code's corners: dark and light in the proportion 1:1:3:1:1 across and down (ISO/IEC 18004). Two of
 * them speak of a code even where a tear took the third and the library gives up.
 */
function hasFinders(page: Rgba): boolean {
  const grey = greyOf(page)
  const { width, height, data } = grey
  const dark = (x: number, y: number) => data[y * width + x]! < 128
  const centres: { x: number; y: number; unit: number }[] = []
  for (let y = 2; y < height; y += 2) {
    const runs: { from: number; length: number; dark: boolean }[] = []
    for (let x = 0; x < width; x += 1) {
      const ink = dark(x, y)
      const last = runs.at(-1)
      if (last?.dark === ink) last.length += 1
      else runs.push({ from: x, length: 1, dark: ink })
    }
    for (let at = 0; at + 4 < runs.length; at += 1) {
      if (!runs[at]!.dark) continue
      const five = runs.slice(at, at + 5)
      const unit = proportion(five.map((run) => run.length))
      if (unit === null || unit < 2) continue
      const x = five[2]!.from + (five[2]!.length >> 1)
      if (centres.some((c) => Math.hypot(c.x - x, c.y - y) < unit * 4)) continue
      if (crosses(dark, x, y, unit, height)) centres.push({ x, y, unit })
    }
  }
  return centres.some((a) => {
    const kin = centres.filter((b) => Math.max(a.unit, b.unit) < Math.min(a.unit, b.unit) * 1.4)
    return kin.length >= LEAST_FINDERS
  })
}

function proportion(lengths: readonly number[]): number | null {
  const unit = lengths.reduce((sum, each) => sum + each, 0) / 7
  const fits = [1, 1, 3, 1, 1].every(
    (want, at) => Math.abs(lengths[at]! - want * unit) <= Math.max(1, want * unit * 0.4),
  )
  return fits ? unit : null
}

/** The same proportion up and down through the middle of it. */
function crosses(
  dark: (x: number, y: number) => boolean,
  x: number,
  y: number,
  unit: number,
  height: number,
): boolean {
  const lengths = [0, 0, 0, 0, 0]
  const reach = (from: number, step: number, parts: readonly number[]) => {
    let at = from
    for (const [turn, part] of parts.entries())
      while (at >= 0 && at < height && dark(x, at) === (turn % 2 === 0) && lengths[part]! < unit * 6) {
        lengths[part]! += 1
        at += step
      }
  }
  reach(y, -1, [2, 1, 0])
  reach(y + 1, 1, [2, 3, 4])
  return proportion(lengths) !== null
}
