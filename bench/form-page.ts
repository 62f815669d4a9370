import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { loadPacks } from '../src/blocks/procedure/index.ts'
import type { Field } from '../src/blocks/procedure/model/definition.ts'
import { EVERY_FIELD, EVERY_KIND, everyKindPack } from '../tests/packs/every-kind.ts'
import { flows } from '../tests/packs/shipped.ts'
import { print, say } from './line.ts'
import { withProduct } from './reading.ts'
import { percentiles, underLoad } from './under-load.ts'

const FIELDS = 30
const PROMISED_MS = 5
const REQUESTS = 400

/** A page of a citizen's form, beside the least the same server answers: one visitor, one request after the other. */
export async function formPage(): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'tan-trao-bench-form-'))
  chmodSync(dataDir, 0o755)
  say('form-page: starting a fresh demonstration province')
  try {
    await withProduct(dataDir, async (product, house) => {
      const pack = everyKindPack(thirty())
      await loadPacks(
        house.db,
        { packs: [pack], flows: Object.fromEntries(flows) },
        new Date(),
        true,
        (_, reasons) => {
          throw new Error(reasons.join('; '))
        },
      )
      await offered(product.url)
      const path = await openedPage(product.url)
      const timed = async (target: string) => {
        const targets = [{ method: 'GET' as const, path: target }]
        await underLoad({ url: product.url, clients: 1, requests: 100, targets })
        const before = cpuMs(product.pid)
        const { times } = await underLoad({ url: product.url, clients: 1, requests: REQUESTS, targets })
        return { ...percentiles(times), cpu: (cpuMs(product.pid) - before) / REQUESTS }
      }
      const floor = await timed('/healthz')
      const page = await timed(path)
      const note = `${FIELDS} fields of all ${new Set(EVERY_FIELD.map(({ kind }) => kind)).size} kinds on one page with a saved draft; whole answer of the server (draft, edition and places asked, page written), 1 visitor, ${REQUESTS} requests; /healthz of the same server takes ${floor.p50.toFixed(2)} ms`
      print('form-page p50', page.p50, 'ms', PROMISED_MS, `${note}; target under ${PROMISED_MS} ms`)
      print('form-page p95', page.p95, 'ms', null, 'the same run')
      print(
        'form-page cpu',
        page.cpu,
        'ms',
        PROMISED_MS,
        `processor time of the server for one page, whatever else the machine does; /healthz takes ${floor.cpu.toFixed(2)} ms; the database’s own not in it; target under ${PROMISED_MS} ms`,
      )
    })
  } finally {
    rmSync(dataDir, { recursive: true, force: true })
  }
}

const TICK_MS = 10

/** Processor time a process has used so far, by the kernel's count (USER_HZ 100). */
function cpuMs(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  const [user, system] = stat.slice(stat.lastIndexOf(')')).split(' ').slice(12, 14).map(Number)
  return (user! + system!) * TICK_MS
}

/** Every kind once, then plain ones until there are thirty. */
function thirty(): Field[] {
  const more = EVERY_FIELD.filter(({ kind }) => ['text', 'number', 'date', 'choice', 'phone'].includes(kind))
  const fields = EVERY_FIELD.map((field) => ({ ...field, showIf: undefined }))
  for (let at = 0; fields.length < FIELDS; at += 1) {
    const model = more[at % more.length]!
    fields.push({ ...model, key: `${model.key}${at}`, showIf: undefined })
  }
  return JSON.parse(JSON.stringify(fields))
}

async function offered(url: string): Promise<void> {
  for (let tries = 0; tries < 60; tries += 1) {
    if ((await fetch(`${url}/api/procedures/${EVERY_KIND}`)).ok) return
    await new Promise((resolve) => setTimeout(resolve, 250))
  }
  throw new Error('the province never offered the form')
}

/** Begins an application as a visitor does, fills in a little, and gives the address of its form's page. */
async function openedPage(url: string): Promise<string> {
  const send = async (method: string, path: string, body: object) => {
    const answer = await fetch(`${url}/api${path}`, {
      method,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`)
    return (await answer.json()) as { token: string }
  }
  const { token } = await send('POST', '/drafts', { procedure: EVERY_KIND })
  await send('PUT', `/drafts/${token}`, {
    applicant: { name: 'Nguyễn Thị Thử', phone: '0912345678' },
    answers: {
      site: { commune: 'xã Tràng Đà' },
      plots: [
        { number: '1', area: '10' },
        { number: '2', area: '20' },
      ],
    },
  })
  const path = `/nop/${token}/khai/all`
  const page = await fetch(`${url}${path}`, { redirect: 'manual' })
  const shown = ((await page.text()).match(/name="shown"/g) ?? []).length
  if (page.status !== 200 || shown !== FIELDS) throw new Error(`${path}: ${page.status}, ${shown} fields`)
  return path
}
