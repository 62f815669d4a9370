import { fileURLToPath } from 'node:url'
import { createCanvas, GlobalFonts, loadImage, PDFDocument, type SKRSContext2D } from '@napi-rs/canvas'

/** Papers drawn for tests and benches, as a scanner or a phone would see them. Everybody on them is fictitious. */
const FONT = 'Tinos of the house'
GlobalFonts.registerFromPath(
  fileURLToPath(new URL('../../src/platform/pdf/fonts/Tinos-Regular.ttf', import.meta.url)),
  FONT,
)

const DPI = 205
const A4 = { width: Math.round((210 / 25.4) * DPI), height: Math.round((297 / 25.4) * DPI) }
/** A quarter of it, with its size told by the file as scanners do: quicker to read. */
const A6 = { width: A4.width >> 1, height: A4.height >> 1 }

/** A birth certificate of nobody. */
export const BIRTH_CERTIFICATE = [
  'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
  'Độc lập - Tự do - Hạnh phúc',
  '',
  'GIẤY KHAI SINH',
  'Số: 123/2015-KS',
  '',
  'Họ, chữ đệm, tên: NÔNG THỊ MÙI',
  'Ngày, tháng, năm sinh: 12/03/2015',
  'Giới tính: Nữ      Dân tộc: Tày      Quốc tịch: Việt Nam',
  'Số định danh cá nhân: 008315001234',
  'Họ, chữ đệm, tên người mẹ: HOÀNG THỊ DUNG',
  'Nơi đăng ký khai sinh: Ủy ban nhân dân xã Tân Trào',
  'Ngày, tháng, năm đăng ký: 20/03/2015',
]

type Look = {
  lines?: readonly string[]
  font?: string
  /** Degrees the sheet lies askew, clockwise. */
  turned?: number
  /** On a dark table, smaller than the picture; otherwise the picture is the sheet. */
  onTable?: boolean
  size?: number
  /** Pixels of the whole picture across, for pictures that are too coarse. */
  across?: number
  /** An A6 slip from a scanner instead of an A4 sheet. */
  slip?: boolean
}

/** An A4 sheet with lines of text as JPEG. */
export async function sheet({
  lines = BIRTH_CERTIFICATE,
  font = FONT,
  turned = 0,
  onTable = false,
  size = 13,
  across,
  slip = false,
}: Look = {}): Promise<Buffer> {
  const sized = slip ? A6 : A4
  const paper = drawn(lines, font, size, sized)
  const room = onTable ? 1.2 : 1
  const scale = across ? across / (sized.width * room) : 1
  const picture = createCanvas(
    Math.round(sized.width * room * scale),
    Math.round(sized.height * room * scale),
  )
  const context = picture.getContext('2d')
  context.fillStyle = onTable ? '#4d3b2a' : '#f6f4ee'
  context.fillRect(0, 0, picture.width, picture.height)
  context.translate(picture.width / 2, picture.height / 2)
  context.rotate((turned * Math.PI) / 180)
  context.scale(scale, scale)
  context.drawImage(paper, -sized.width / 2, -sized.height / 2)
  const jpeg = await picture.encode('jpeg', 88)
  return slip ? withDensity(jpeg) : jpeg
}

/** Writes the dots an inch into the JFIF head. */
function withDensity(jpeg: Buffer): Buffer {
  jpeg[13] = 1
  jpeg.writeUInt16BE(DPI, 14)
  jpeg.writeUInt16BE(DPI, 16)
  return jpeg
}

function drawn(lines: readonly string[], font: string, size: number, sized: typeof A4) {
  const paper = createCanvas(sized.width, sized.height)
  const context = paper.getContext('2d')
  context.fillStyle = '#f6f4ee'
  context.fillRect(0, 0, sized.width, sized.height)
  context.fillStyle = '#161616'
  const pixels = (size / 72) * DPI
  context.font = `${pixels}px "${font}"`
  for (const [at, line] of lines.entries())
    context.fillText(line, sized.width * 0.12, sized.height * 0.1 + at * pixels * 1.8)
  return paper
}

/** Slips as pages of a PDF, as an office's scanner sends them. */
export async function asPdf(pictures: readonly Buffer[]): Promise<Buffer> {
  const document = new PDFDocument()
  const [width, height] = [298, 421]
  for (const picture of pictures) {
    const page = document.beginPage(width, height) as unknown as SKRSContext2D
    page.drawImage(await loadImage(picture), 0, 0, width, height)
    document.endPage()
  }
  return document.close()
}

/** Something with fur and no letters. */
export async function cat(): Promise<Buffer> {
  const picture = createCanvas(A6.width, A6.height)
  const context = picture.getContext('2d')
  context.scale(A6.width / 1700, A6.height / 2400)
  context.fillStyle = '#c9b28f'
  context.fillRect(0, 0, 1700, 2400)
  context.fillStyle = '#5b4632'
  context.beginPath()
  context.ellipse(850, 1500, 560, 700, 0, 0, Math.PI * 2)
  context.ellipse(850, 700, 400, 380, 0, 0, Math.PI * 2)
  context.fill()
  let seed = 7
  const random = () => {
    seed = (seed * 16807) % 2147483647
    return seed / 2147483647
  }
  context.lineWidth = 3
  for (let hair = 0; hair < 6000; hair += 1) {
    const [x, y] = [random() * 1700, random() * 2400]
    context.strokeStyle = `rgba(${40 + random() * 90}, ${30 + random() * 70}, ${20 + random() * 50}, .5)`
    context.beginPath()
    context.moveTo(x, y)
    context.lineTo(x + random() * 24 - 12, y + 18 + random() * 20)
    context.stroke()
  }
  context.fillStyle = '#d9e36a'
  for (const x of [700, 1000]) {
    context.beginPath()
    context.ellipse(x, 660, 70, 90, 0, 0, Math.PI * 2)
    context.fill()
  }
  return withDensity(await picture.encode('jpeg', 85))
}
