import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { extractedPages, xmp } from './extracted-text.ts'
import { printableText } from './printable.ts'
import { compilePdf } from './typst.ts'

const template = fileURLToPath(new URL('./specimen.typ', import.meta.url))
const madeAt = new Date('2022-10-10T01:30:00Z')
const specimen = (text: string) => compilePdf({ template, data: { text }, madeAt })

const vowels = ['a', 'ă', 'â', 'e', 'ê', 'i', 'o', 'ô', 'ơ', 'u', 'ư', 'y']
const tones = ['', '\u0300', '\u0301', '\u0303', '\u0309', '\u0323']
const marked = vowels.flatMap((vowel) => tones.map((tone) => (vowel + tone).normalize('NFC')))
const lower = [...marked, 'đ', ...'bcdfghjklmnpqrstvwxz']
const alphabet = [...lower, ...lower.map((letter) => letter.toUpperCase())]

test('every Vietnamese letter of both cases survives in all four styles', async () => {
  expect(new Set(alphabet.filter((letter) => letter > '\u007f')).size).toBe(134)
  const [page] = await extractedPages(await specimen(alphabet.join(' ')))
  expect(page).toBe(Array(4).fill(alphabet.join(' ')).join(' '))
})

test('letters typed as base and combining marks come out as the same single letters', async () => {
  const [page] = await extractedPages(await specimen('Nguyễn Hữu Đậu Ngỗ'.normalize('NFD')))
  expect(page).toContain('Nguyễn Hữu Đậu Ngỗ')
})

test('the file declares PDF/A-2b, is dated by the job, and embeds Tinos only', async () => {
  const pdf = await specimen('a')
  expect(xmp(pdf)).toContain('<pdfaid:part>2</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>')
  expect(xmp(pdf)).toContain('<xmp:CreateDate>2022-10-10T01:30:00')
  const names = [
    ...Buffer.from(pdf)
      .toString('latin1')
      .matchAll(/\/FontName \/([^\s/]+)/g),
  ].map(([, name]) => name)
  expect(names.length).toBeGreaterThan(0)
  expect(names.filter((name) => !/^[A-Z]{6}\+Tinos/.test(name!))).toEqual([])
})

test('the same job gives the same bytes, another date others', async () => {
  const again = await specimen('Tuyên Quang')
  expect(again).toEqual(await specimen('Tuyên Quang'))
  const later = await compilePdf({ template, data: { text: 'Tuyên Quang' }, madeAt: new Date(0) })
  expect(later).not.toEqual(again)
})

test('markup typed as data stays text', async () => {
  const typed = '#import "x": * *_$`[] \\ // /* <a> @b = - + #panic("no") $x^2$ ~ --'
  expect((await extractedPages(await specimen(typed)))[0]).toBe(Array(4).fill(typed).join(' '))
})

test('characters the font lacks show as a box and never spoil the file', async () => {
  const pdf = await specimen('Trần 😀 漢 An')
  expect((await extractedPages(pdf))[0]).toContain('Trần □ □ An')
  expect(xmp(pdf)).toContain('<pdfaid:part>2</pdfaid:part>')
})

test('control and direction characters are dropped, line ends kept', () => {
  expect(printableText('A\u202eB\u0000\u200bC\r\nD\tE')).toBe('ABC\nD E')
})

test('a word longer than a line may break, one that fits may not', () => {
  expect(printableText('x'.repeat(47))).toBe('x'.repeat(47))
  expect(
    printableText('x'.repeat(60))
      .split('\u200b')
      .map((part) => part.length),
  ).toEqual([24, 24, 12])
})

test('a broken template and one outside the sources are errors, and the next letter still comes', async () => {
  const missing = fileURLToPath(new URL('./absent.typ', import.meta.url))
  await expect(compilePdf({ template: missing, data: {}, madeAt })).rejects.toThrow(
    /typst refused.*absent\.typ/,
  )
  await expect(compilePdf({ template, data: {}, madeAt })).rejects.toThrow(/text/)
  await expect(compilePdf({ template: '/etc/passwd', data: {}, madeAt })).rejects.toThrow(/outside src/)
  expect(await specimen('a')).toBeInstanceOf(Uint8Array)
})
