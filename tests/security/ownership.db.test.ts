import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import type { Operation } from '../../src/platform/command/declare.ts'
import { splitRoute } from '../../src/platform/command/openapi.ts'
import { plain, type Shape } from './hostile-values.ts'
import { citizen, manyAddresses, openStand, type Person, type Stand } from './stand.ts'

/** Three people, each with a dossier, a draft, a file, a question and a session: each tries every other's. */
type Owner = Person & {
  name: string
  own: { code: string; check: string; draft: string; hash: string; question: string; session: string }
}
let stand: Stand
const owners: Owner[] = []
const address = manyAddresses()

beforeAll(async () => {
  stand = await openStand()
  for (const [at, name] of ['mai', 'nam', 'hoa'].entries())
    owners.push(await ownerOf(name, `203.0.113.${at + 10}`))
}, 180_000)
afterAll(() => stand?.close())

async function ownerOf(name: string, origin: string): Promise<Owner> {
  const { world, site } = stand
  const person = await citizen(stand, name, origin)
  const call = async (method: string, path: string, body?: unknown) => {
    const answer = await site.call(method, path, body, { ...person.headers, ...address() })
    if (answer.status >= 400) throw new Error(`${method} ${path}: ${JSON.stringify(answer.body)}`)
    return answer.body
  }
  const upload = async (path: string, fields: Record<string, string>) => {
    const form = new FormData()
    for (const [key, value] of Object.entries(fields)) form.append(key, value)
    form.append('file', new Blob([Buffer.from(`%PDF-1.7\n% ${randomUUID()}\n`)]), `giay-cua-${name}.pdf`)
    const answer = await fetch(`${site.url}${path}`, { method: 'POST', headers: person.headers, body: form })
    if (!answer.ok) throw new Error(await answer.text())
  }
  const input = await world.goodInput('1.001686', 'H60.07')
  const handed = await call('POST', '/api/drafts', { procedure: '1.001686', agency: 'H60.07' })
  for (const { key } of input.documents) await upload(`/api/drafts/${handed.token}/files`, { key })
  const { documents: filed } = await call('GET', `/api/drafts/${handed.token}`)
  const hash = filed[0].files[0].hash
  const documents = filed.map((each: { key: string; files: { hash: string }[] }) => ({
    key: each.key,
    form: 'electronic',
    files: each.files.map((file) => file.hash),
  }))
  const { code, check } = await call('POST', '/api/dossiers', { ...input, documents, draft: handed.token })
  const kept = await call('POST', '/api/drafts', { procedure: '1.001686', agency: 'H60.07' })
  const draft = (await call('GET', `/api/drafts/${kept.token}`)).id
  const question = randomUUID()
  const text = `Dữ liệu của ${name} ghi sai ngày.`
  await call('POST', '/api/my-data/questions', { id: question, kind: 'correction', dossier: code, text })
  const sessions = await call('GET', '/api/account/sessions')
  return { ...person, name, own: { code, check, draft, hash, question, session: sessions.items[0].id } }
}

/** The names under which an operation asks for somebody's thing, and the thing. */
const things = (operation: Operation, { own }: Owner): Record<string, string> => {
  const id = operation.name.startsWith('identity.') ? own.session : own.question
  return { code: own.code, dossier: own.code, token: own.draft, draft: own.draft, hash: own.hash, id }
}
const PERSONAL = /^(dossier|audit|identity|document|payment|message)\./
/** What a person makes with an id of their own, or asks of what has no owner. */
const NOBODYS = new Set([
  'dossier.previewDue',
  'identity.openCitizenAccount',
  'audit.head',
  'audit.consistency',
])

function asksFor(operation: Operation): string[] {
  const names = Object.keys((operation.input as z.ZodObject).shape)
  // A token of the identity block is a link or a question of its own, once; a draft's is a thing of somebody's.
  const things = operation.name.startsWith('identity.')
    ? ['id']
    : ['code', 'dossier', 'token', 'draft', 'hash', 'id']
  return names.filter((name) => things.includes(name))
}

async function attempt(operation: Operation, of: Owner, headers: Record<string, string>, input: object) {
  const { method, path, parameters } = splitRoute(operation)
  const wanted = things(operation, of)
  const shape = z.toJSONSchema(operation.input, { io: 'input', unrepresentable: 'any' }) as Shape
  const all: Record<string, unknown> = {
    ...(plain(shape, operation.name, { ...input, ...wanted }) as object),
    ...Object.fromEntries(asksFor(operation).map((name) => [name, wanted[name]])),
  }
  if (operation.name === 'dossier.submit') delete all.id
  let filled = path
  for (const name of parameters) {
    filled = filled.replace(`{${name}}`, encodeURIComponent(String(all[name])))
    delete all[name]
  }
  const from = { ...headers, ...address() }
  if (operation.upload) {
    const form = new FormData()
    if (shape.properties?.key) form.append('key', 'paper')
    form.append('file', new Blob([Buffer.from('%PDF-1.7\n')]), 'a.pdf')
    const answer = await fetch(`${stand.site.url}/api${filled}`, { method, headers: from, body: form })
    return { status: answer.status, text: await answer.text() }
  }
  const query = method === 'GET' ? `?${new URLSearchParams(all as Record<string, string>)}` : ''
  const answer = await stand.site.call(
    method,
    `/api${filled}${query}`,
    method === 'GET' ? undefined : all,
    from,
  )
  return { status: answer.status, text: JSON.stringify(answer.body) }
}

