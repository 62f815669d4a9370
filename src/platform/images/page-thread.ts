import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { parentPort } from 'node:worker_threads'
import { createCanvas, loadImage } from '@napi-rs/canvas'
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { type FoundCode, readCode } from './codes.ts'
import { pictureHead } from './picture-head.ts'
import { greyOf, type Rgba } from './raster.ts'
import { straighten } from './straighten.ts'

/** The thread that works pages: decoding and drawing hold a core for a second a page, and requests must not wait. */
export type Order = { id: number; bytes: Uint8Array; mediaType: string } & (
  | { ask: 'count' }
  | { ask: 'page'; page: number; besides: number }
)
export type Counted = { pages: number }
export type WorkedPage = {
  /** The straightened page in colour, JPEG; the same in grey for reading, PGM (Netpbm), box for box alike. */
  jpeg: Uint8Array
  grey: Uint8Array
  width: number
  height: number
  dpi: number
  angle: number
  turned: number
  cropped: boolean
  code: FoundCode
}
export type Reply =
  | { id: number; done: Counted | WorkedPage }
  | { id: number; refused: { code: string; text: string } }
  | { id: number; broken: string }

/** What a picture may hold, in pixels, before it is decoded: a small file can unfold to gigabytes. */
export const MOST_PIXELS = 50_000_000
const MOST_EDGE = 4400
const PDF_DPI = 300
const QUALITY = 78

class Refused extends Error {
  readonly code: string
  constructor(code: string, text: string) {
    super(text)
    this.code = code
  }
}

async function work(order: Order): Promise<Counted | WorkedPage> {
  const pdf = order.mediaType === 'application/pdf'
  if (order.ask === 'count') {
    if (pdf) return { pages: await pdfPages(order.bytes) }
    requirePicture(order)
    return { pages: 1 }
  }
  const { picture, dpi } = pdf ? await drawn(order.bytes, order.page) : await decoded(order)
  const { page, ...how } = straighten(picture, dpi, order.besides)
  const canvas = createCanvas(page.width, page.height)
  const image = canvas.getContext('2d').createImageData(page.width, page.height)
  image.data.set(page.data)
  canvas.getContext('2d').putImageData(image, 0, 0)
  const jpeg = withDensity(new Uint8Array(await canvas.encode('jpeg', QUALITY)), how.dpi)
  const size = { width: page.width, height: page.height }
  return { jpeg, grey: pgm(page), ...size, ...how, code: await readCode(page) }
}

function requirePicture({ bytes, mediaType }: Order) {
  if (mediaType !== 'image/jpeg' && mediaType !== 'image/png')
    throw new Refused(
      'scan.unreadable-kind',
      'Chỉ số hóa được ảnh JPEG, PNG hoặc tệp PDF. Hãy chụp hoặc quét lại ở một trong các dạng đó.',
    )
  const head = pictureHead(bytes)
  if (!head || head.width === 0 || head.height === 0)
    throw new Refused('scan.broken-file', 'Tệp ảnh bị hỏng hoặc bị cắt dở. Hãy chụp hoặc quét lại.')
  if (head.width * head.height > MOST_PIXELS)
    throw new Refused(
      'scan.too-many-pixels',
      `Ảnh có ${Math.round((head.width * head.height) / 1e6)} triệu điểm ảnh, quá giới hạn ${MOST_PIXELS / 1e6} triệu. Hãy quét lại ở 300 điểm/inch.`,
    )
  return head
}

async function decoded(order: Order): Promise<{ picture: Rgba; dpi: number | null }> {
  const head = requirePicture(order)
  const image = await loadImage(Buffer.from(order.bytes)).catch(() => {
    throw new Refused('scan.broken-file', 'Tệp ảnh bị hỏng hoặc bị cắt dở. Hãy chụp hoặc quét lại.')
  })
  const scale = Math.min(1, MOST_EDGE / Math.max(image.width, image.height))
  const [width, height] = [Math.round(image.width * scale), Math.round(image.height * scale)]
  const canvas = createCanvas(width, height)
  const context = canvas.getContext('2d')
  context.fillStyle = '#fff'
  context.fillRect(0, 0, width, height)
  context.imageSmoothingQuality = 'high'
  context.drawImage(image, 0, 0, width, height)
  const { data } = context.getImageData(0, 0, width, height)
  return { picture: { width, height, data }, dpi: head.dpi === null ? null : head.dpi * scale }
}

const assets = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'))

async function opened(bytes: Uint8Array) {
  try {
    return await getDocument({
      data: bytes.slice(),
      verbosity: 0,
      standardFontDataUrl: `${join(assets, 'standard_fonts')}/`,
      cMapUrl: `${join(assets, 'cmaps')}/`,
      wasmUrl: `${join(assets, 'wasm')}/`,
      iccUrl: `${join(assets, 'iccs')}/`,
    }).promise
  } catch (error) {
    if ((error as Error).name === 'PasswordException')
      throw new Refused('scan.locked-pdf', 'Tệp PDF có mật khẩu. Hãy gỡ mật khẩu rồi gửi lại.')
    throw new Refused('scan.broken-file', 'Tệp PDF bị hỏng, không mở được. Hãy quét lại.')
  }
}

async function pdfPages(bytes: Uint8Array): Promise<number> {
  const document = await opened(bytes)
  const { numPages } = document
  await document.loadingTask.destroy()
  return numPages
}

async function drawn(bytes: Uint8Array, number: number): Promise<{ picture: Rgba; dpi: number }> {
  const document = await opened(bytes)
  try {
    const page = await document.getPage(number)
    const plain = page.getViewport({ scale: 1 })
    const scale = Math.min(PDF_DPI / 72, MOST_EDGE / Math.max(plain.width, plain.height))
    const viewport = page.getViewport({ scale })
    const [width, height] = [
      Math.max(1, Math.round(viewport.width)),
      Math.max(1, Math.round(viewport.height)),
    ]
    const canvas = createCanvas(width, height)
    const context = canvas.getContext('2d')
    context.fillStyle = '#fff'
    context.fillRect(0, 0, width, height)
    await page.render({ canvas: canvas as never, canvasContext: context as never, viewport }).promise
    const { data } = context.getImageData(0, 0, width, height)
    return { picture: { width, height, data }, dpi: scale * 72 }
  } finally {
    await document.loadingTask.destroy()
  }
}

function pgm(page: Rgba): Uint8Array {
  const { width, height, data } = greyOf(page)
  const head = Buffer.from(`P5\n${width} ${height}\n255\n`)
  const out = new Uint8Array(head.length + data.length)
  out.set(head)
  out.set(data, head.length)
  return out
}

/** Writes the dots an inch into the JFIF head, so that the picture alone also has its true size. */
function withDensity(jpeg: Uint8Array, dpi: number): Uint8Array {
  const view = new DataView(jpeg.buffer, jpeg.byteOffset, jpeg.byteLength)
  if (view.getUint16(2) !== 0xffe0) return jpeg
  view.setUint8(13, 1)
  view.setUint16(14, dpi)
  view.setUint16(16, dpi)
  return jpeg
}

parentPort?.on('message', (order: Order) => {
  work(order).then(
    (done) => {
      const moved = 'jpeg' in done ? [done.jpeg.buffer as ArrayBuffer, done.grey.buffer as ArrayBuffer] : []
      parentPort!.postMessage({ id: order.id, done }, moved)
    },
    (error: Error) =>
      parentPort!.postMessage(
        error instanceof Refused
          ? { id: order.id, refused: { code: error.code, text: error.message } }
          : { id: order.id, broken: String(error.stack ?? error) },
      ),
  )
})
