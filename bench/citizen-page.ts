import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { get } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { median, print, say } from './line.ts'
import type { Target } from './load.ts'
import type { Product } from './product.ts'
import { withProduct } from './reading.ts'
import { underLoad } from './under-load.ts'

const CLIENTS = 16
const SECONDS = 4
const ROUNDS = 3
const PAGE_BYTES = 60_000
const PROCEDURE = '1.001193'

/** The pages a citizen opens, beside the least the same server can answer; and what a first visit weighs. */
export async function citizenPage(): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'tan-trao-bench-page-'))
  chmodSync(dataDir, 0o755)
  say('citizen-page: starting a fresh demonstration province')
  try {
    await withProduct(dataDir, async (product, house) => {
      const codes = await sql<{ code: string }>`select code from dossier.dossier limit 300`.execute(house.db)
      const pages: [name: string, targets: Target[]][] = [
        ['/healthz', [{ method: 'GET', path: '/healthz' }]],
        ['/', [{ method: 'GET', path: '/' }]],
        [`/thu-tuc/${PROCEDURE}`, [{ method: 'GET', path: `/thu-tuc/${PROCEDURE}` }]],
        // One address may follow 30 codes a minute, so every request comes from another, as behind a proxy.
        ['/tra-cuu?ma=…', fromEverywhere(codes.rows.map(({ code }) => `/tra-cuu?ma=${code}`))],
      ]
      const rates = new Map(pages.map(([name]) => [name, [] as number[]]))
      for (const [, targets] of pages)
        await underLoad({ url: product.url, clients: CLIENTS, seconds: 1, targets })
      for (let round = 1; round <= ROUNDS; round += 1)
        for (const [name, targets] of pages) {
          const { perSecond } = await underLoad({
            url: product.url,
            clients: CLIENTS,
            seconds: SECONDS,
            targets,
          })
          rates.get(name)!.push(perSecond)
          say(`  round ${round}: ${name} ${Math.round(perSecond)}/s`)
        }
      const floor = median(rates.get('/healthz')!)
      for (const [name] of pages)
        print(
          `citizen-page ${name}`,
          median(rates.get(name)!),
          'requests/s',
          floor,
          `${CLIENTS} clients, ${ROUNDS} rounds in turns, uncompressed; against /healthz of the same server`,
        )
      for (const [name, targets] of pages.slice(1))
        for (const coding of ['br', 'gzip']) await printBytes(product, name, targets[0]!.path, coding)
    })
  } finally {
    rmSync(dataDir, { recursive: true, force: true })
  }
}

function fromEverywhere(paths: readonly string[]): Target[] {
  return Array.from({ length: 20_000 }, (_, index) => ({
    method: 'GET',
    path: paths[index % paths.length]!,
    headers: { 'x-forwarded-for': `10.${index >> 16}.${(index >> 8) & 255}.${index & 255}` },
  }))
}

/** Page, style sheets, scripts and the fonts its text asks for, as they cross the wire on a first visit. */
async function printBytes(product: Product, name: string, path: string, coding: string): Promise<void> {
  const html = await fetched(product, path, coding)
  const text = await (await fetch(product.url + path)).text()
  const styles = [...text.matchAll(/<link[^>]+rel="stylesheet"[^>]*>/g)].flatMap(
    ([tag]) => /href="([^"]+)"/.exec(tag)?.[1] ?? [],
  )
  const scripts = [...text.matchAll(/<script[^>]+src="([^"]+)"/g)].map(([, source]) => source!)
  let css = 0
  const fonts = new Set<string>()
  for (const style of styles) {
    css += await fetched(product, style, coding)
    const rules = await (await fetch(new URL(style, product.url))).text()
    for (const [, source] of rules.matchAll(/url\(["']?([^)"']+\.woff2)["']?\)/g))
      fonts.add(new URL(source!, new URL(style, product.url)).pathname)
  }
  let js = 0
  for (const script of scripts) js += await fetched(product, script, coding)
  let font = 0
  for (const each of fonts) font += await fetched(product, each, coding)
  print(
    `citizen-page ${name} ${coding}`,
    html + css + font + js,
    'bytes',
    PAGE_BYTES,
    `html ${html}, css ${css}, ${fonts.size} fonts ${font}, script ${js}; target under ${PAGE_BYTES} in all`,
  )
}

/** Bytes of the body as sent, still compressed. */
function fetched(product: Product, path: string, coding: string): Promise<number> {
  return new Promise((resolve, reject) => {
    get(new URL(path, product.url), { headers: { 'accept-encoding': coding } }, (answer) => {
      let bytes = 0
      answer.on('data', (chunk: Buffer) => {
        bytes += chunk.length
      })
      answer.once('end', () =>
        answer.statusCode === 200 ? resolve(bytes) : reject(new Error(`${path}: ${answer.statusCode}`)),
      )
    }).once('error', reject)
  })
}
