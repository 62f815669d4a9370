import { createCanvas } from '@napi-rs/canvas'
import { create } from 'qrcode'
import { expect, test } from 'vitest'
import { readCode } from './codes.ts'

const CARD = '008199000321||Nông Thị Mùi|05091999|Nữ|Tổ 3, Phường Minh Xuân, Tỉnh Tuyên Quang|10062021'

/** A page with a card's code, as printed, torn through, or absent. */
function page(look: 'whole' | 'torn' | 'none') {
  const canvas = createCanvas(900, 900)
  const context = canvas.getContext('2d')
  context.fillStyle = '#fff'
  context.fillRect(0, 0, 900, 900)
  context.fillStyle = '#111'
  for (let row = 0; row < 8; row += 1) context.fillRect(60, 620 + row * 30, 500 + (row % 3) * 90, 12)
  if (look !== 'none') {
    const { modules } = create(CARD, { errorCorrectionLevel: 'M' })
    for (let y = 0; y < modules.size; y += 1)
      for (let x = 0; x < modules.size; x += 1)
        if (modules.get(y, x)) context.fillRect(100 + x * 9, 80 + y * 9, 9, 9)
  }
  if (look === 'torn') {
    context.fillStyle = '#fff'
    context.fillRect(180, 160, 400, 400)
  }
  return { width: 900, height: 900, data: context.getImageData(0, 0, 900, 900).data }
}

test('a code is read; a torn one is told apart from none', async () => {
  expect(await readCode(page('whole'))).toEqual({ state: 'read', text: CARD })
  expect(await readCode(page('torn'))).toEqual({ state: 'torn' })
  expect(await readCode(page('none'))).toEqual({ state: 'none' })
})
