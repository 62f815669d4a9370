import { fileURLToPath } from 'node:url'
import { createCanvas, GlobalFonts } from '@napi-rs/canvas'
import { seeded } from '../../demo/people/random.ts'

export type Noise = 'office' | 'phone'
export const NOISES: readonly Noise[] = ['office', 'phone']

const file = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url))
const web = (subset: string) =>
  file(`node_modules/@fontsource/be-vietnam-pro/files/be-vietnam-pro-${subset}-400-normal.woff2`)

/** Three faces papers are set in: two of the house's own, one the Debian machine has. */
export const FONTS: Record<string, { family: string; there: boolean }> = {
  Tinos: {
    family: '"OCR Tinos"',
    there: registered('src/platform/pdf/fonts/Tinos-Regular.ttf', 'OCR Tinos'),
  },
  'Be Vietnam Pro': {
    family: '"OCR Viet", "OCR Latin"',
    there:
      Boolean(GlobalFonts.registerFromPath(web('vietnamese'), 'OCR Viet')) &&
      Boolean(GlobalFonts.registerFromPath(web('latin'), 'OCR Latin')),
  },
  'DejaVu Serif': {
    family: '"OCR DejaVu"',
    there: Boolean(
      GlobalFonts.registerFromPath('/usr/share/fonts/truetype/dejavu/DejaVuSerif.ttf', 'OCR DejaVu'),
    ),
  },
}

function registered(path: string, family: string): boolean {
  return Boolean(GlobalFonts.registerFromPath(file(path), family))
}

/** How each kind of picture spoils a page: degrees askew, JPEG quality, blur in pixels, grain, shade across the sheet. */
const SPOILING = {
  office: { turned: 1.2, quality: 82, blur: 0.6, grain: 12, shade: 0.08, table: false },
  phone: { turned: 5, quality: 62, blur: 1.3, grain: 26, shade: 0.4, table: true },
}
const DPI = 250
const A4 = { width: Math.round((210 / 25.4) * DPI), height: Math.round((297 / 25.4) * DPI) }

/** One page as a scanner or a phone sees it: always the same for the same seed. */
export async function spoiled(
  lines: readonly string[],
  family: string,
  noise: Noise,
  seed: string,
): Promise<Buffer> {
  const { turned, quality, blur, grain, shade, table } = SPOILING[noise]
  const random = seeded(seed).next
  const paper = createCanvas(A4.width, A4.height)
  const pen = paper.getContext('2d')
  pen.fillStyle = '#f5f2ea'
  pen.fillRect(0, 0, A4.width, A4.height)
  pen.fillStyle = '#1c1c1c'
  pen.font = `${(12.5 / 72) * DPI}px ${family}`
  for (const [at, line] of lines.entries())
    pen.fillText(line, A4.width * 0.11, A4.height * 0.09 + at * DPI * 0.42, A4.width * 0.8)
  const room = table ? 1.16 : 1
  const picture = createCanvas(Math.round(A4.width * room), Math.round(A4.height * room))
  const look = picture.getContext('2d')
  look.fillStyle = table ? '#463527' : '#f5f2ea'
  look.fillRect(0, 0, picture.width, picture.height)
  const angle = (0.5 + random() * (turned - 0.5)) * (random() < 0.5 ? -1 : 1)
  look.filter = `blur(${blur}px)`
  look.translate(picture.width / 2, picture.height / 2)
  look.rotate((angle * Math.PI) / 180)
  look.drawImage(paper, -A4.width / 2, -A4.height / 2)
  look.resetTransform()
  const image = look.getImageData(0, 0, picture.width, picture.height)
  const { data } = image
  for (let at = 0; at < data.length; at += 4) {
    const x = ((at / 4) % picture.width) / picture.width
    const light = 1 - shade * x
    const dirt = (random() + random() - 1) * grain
    for (let c = 0; c < 3; c += 1) data[at + c] = data[at + c]! * light + dirt
  }
  look.putImageData(image, 0, 0)
  return picture.encode('jpeg', quality)
}
