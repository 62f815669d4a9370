import { fileURLToPath } from 'node:url'
import { createCanvas, GlobalFonts } from '@napi-rs/canvas'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { packagedTesseract } from './packaged-tesseract.ts'
import type { Recogniser } from './port.ts'
import { systemTesseract } from './system-tesseract.ts'
import { readTsv } from './tsv.ts'

const FONT = 'Tinos read by machines'
GlobalFonts.registerFromPath(fileURLToPath(new URL('../pdf/fonts/Tinos-Regular.ttf', import.meta.url)), FONT)
const WRITTEN = [
  'Ủy ban nhân dân tỉnh Tuyên Quang',
  'Căn cứ Nghị định số 61/2018/NĐ-CP',
  'Ngày cấp: 05/09/2022',
]

async function page(): Promise<Buffer> {
  const canvas = createCanvas(1100, 340)
  const context = canvas.getContext('2d')
  context.fillStyle = '#fff'
  context.fillRect(0, 0, 1100, 340)
  context.fillStyle = '#111'
  context.font = `48px "${FONT}"`
  for (const [at, line] of WRITTEN.entries()) context.fillText(line, 60, 90 + at * 95)
  return canvas.encode('png')
}

const ways = { 'the machine’s own tesseract': systemTesseract, 'tesseract as a package': packagedTesseract }
describe.each(Object.entries(ways))('%s', (_name, open) => {
  let recogniser: Recogniser | null
  beforeAll(async () => {
    recogniser = await open()
  })
  afterAll(() => recogniser?.close())

  test('reads Vietnamese with all its marks, word by word with place and sureness', async ({ skip }) => {
    // A machine without the program has the package; there is nothing to read with here.
    if (!recogniser) return skip()
    const lines = await recogniser.read(await page(), 300)
    expect(lines.map((line) => line.words.map((word) => word.text).join(' '))).toEqual(WRITTEN)
    const [first] = lines[0]!.words
    expect([first!.x > 50, first!.x < 75, first!.h > 30, first!.confidence > 0.7]).toEqual([
      true,
      true,
      true,
      true,
    ])
  })

  test('is called off at once', async ({ skip }) => {
    if (!recogniser) return skip()
    await expect(recogniser.read(await page(), 300, AbortSignal.abort())).rejects.toThrow()
    expect((await recogniser.read(await page(), 300)).length).toBe(3)
  })
})

test('a program that is not there, or has no Vietnamese, is none', async () => {
  expect(await systemTesseract('/nowhere/tesseract')).toBeNull()
  expect(await systemTesseract('/bin/true')).toBeNull()
})

test('dirt without text and words hardly made out are left', () => {
  const row = (cells: (string | number)[]) => cells.join('\t')
  const tsv = [
    row([
      'level',
      'page_num',
      'block_num',
      'par_num',
      'line_num',
      'word_num',
      'left',
      'top',
      'width',
      'height',
      'conf',
      'text',
    ]),
    row([5, 1, 1, 1, 1, 1, 10, 20, 30, 12, 96.4, 'Xã']),
    row([5, 1, 1, 1, 1, 2, 50, 20, 30, 12, 12.1, '~~']),
    row([5, 1, 1, 1, 2, 1, 10, 40, 30, 12, 91, 'Tân']),
    row([4, 1, 1, 1, 3, 0, 10, 60, 30, 12, -1, '']),
  ].join('\n')
  expect(readTsv(tsv).map((line) => line.words.map((word) => word.text))).toEqual([['Xã'], ['Tân']])
})
