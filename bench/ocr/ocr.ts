import { PageWorks } from '../../src/platform/images/pages.ts'
import { packagedTesseract } from '../../src/platform/ocr/packaged-tesseract.ts'
import type { Recogniser } from '../../src/platform/ocr/port.ts'
import { systemTesseract } from '../../src/platform/ocr/system-tesseract.ts'
import { print, say } from '../line.ts'
import { distance } from './accuracy.ts'
import { FONTS, NOISES, spoiled } from './render.ts'
import { PAGES } from './text.ts'

/** What the issue asks of characters read rightly, per cent. */
const TARGET = 97

type Tally = { wrong: number; letters: number; pages: number; ms: number }
const fresh = (): Tally => ({ wrong: 0, letters: 0, pages: 0, ms: 0 })
const accuracy = ({ wrong, letters }: Tally) => 100 * (1 - wrong / letters)

/** Characters read rightly and pages a second, per font and noise, by the machine's tesseract and by the package. */
export async function ocr(): Promise<void> {
  const readers = [await systemTesseract(), await packagedTesseract()].filter((each) => each !== null)
  const works = new PageWorks()
  try {
    for (const reader of readers) await measured(reader, works)
  } finally {
    await works.close()
    for (const reader of readers) await reader.close()
  }
}

async function measured(reader: Recogniser, works: PageWorks): Promise<void> {
  const all = fresh()
  for (const [font, { family, there }] of Object.entries(FONTS)) {
    if (!there) {
      say(`ocr: ${font} is not on this machine and is left out`)
      continue
    }
    for (const noise of NOISES) {
      const tally = fresh()
      for (const [at, lines] of PAGES.entries()) {
        const picture = await spoiled(lines, family, noise, `ocr:${font}:${noise}:${at}`)
        await read(reader, works, picture, lines, tally)
      }
      for (const key of Object.keys(all) as (keyof Tally)[]) all[key] += tally[key]
      say(`ocr: ${reader.name}, ${font}, ${noise}: ${accuracy(tally).toFixed(2)} %`)
      print(
        `ocr ${reader.name.split(' ')[0]} ${font} ${noise}`,
        accuracy(tally),
        '% of characters',
        TARGET,
        `${tally.wrong} wrong of ${tally.letters}, ${tally.pages} A4 pages`,
      )
    }
  }
  const { letters, wrong, pages, ms } = all
  const how = `${reader.name}, one thread; 3 texts, ${Object.keys(FONTS).length} fonts, askew 0.5 to 5 degrees, JPEG 82 and 62, blur, grain, shade; Levenshtein over NFC`
  print(
    `ocr ${reader.name.split(' ')[0]} overall`,
    accuracy(all),
    '% of characters',
    TARGET,
    `${wrong} wrong of ${letters}; ${how}`,
  )
  print(
    `ocr ${reader.name.split(' ')[0]} speed`,
    pages / (ms / 1000),
    'pages/s',
    null,
    `straightened and read, one at a time, A4 at 250 dpi`,
  )
}

async function read(
  reader: Recogniser,
  works: PageWorks,
  picture: Buffer,
  lines: readonly string[],
  tally: Tally,
): Promise<void> {
  const begun = performance.now()
  const page = await works.page(picture, 'image/jpeg', 1)
  const found = await reader.read(page.grey, page.dpi)
  tally.ms += performance.now() - begun
  const said = found.map((line) => line.words.map((word) => word.text).join(' ')).join('\n')
  const written = lines.join('\n')
  tally.wrong += distance(said, written)
  tally.letters += written.length
  tally.pages += 1
}
