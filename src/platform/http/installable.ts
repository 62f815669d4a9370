import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'

/** What scripts/build-web.ts wrote of the office: its service worker and the files to keep on a device. */
type Offline = { worker: string; files: string[] }
type Parts = {
  /** Folder of the built surfaces; its own name is the hash of their sources. */
  folder: string
  /** The product's mark, as SVG. */
  icon: string
  /** How the province is called on a home screen. */
  name: string
}

const SIZES = [192, 512]

/** Makes the officers' workspace installable: manifest, icons, and the worker that opens it without a line. */
export function mountInstallable(app: FastifyInstance, { folder, icon, name }: Parts): void {
  const offline = JSON.parse(readFileSync(join(folder, 'offline.json'), 'utf8')) as Offline
  const built = { name: folder.split('/').filter(Boolean).at(-1), shell: '/can-bo/', files: offline.files }
  const script = `self.built = ${JSON.stringify(built)}\n${readFileSync(join(folder, offline.worker), 'utf8')}`
  // Its own scope, so it lies there; always asked anew, so that a release reaches every device.
  app.get('/can-bo/offline-worker.js', async (_request, reply) =>
    reply.type('text/javascript; charset=utf-8').header('cache-control', 'no-cache').send(script),
  )
  app.get('/can-bo/ung-dung.webmanifest', async (_request, reply) =>
    reply
      .type('application/manifest+json; charset=utf-8')
      .header('cache-control', 'max-age=86400')
      .send(manifest(name)),
  )
  app.get('/can-bo/bieu-tuong.svg', async (_request, reply) =>
    reply.type('image/svg+xml').header('cache-control', 'max-age=86400').send(icon),
  )
  for (const size of SIZES) {
    let drawn: Promise<Buffer> | null = null
    app.get(`/can-bo/bieu-tuong-${size}.png`, async (_request, reply) => {
      drawn ??= draw(icon, size)
      return reply
        .type('image/png')
        .header('cache-control', 'max-age=86400')
        .send(await drawn)
    })
  }
}

function manifest(name: string): string {
  const png = (size: number, purpose: string) => ({
    src: `/can-bo/bieu-tuong-${size}.png`,
    sizes: `${size}x${size}`,
    type: 'image/png',
    purpose,
  })
  return JSON.stringify({
    id: '/can-bo/',
    name: `Quầy Một cửa ${name}`,
    short_name: 'Một cửa',
    lang: 'vi',
    start_url: '/can-bo/tiep-nhan',
    scope: '/can-bo/',
    display: 'standalone',
    background_color: '#F7F5F0',
    theme_color: '#0B5D4B',
    icons: [
      { src: '/can-bo/bieu-tuong.svg', sizes: 'any', type: 'image/svg+xml', purpose: 'any' },
      ...SIZES.flatMap((size) => [png(size, 'any'), png(size, 'maskable')]),
    ],
  })
}

/** Drawn when first asked for, from the one mark there is. */
async function draw(icon: string, size: number): Promise<Buffer> {
  const { createCanvas, loadImage } = await import('@napi-rs/canvas')
  const canvas = createCanvas(size, size)
  const pen = canvas.getContext('2d')
  // A mask may cut to a circle: the mark's own green reaches the corners.
  pen.fillStyle = '#0B5D4B'
  pen.fillRect(0, 0, size, size)
  pen.drawImage(await loadImage(Buffer.from(icon)), size * 0.1, size * 0.1, size * 0.8, size * 0.8)
  return canvas.toBuffer('image/png')
}
