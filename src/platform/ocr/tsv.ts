import { LEAST_CONFIDENCE, type ReadLine } from './port.ts'

/**
 * Tesseract's TSV: level, page, block, paragraph, line, word, left, top, width, height, confidence, text. Words of level 5
 * that hold a letter or digit, line by line, in reading order.
 */
export function readTsv(tsv: string): ReadLine[] {
  const lines: ReadLine[] = []
  let place = ''
  for (const row of tsv.split('\n')) {
    const cells = row.split('\t')
    if (cells[0] !== '5' || cells.length < 12) continue
    const text = cells.slice(11).join('\t').trim().normalize('NFC')
    const confidence = Number(cells[10]) / 100
    if (text === '' || confidence < LEAST_CONFIDENCE) continue
    const here = cells.slice(1, 5).join('.')
    if (here !== place) {
      lines.push({ words: [] })
      place = here
    }
    const [x, y, w, h] = cells.slice(6, 10).map(Number) as [number, number, number, number]
    lines.at(-1)!.words.push({ text, confidence: Math.round(confidence * 1000) / 1000, x, y, w, h })
  }
  return lines
}
