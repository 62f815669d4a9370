import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { seeded } from '../demo/people/random.ts'
import { nationalCatalogue } from '../demo/replay/online-services.ts'
import { print, say } from './line.ts'
import { type Product, startProduct, token } from './product.ts'
import { CLIENTS } from './reading.ts'
import { percentiles, underLoad } from './under-load.ts'

const IMPORTED = 1600
const SEARCHED = 5000
const REQUESTS = 2000
const IMPORT_S = 60
const SEARCH_MS = 50

/** What people type: with and without diacritics, official words and their own, one slip of the pen, one that finds nothing. */
const QUERIES = [
  'khai sinh',
  'dang ky khai sinh cho con',
  'sổ đỏ',
  'giấy phép lái xe',
  'quyen su dung dat',
  'tôi muốn mở quán',
  'trợ cấp người cao tuổi',
  'khia sinh',
  'đăng ký thành lập công ty trách nhiệm hữu hạn hai thành viên trở lên',
  'đăng ký',
  'thủ tục',
  'chuyển nhượng nhà đất cho con',
  '1.004222',
  'zzz qqq',
]
const FILTERS = ['', '&lifeEvent=land', '&field=H%E1%BB%99%20t%E1%BB%8Bch', '&agency=H60.03']

/** The catalogue's import and the search over it, both over HTTP. */
export async function catalogue(): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'tan-trao-bench-catalogue-'))
  chmodSync(dataDir, 0o755)
  let product: Product | null = null
  try {
    say('catalogue: starting on an empty folder')
    product = await startProduct(dataDir)
    const bearer = await token(product)
    const rows = synthetic(SEARCHED)
    const first = await imported(product, bearer, rows.slice(0, IMPORTED))
    const again = await imported(product, bearer, rows.slice(0, IMPORTED))
    await imported(product, bearer, rows)
    const shape = 'made from the real catalogue’s entries, titles recombined'
    print(
      'catalogue import',
      first.seconds,
      's',
      IMPORT_S,
      `${IMPORTED} procedures ${shape}; ${first.drafts.made} drafts with ${first.drafts.flags} flags made in the same transaction; over HTTP; target at most`,
    )
    print('catalogue import again', again.seconds, 's', first.seconds, 'the same file: nothing changes')
    await searching(product, shape)
  } finally {
    await product?.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
}

async function searching(product: Product, shape: string): Promise<void> {
  const targets = QUERIES.flatMap((query) =>
    FILTERS.map((filter) => ({
      method: 'GET' as const,
      path: `/api/procedures?limit=20&q=${encodeURIComponent(query)}${filter}`,
    })),
  )
  await underLoad({ url: product.url, clients: CLIENTS, requests: targets.length, targets })
  const { times } = await underLoad({ url: product.url, clients: CLIENTS, requests: REQUESTS, targets })
  const got = percentiles(times)
  const note = `${SEARCHED} procedures ${shape}; ${QUERIES.length} queries with and without field, life event, agency; ${CLIENTS} clients over HTTP; target at most`
  print('catalogue search p50', got.p50, 'ms', SEARCH_MS, note)
  print('catalogue search p95', got.p95, 'ms', SEARCH_MS, note)
}

type Imported = { drafts: { made: number; flags: number }; refused: unknown[] }

async function imported(product: Product, bearer: string, procedures: readonly object[]) {
  const body = JSON.stringify({ procedures })
  const begun = performance.now()
  const answer = await fetch(`${product.url}/api/procedures/import`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${bearer}`,
      'idempotency-key': crypto.randomUUID(),
    },
    body,
  })
  const seconds = (performance.now() - begun) / 1000
  if (!answer.ok) throw new Error(`the import was refused: ${answer.status} ${await answer.text()}`)
  const said = (await answer.json()) as Imported
  if (said.refused.length > 0) throw new Error(`${said.refused.length} rows were refused`)
  say(`catalogue: ${procedures.length} rows in ${seconds.toFixed(1)} s`)
  return { seconds, ...said }
}

/** As many entries as asked: the real ones' papers, terms and fees under titles made of two of theirs. */
function synthetic(count: number): object[] {
  const random = seeded('bench:catalogue')
  const { procedures } = nationalCatalogue()
  return Array.from({ length: count }, (_, index) => {
    const one = procedures[index % procedures.length]!
    const words = random.pick(procedures).name.split(' ')
    const from = random.integer(0, Math.max(0, words.length - 6))
    const name = `${one.name} ${words.slice(from, from + 6).join(' ')}`
    return { ...one, code: `8.${String(index).padStart(6, '0')}`, name }
  })
}
