import { fileURLToPath } from 'node:url'
import { compilePdf } from '../../../platform/pdf/typst.ts'
import type { TextLine } from '../model/text-lines.ts'

/** One worked page: its picture and what was read on it, boxes in pixels. */
export type ReadPage = { picture: Uint8Array; width: number; height: number; dpi: number; lines: TextLine[] }

const TEMPLATE = fileURLToPath(new URL('./searchable.typ', import.meta.url))
const MM_AN_INCH = 25.4

/** The pages as one PDF/A-2b: pictures at their true size, the words read beneath them, so that it can be searched and copied. */
export function searchablePdf(title: string, pages: readonly ReadPage[], madeAt: Date): Promise<Uint8Array> {
  const pictures: Record<string, Uint8Array> = {}
  const sheets = pages.map(({ picture, width, height, dpi, lines }, at) => {
    const name = `scan-page-${at + 1}.jpg`
    pictures[name] = picture
    const mm = (pixels: number) => Math.round((pixels / dpi) * MM_AN_INCH * 1000) / 1000
    const words = lines.flatMap((line) => {
      const seen = line.words.filter(({ w, h }) => w > 0 && h > 0)
      // As high as the line: a hyphen set into its own flat box would be copied as a line of its own.
      const top = Math.min(...seen.map(({ y }) => y))
      const bottom = Math.max(...seen.map(({ y, h }) => y + h))
      return seen.map(({ text, x, w }) => [text, mm(x), mm(top), mm(w), mm(bottom - top)])
    })
    return { picture: name, alt: `Trang ${at + 1}`, width: mm(width), height: mm(height), words }
  })
  return compilePdf({ template: TEMPLATE, data: { title, pages: sheets }, madeAt, pictures })
}
