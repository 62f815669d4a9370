import { expect, test } from 'vitest'
import { extractedPages } from '../../../platform/pdf/extracted-text.ts'
import { FORMS, LETTER_SETS } from './letter-sets.ts'
import { renderLetter } from './letters.ts'
import { samples } from './samples.ts'
import type { LetterKind } from './schemas.ts'
import { STATUTORY_FIELDS } from './statutory-fields.ts'
import { filledPieces, PLACEHOLDERS, SHIPPED_WORDINGS, unknownPlaceholders } from './wordings.ts'

const kinds = Object.keys(STATUTORY_FIELDS) as LetterKind[]
const CHANGES: Partial<Record<LetterKind, object>> = {
  receipt: {
    copies: 2,
    secondStage: { receivedAt: '2022-10-25T09:00:00+07:00', dueAt: '2022-10-28T16:00:00+07:00' },
  },
}

test.each(kinds)('%s shows every field of its form', async (kind) => {
  const data = { ...samples[kind], ...CHANGES[kind] } as never
  const all = (await extractedPages(await renderLetter(kind, data))).join(' ')
  const missing = STATUTORY_FIELDS[kind]!.filter(([, words]) => !all.includes(words)).map(([field]) => field)
  expect(missing).toEqual([])
})

test('every form of both sets has words of its own, naming only what it knows', () => {
  for (const set of LETTER_SETS)
    for (const { kind, name } of FORMS[set]) {
      const wording = SHIPPED_WORDINGS[set][kind]
      expect(wording.title).toBe(name)
      expect(unknownPlaceholders(kind, wording)).toEqual([])
    }
  expect(FORMS['2018'].filter(({ form }) => form).map(({ form }) => form)).toEqual([
    '01',
    '02',
    '03',
    '04',
    '05',
    '06',
  ])
  expect(FORMS['2025'].filter(({ form }) => form).map(({ form }) => form)).toEqual([
    '01',
    '02',
    '03',
    '04',
    '05',
    '06',
    '07',
  ])
})

test('edited words stand on the sheet with the dossier’s values; the law’s fields stay', async () => {
  const wording = {
    ...SHIPPED_WORDINGS['2025'].apology,
    before: ['Kính thưa, hồ sơ {code} được gia hạn đến {newDueAt}. #panic() *x*'],
  }
  const all = (await extractedPages(await renderLetter('apology', samples.apology, wording))).join(' ')
  expect(all).toContain('VĂN BẢN XIN LỖI VÀ ĐỀ NGHỊ GIA HẠN')
  expect(all).toContain(
    'hồ sơ H60.08-221010-0001 được gia hạn đến 08 giờ 30 phút, ngày 31 tháng 10 năm 2022. #panic() *x*',
  )
  expect(all).toContain('Kính gửi: Bà Nguyễn Thị Hữu Phượng')
})

test('a value that brings braces is not filled again; one that is lacking leaves room', () => {
  expect(filledPieces('{a} và {b}', { a: '{b}' }).map(({ text }) => text)).toEqual(['{b}', ' và ', '…………………'])
})

test('what a letter does not know is told with its place', () => {
  const wording = { title: 'A {code}', symbol: '', before: ['{code} {weather}'], after: ['{x'] }
  expect(unknownPlaceholders('receipt', wording)).toEqual([
    { path: 'title', key: 'code' },
    { path: 'before.0', key: 'weather' },
  ])
  expect(Object.hasOwn(PLACEHOLDERS.receipt, 'code')).toBe(true)
})
