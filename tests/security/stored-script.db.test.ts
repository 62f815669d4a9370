import { globSync, readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { loadPacks } from '../../src/blocks/procedure/index.ts'
import { extractedPages } from '../../src/platform/pdf/extracted-text.ts'
import { EVERY_KIND, everyKindPack } from '../packs/every-kind.ts'
import { goodAnswers } from '../packs/sample-answers.ts'
import { flows } from '../packs/shipped.ts'
import { at } from '../province/world.ts'
import { citizen, manyAddresses, openStand, type Person, type Stand } from './stand.ts'

/** Markup of a page, of an attribute, of a template and of typst, each in one text. */
const SCRIPT = '"><img src=x onerror=alert(1)><script>alert(2)</script>'
const TYPST = '#eval("1+1") #read("/etc/passwd") $x$ *đậm* \\'
const FILE_NAME = '"><img src=x onerror=alert(1)>.pdf'
const HOSTILE = `${SCRIPT}' ${TYPST}`

let stand: Stand
let mai: Person
let code = ''
let check = ''
let draft = ''
const address = manyAddresses()
const AGENCY = 'H60.07'

beforeAll(async () => {
  stand = await openStand()
  const { world, site } = stand
  const shipped = { packs: [everyKindPack()], flows: Object.fromEntries(flows) }
  await loadPacks(world.house.db, shipped, at('00:30'), true)
  world.house.memory.forget('procedure.')
  mai = await citizen(stand, 'mai', '203.0.113.10')
  const call = async (method: string, path: string, body?: unknown) => {
    const answer = await site.call(method, path, body, { ...mai.headers, ...address() })
    if (answer.status >= 400) throw new Error(`${method} ${path}: ${JSON.stringify(answer.body)}`)
    return answer.body
  }
  const drawn = await world.definition(EVERY_KIND, AGENCY)
  const answers: Record<string, any> = {
    ...goodAnswers(drawn, () => 0),
    houseName: HOSTILE.slice(0, 100),
    reason: HOSTILE,
    hasPlan: true,
    site: { detail: HOSTILE, commune: 'xã Tràng Đà' },
    plots: [{ number: SCRIPT.slice(0, 20), area: 50, place: { detail: HOSTILE, commune: 'xã Tràng Đà' } }],
    totalArea: 1,
  }
  answers.company = { ...answers.company, name: HOSTILE, representative: HOSTILE }
  draft = (await call('POST', '/api/drafts', { procedure: EVERY_KIND, agency: AGENCY })).token
  const form = new FormData()
  form.append('key', 'plan')
  form.append('file', new Blob([Buffer.from('%PDF-1.7\n% bản vẽ\n')]), FILE_NAME)
  const path = `${site.url}/api/drafts/${draft}/files`
  const attached = await fetch(path, { method: 'POST', headers: mai.headers, body: form })
  if (!attached.ok) throw new Error(await attached.text())
  const kept = await call('GET', `/api/drafts/${draft}`)
  answers.plan = kept.documents[0].files
  const applicant = {
    kind: 'person',
    name: HOSTILE,
    citizenNumber: '008190001234',
    phone: '0912345678',
    address: HOSTILE,
  }
  await call('PUT', `/api/drafts/${draft}`, { version: kept.version, agency: AGENCY, applicant, answers })
  await looked(`/nop/${draft}`, `/nop/${draft}/giay-to`, `/nop/${draft}/kiem-tra`)
  const receipt = await call('POST', '/api/dossiers', {
    ...{ procedure: EVERY_KIND, agency: AGENCY, applicant, answers, documents: [], draft },
    onBehalfOf: HOSTILE,
  })
  code = receipt.code
  check = receipt.check
}, 180_000)
afterAll(() => stand?.close())

/** Every page the hostile text was seen on, escaped. */
const seen = new Set<string>()

/** Opens each page as the citizen: nothing of the text may have become markup. */
async function looked(...paths: string[]) {
  for (const path of paths) {
    const answer = await fetch(`${stand.site.url}${path}`, { headers: { ...mai.headers, ...address() } })
    const html = await answer.text()
    expect([path, answer.status < 500]).toEqual([path, true])
    expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8')
    expect(answer.headers.get('content-security-policy')).toContain("script-src 'self'")
    for (const sign of ['<img src=x', '<script>alert', 'src=x onerror=alert(1)>'])
      expect([path, sign, html.includes(sign)]).toEqual([path, sign, false])
    if (html.includes('&lt;script&gt;alert(2)') || html.includes('&lt;img src=x'))
      seen.add(path.split('?')[0]!)
  }
}
const page = (path: string, query: Record<string, string> = {}) => `${path}?${new URLSearchParams(query)}`
const officer = (seat: string) => stand.world.seat(`${AGENCY}/${seat}`)

test('what a citizen wrote is shown to them as they wrote it, and is no markup', async () => {
  await looked(
    page('/tra-cuu', { ma: code, khoa: check }),
    '/tai-khoan',
    '/tai-khoan/du-lieu',
    '/tai-khoan/phien',
  )
  expect([...seen]).toContain(`/nop/${draft}/kiem-tra`)
})

test('what an officer wrote to them is no markup either, on the page and in the letter', async () => {
  const { world } = stand
  const asked = [{ path: 'answers.reason', note: HOSTILE.slice(0, 900) }]
  await world.ask(await officer('counter'), 'dossier.requestCorrection', {
    code,
    items: asked,
    note: HOSTILE,
  })
  await looked(
    page('/tra-cuu', { ma: code, khoa: check }),
    page('/tra-cuu/bo-sung', { ma: code, khoa: check }),
  )
  expect([...seen]).toContain('/tra-cuu')
  await stand.site.call(
    'POST',
    '/api/my-data/questions',
    {
      ...{ id: crypto.randomUUID(), kind: 'correction', dossier: code, text: HOSTILE },
    },
    mai.headers,
  )
  await looked('/tai-khoan/du-lieu')
})

test('in every letter it stands letter for letter: typst reads it as data', async () => {
  for (const letter of ['receipt', 'letters/02']) {
    const answer = await fetch(`${stand.site.url}/api/dossiers/${code}/${letter}?check=${check}`, {
      headers: address(),
    })
    expect([letter, answer.status, answer.headers.get('content-type')]).toEqual([
      letter,
      200,
      'application/pdf',
    ])
    const text = (await extractedPages(new Uint8Array(await answer.arrayBuffer())))
      .join(' ')
      .replace(/\s+/g, '')
    expect([letter, text.includes('<script>alert(2)</script>')]).toEqual([letter, true])
    expect([letter, text.includes('read("/etc/passwd")') || text.includes('read(“/etc/passwd”)')]).toEqual([
      letter,
      true,
    ])
    expect(text).not.toContain('root:')
  }
})

test('the API answers it as JSON that no browser takes for a page', async () => {
  for (const path of [`/api/dossiers/${code}`, `/api/dossiers/${code}/history`, '/api/my-data/export']) {
    const answer = await stand.site.call('GET', path, undefined, mai.headers)
    expect([path, answer.status]).toEqual([path, 200])
    expect(answer.type).toMatch(/^application\/(json|problem\+json)/)
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
  }
  const { answers } = (await stand.site.call('GET', `/api/dossiers/${code}`, undefined, mai.headers)).body
  const [{ hash, name }] = answers.plan
  expect(name).toContain('<img src=x')
  const file = await fetch(`${stand.site.url}/api/dossiers/${code}/files/${hash}`, { headers: mai.headers })
  const disposition = file.headers.get('content-disposition')!
  expect(disposition).toContain("filename*=UTF-8''")
  expect(disposition).not.toMatch(/[<>]/)
})

test('what an address says is no markup on the page it leads to', async () => {
  await looked(
    page('/thu-tuc', { q: HOSTILE, linhvuc: HOSTILE, coquan: HOSTILE }),
    page('/tra-cuu', { ma: HOSTILE, khoa: HOSTILE, xong: HOSTILE }),
    page('/dang-nhap/loi', { ma: HOSTILE }),
    page('/dang-nhap', { ve: HOSTILE }),
    page('/dang-ky', { xong: HOSTILE }),
    page('/kich-hoat', { ma: HOSTILE }),
    page('/dang-xuat', { xsrf: HOSTILE, xong: HOSTILE }),
    `/${encodeURIComponent(SCRIPT)}`,
    `/thu-tuc/${encodeURIComponent(SCRIPT)}`,
    `/nop/${encodeURIComponent(SCRIPT)}`,
    `/en/${encodeURIComponent(SCRIPT)}`,
  )
})

test('no surface writes text as markup: the list of communes alone, which nobody outside can change', () => {
  const writes = globSync('web/**/*.{ts,tsx}')
    .filter((path) => !path.endsWith('.test.tsx') && !path.endsWith('.test.ts'))
    .filter((path) =>
      /dangerouslySetInnerHTML|innerHTML|outerHTML|insertAdjacentHTML|document\.write/.test(
        readFileSync(path, 'utf8'),
      ),
    )
  expect(writes).toEqual(['web/citizen/apply/places.tsx'])
})