test('each tries every other’s dossier, draft, file, question and session by every operation: nothing is shown or done', async () => {
  const operations = stand.world.registry
    .all()
    .filter((each) => PERSONAL.test(each.name) && !NOBODYS.has(each.name) && asksFor(each).length > 0)
  expect(operations.length).toBeGreaterThan(20)
  const input = await stand.world.goodInput('1.001686', 'H60.07')
  const extra = {
    ...input,
    version: 1,
    note: 'Ghi chú',
    reason: 'Không cần nữa',
    kind: 'correction',
    move: 'withdraw',
    text: 'Vì sao?',
    answer: 'Trả lời.',
  }
  const visitor = { headers: {}, name: 'visitor', own: null }
  const through: string[] = []
  const unread: string[] = []
  stand.lines.length = 0
  let tried = 0
  for (const operation of operations)
    for (const of of owners)
      for (const by of [...owners, visitor]) {
        if (by === of) continue
        const { status, text } = await attempt(operation, of, by.headers, extra)
        tried += 1
        const what = `${operation.name} of ${of.name} by ${by.name}: ${status} ${text.slice(0, 160)}`
        // A list of one's own, narrowed to another's, is empty.
        if (operation.name === 'audit.myData' && status === 200)
          expect(JSON.parse(text)).toEqual({ items: [], nextCursor: null })
        else if (![401, 403, 404, 410].includes(status)) (status === 422 ? unread : through).push(what)
        expect([what, text.includes(of.own.check)]).toEqual([what, false])
      }
  expect(through.filter((each) => !each.startsWith('dossier.track '))).toEqual([])
  expect(unread).toEqual([])
  // Each refusal is a line of the log; those that a verb itself refused are rows of the audit, by whom and of what.
  expect(stand.lines.filter((line) => line.refused).length).toBeGreaterThanOrEqual(tried - 15)
  for (const name of ['dossier.get', 'dossier.history', 'dossier.file']) {
    const rows = (await stand.world.audits(name)).filter((row) => row.outcome === 'refused')
    for (const by of owners)
      for (const of of owners)
        if (by !== of)
          expect(rows.some((row) => row.account === by.account && row.wording.includes(of.own.code))).toBe(
            true,
          )
  }
}, 300_000)

test('another’s file or dossier is not come by through a dossier of one’s own', async () => {
  const [mai, nam] = owners as [Owner, Owner]
  const input = await stand.world.goodInput('1.001686', 'H60.07')
  const theirs = input.documents.map(({ key }) => ({ key, form: 'electronic', files: [mai.own.hash] }))
  const from = { ...nam.headers, ...address() }
  const opened = await stand.site.call(
    'POST',
    '/api/drafts',
    { procedure: '1.001686', agency: 'H60.07' },
    from,
  )
  for (const draft of [undefined, opened.body.token as string]) {
    const body = { ...input, documents: theirs, draft }
    const answer = await stand.site.call('POST', '/api/dossiers', body, from)
    expect([answer.status, answer.body.code]).toEqual([422, 'request.invalid'])
  }
  // The id that a client makes is no way to be told another's receipt.
  const { id } = await stand.world.row(mai.own.code)
  for (const documents of [input.documents, theirs]) {
    const answer = await stand.site.call('POST', '/api/dossiers', { ...input, documents, id }, from)
    expect(answer.status).toBeGreaterThanOrEqual(400)
    expect(JSON.stringify(answer.body)).not.toContain(mai.own.check)
  }
})

test('what a code alone shows to anybody is no person’s', async () => {
  const [mai, nam] = owners as [Owner, Owner]
  const answer = await stand.site.call('GET', `/api/track/${mai.own.code}`, undefined, {
    ...nam.headers,
    ...address(),
  })
  const row = await stand.world.row(mai.own.code)
  expect(answer.status).toBe(200)
  const told = JSON.stringify(answer.body)
  expect(told).not.toContain(row.applicant_name)
  expect(told).not.toContain(mai.own.check)
})

test('and all of it is still there, for its owner', async () => {
  for (const { own, headers } of owners) {
    const call = (path: string) => stand.site.call('GET', path, undefined, { ...headers, ...address() })
    expect((await call(`/api/dossiers/${own.code}`)).body).toMatchObject({ code: own.code, seq: 0 })
    expect((await call(`/api/drafts/${own.draft}`)).status).toBe(200)
    expect((await call(`/api/dossiers/${own.code}/files/${own.hash}`)).status).toBe(200)
    expect((await call('/api/data-questions')).body.items).toMatchObject([{ id: own.question, answer: null }])
    expect((await call('/api/account/sessions')).body.items).toHaveLength(1)
  }
})
