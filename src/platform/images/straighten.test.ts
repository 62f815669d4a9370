import { fileURLToPath } from 'node:url'
import { createCanvas, GlobalFonts } from '@napi-rs/canvas'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isOnItsSide, skewOf } from './deskew.ts'
import { findPage } from './find-page.ts'
import { flatten } from './flatten.ts'
import { pictureHead } from './picture-head.ts'
import { greyOf, type Rgba } from './raster.ts'
import { straighten } from './straighten.ts'
import { apply, ontoCorners, quarterTurns } from './warp.ts'

const FONT = 'Tinos to be straightened'
GlobalFonts.registerFromPath(fileURLToPath(new URL('../pdf/fonts/Tinos-Regular.ttf', import.meta.url)), FONT)
const WORDS =
  'Căn cứ Luật Tổ chức chính quyền địa phương theo đề nghị của Giám đốc Sở tại Tờ trình số 45'.split(' ')

type Look = { width: number; height: number; turned?: number; table?: number }

/** Lines of text on a sheet that lies askew on a table, or fills the picture. */
function written({ width, height, turned = 0, table = 0 }: Look): Rgba {
  const canvas = createCanvas(width, height)
  const context = canvas.getContext('2d')
  context.fillStyle = table ? '#40352a' : '#f4f1ea'
  context.fillRect(0, 0, width, height)
  context.translate(width / 2, height / 2)
  context.rotate((turned * Math.PI) / 180)
  const [w, h] = [width * (1 - table), height * (1 - table)]
  context.fillStyle = '#f4f1ea'
  context.fillRect(-w / 2, -h / 2, w, h)
  context.fillStyle = '#1a1a1a'
  context.font = `${h * 0.022}px "${FONT}"`
  for (let row = 0; row < 20; row += 1) {
    const said = Array.from({ length: 9 }, (_, at) => WORDS[(row * 7 + at * 5) % WORDS.length]).join(' ')
    context.fillText(said, -w * 0.42, -h * 0.42 + (row * h * 0.84) / 20, w * 0.84)
  }
  return { width, height, data: context.getImageData(0, 0, width, height).data }
}

describe('text that leans', () => {
  test.each([-5, -1.3, -0.5, 0, 0.7, 3, 5])('by %s degrees is told to 0.15 of one', (turned) => {
    expect(Math.abs(skewOf(greyOf(written({ width: 700, height: 990, turned }))) - turned)).toBeLessThan(0.15)
  })

  test('a page on its side is not one that leans; an empty one does neither', () => {
    expect(isOnItsSide(greyOf(written({ width: 700, height: 990 })))).toBe(false)
    expect(isOnItsSide(greyOf(written({ width: 700, height: 990, turned: 90, table: 0.3 })))).toBe(true)
    const empty = { width: 300, height: 400, data: new Uint8Array(120_000).fill(240) }
    expect([skewOf(empty), isOnItsSide(empty)]).toEqual([0, false])
  })
})

describe('the sheet', () => {
  test('is found on a dark table, and left whole where it fills the picture', () => {
    const corners = findPage(greyOf(written({ width: 900, height: 1200, turned: 3, table: 0.2 })))!
    const [left] = corners
    // The upper left corner of the sheet, turned by three degrees about the middle.
    expect(Math.hypot(left.x - 115.6, left.y - 101.8)).toBeLessThan(8)
    expect(findPage(greyOf(written({ width: 900, height: 1200, turned: 3 })))).toBeNull()
  })

  test('comes out straight, cut and with black on white', () => {
    const { page, angle, cropped, turned } = straighten(
      written({ width: 1800, height: 2400, turned: -4, table: 0.2 }),
      null,
    )
    expect([cropped, turned, Math.abs(angle) < 0.3]).toEqual([true, 0, true])
    expect(Math.abs(skewOf(greyOf(page)))).toBeLessThan(0.15)
    expect(Math.abs(page.width / page.height - 0.75)).toBeLessThan(0.02)
    expect(page.data[4 * (page.width * 20 + 20)]!).toBeGreaterThan(240)
  })
})

test('shadow is taken out of the paper while a red stamp stays red', () => {
  const canvas = createCanvas(600, 400)
  const context = canvas.getContext('2d')
  const light = context.createLinearGradient(0, 0, 600, 0)
  light.addColorStop(0, 'rgb(120,115,105)')
  light.addColorStop(1, 'rgb(240,235,225)')
  context.fillStyle = light
  context.fillRect(0, 0, 600, 400)
  context.fillStyle = 'rgb(110,20,20)'
  context.fillRect(60, 200, 12, 12)
  const page = { width: 600, height: 400, data: context.getImageData(0, 0, 600, 400).data }
  flatten(page)
  const at = (x: number, y: number) => [...page.data.subarray((y * 600 + x) * 4, (y * 600 + x) * 4 + 3)]
  for (const x of [30, 300, 570]) expect(Math.min(...at(x, 100))).toBeGreaterThan(235)
  const [red, green, blue] = at(66, 206) as [number, number, number]
  expect(red).toBeGreaterThan(green + 100)
  expect(red).toBeGreaterThan(blue + 100)
})

test('corners are met exactly whatever quadrilateral they make; four quarter turns are none', () => {
  const spot = fc.integer({ min: 0, max: 60 })
  fc.assert(
    fc.property(fc.array(spot, { minLength: 8, maxLength: 8 }), ([a, b, c, d, e, f, g, h]) => {
      const corners = [
        { x: a!, y: b! },
        { x: 300 - c!, y: d! },
        { x: 300 - e!, y: 400 - f! },
        { x: g!, y: 400 - h! },
      ] as const
      const map = ontoCorners([...corners], 210, 297)
      const seen = [
        apply(map, { x: 0, y: 0 }),
        apply(map, { x: 210, y: 0 }),
        apply(map, { x: 210, y: 297 }),
        apply(map, { x: 0, y: 297 }),
      ]
      for (const [at, corner] of corners.entries())
        expect(Math.hypot(seen[at]!.x - corner.x, seen[at]!.y - corner.y)).toBeLessThan(1e-6)
    }),
  )
  let spotAt = { x: 10, y: 20 }
  let [width, height] = [100, 50]
  for (let turn = 0; turn < 4; turn += 1) {
    spotAt = apply(quarterTurns(width, height, 1), spotAt)
    ;[width, height] = [height, width]
  }
  expect(spotAt).toEqual({ x: 10, y: 20 })
})

test('a picture’s head tells its size without being decoded; what is broken tells nothing', async () => {
  const canvas = createCanvas(321, 123)
  expect(pictureHead(await canvas.encode('png'))).toMatchObject({ width: 321, height: 123 })
  const jpeg = await canvas.encode('jpeg')
  expect(pictureHead(jpeg)).toMatchObject({ width: 321, height: 123 })
  for (const broken of [jpeg.subarray(0, 11), Buffer.alloc(0), Buffer.from('GIF89a and more of it')])
    expect(pictureHead(broken)).toBeNull()
})
