import { randomUUID } from 'node:crypto'
import { readdirSync } from 'node:fs'
import { request } from 'node:http'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Served, serve } from './served.ts'
import { openWorld, type World } from './world.ts'

let world: World
let served: Served
let officer: Record<string, string>
beforeAll(async () => {
  world = await openWorld()
  served = await serve(world)
  officer = await served.session()
})
afterAll(async () => {
  await served?.close()
  await world?.close()
})

const MB = 1024 * 1024
const PDF = new Blob([Buffer.from('%PDF-1.7\n1 0 obj\n<< >>\nendobj\n')])
const post = (path: string, body: unknown, headers: Record<string, string> = officer) =>
  served.call('POST', path, body, headers)
const filesLeft = () =>
  readdirSync(world.filesDir, { recursive: true, withFileTypes: true })
    .filter((each) => each.isFile())
    .map((each) => each.name)
    .sort()
const written = async () =>
  (
    await sql<{
      n: number
    }>`select (select count(*) from dossier.dossier) + (select count(*) from document.stored_file)
    + (select count(*) from dossier.draft_file) as n`.execute(world.house.db)
  ).rows[0]!.n

/** Whatever is refused is refused in the one shape, in Vietnamese, and writes nothing. */
async function requireRefused(
  status: number,
  code: string,
  asked: () => Promise<Awaited<ReturnType<Served['call']>>>,
) {
  const before = [await written(), filesLeft()]
  const answer = await asked()
  expect([answer.status, answer.body.code]).toEqual([status, code])
  expect(answer.type).toBe('application/problem+json; charset=utf-8')
  expect(Object.keys(answer.body).sort()).toEqual(['code', 'detail', 'errors', 'status', 'title', 'type'])
  expect(answer.body.detail).toMatch(/[à-ỹđ]/i)
  expect([await written(), filesLeft()]).toEqual(before)
  return answer
}

describe('JSON', () => {
  test('with fields nobody declared', async () => {
    const input = { ...(await world.goodInput('1.001686', 'H60.07')), isAdmin: true }
    const { body } = await requireRefused(422, 'request.invalid', () => post('/api/dossiers/received', input))
    expect(body.errors).toEqual([{ path: 'isAdmin', message: expect.stringContaining('isAdmin') }])
  })

  test('of another shape, or none', async () => {
    await requireRefused(400, 'request.not-json', () => post('/api/dossiers/received', '{"procedure": '))
    await requireRefused(400, 'request.not-json', () => post('/api/dossiers/received', ''))
    await requireRefused(422, 'request.invalid', () => post('/api/dossiers/received', '[1, 2]'))
    await requireRefused(422, 'request.invalid', () => post('/api/dossiers/received', '"x"'))
    await requireRefused(422, 'request.invalid', () => post('/api/dossiers/received', 'null'))
    const deep = `${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`
    await requireRefused(422, 'request.invalid', () => post('/api/dossiers/received', deep))
  })

  test('that tries to become the prototype', async () => {
    await requireRefused(400, 'request.prototype', () =>
      post('/api/dossiers/received', '{"__proto__": {"grants": []}}'),
    )
  })

  test('in another media type', async () => {
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'application/xml'])
      await requireRefused(415, 'request.media-type', () =>
        post('/api/dossiers/received', 'a=1', { ...officer, 'content-type': type }),
      )
  })

  test('of ten megabytes is refused with the limit named', async () => {
    const huge = JSON.stringify({ answers: 'x'.repeat(10 * MB) })
    const { body } = await requireRefused(413, 'request.too-large', () =>
      post('/api/dossiers/received', huge),
    )
    expect(body.detail).toContain('1 MB')
  })

  test('where a key is too long to keep', async () => {
    const input = await world.goodInput('1.001686', 'H60.07')
    await requireRefused(422, 'idempotency.key', () =>
      post('/api/dossiers/received', input, { ...officer, 'idempotency-key': 'k'.repeat(201) }),
    )
  })
})

describe('an address', () => {
  test('that is no API, or with another method', async () => {
    await requireRefused(404, 'request.no-such-path', () => served.call('GET', '/api/secrets'))
    await requireRefused(404, 'request.no-such-path', () => served.call('DELETE', '/api/dossiers/received'))
  })

  test('of a dossier that does not exist, is no code, or belongs to another', async () => {
    const other = await world.open({ procedure: '2.000635', agency: 'H60.03' })
    const unknown = 'H60.03-220510-9999'
    const hidden = await requireRefused(404, 'dossier.not-found', () =>
      served.call('GET', `/api/dossiers/${other.code}`, undefined, officer),
    )
    const missing = await requireRefused(404, 'dossier.not-found', () =>
      served.call('GET', `/api/dossiers/${unknown}`, undefined, officer),
    )
    expect(JSON.stringify(hidden.body).replaceAll(other.code, unknown)).toBe(JSON.stringify(missing.body))
    await requireRefused(422, 'request.invalid', () =>
      served.call('GET', '/api/dossiers/1%20or%201=1', undefined, officer),
    )
    await requireRefused(404, 'dossier.not-found', () => served.call('GET', `/api/track/${unknown}`))
    await requireRefused(404, 'dossier.not-found', () => served.call('GET', '/api/track/%27%3B--'))
    await requireRefused(422, 'request.unstorable', () => served.call('GET', '/api/track/H60%00'))
  })

  test('with a filter it does not know, or twice', async () => {
    const { body } = await requireRefused(422, 'request.invalid', () =>
      served.call('GET', '/api/dossiers?colour=red', undefined, officer),
    )
    expect(body.errors[0].path).toBe('colour')
    await requireRefused(422, 'request.invalid', () =>
      served.call('GET', '/api/dossiers?agency=H60.07&agency=H60.03', undefined, officer),
    )
    await requireRefused(422, 'request.invalid', () =>
      served.call('GET', '/api/dossiers?limit=1000000', undefined, officer),
    )
  })

  test('answers with what keeps a browser safe, also when it refuses', async () => {
    const { headers } = await served.call('GET', '/api/me')
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('content-security-policy')).toContain("default-src 'self'")
    expect((await served.call('GET', '/api/agencies?limit=1')).headers.get('cache-control')).toBe('no-store')
  })
})

describe('an upload', () => {
  const send = async (
    parts: [name: string, value: Blob | string, fileName?: string][],
    path = '/api/files',
    headers = officer,
  ) => {
    const form = new FormData()
    for (const [name, value, fileName] of parts)
      if (typeof value === 'string') form.append(name, value)
      else form.append(name, value, fileName)
    const answer = await fetch(`${served.url}${path}`, { method: 'POST', headers, body: form })
    const type = answer.headers.get('content-type') ?? ''
    return { status: answer.status, headers: answer.headers, type, body: await answer.json() }
  }

  test('is kept under its content, and the same again is the same', async () => {
    const one = await send([['file', PDF, 'đơn.pdf']])
    expect(one.status).toBe(201)
    expect(filesLeft()).toContain(one.body.hash)
    const before = filesLeft()
    expect((await send([['file', PDF, 'đơn.pdf']])).body).toEqual(one.body)
    expect(filesLeft()).toEqual(before)
  })

  test('of a program called PDF is refused by what it is', async () => {
    const program = new Blob([
      Buffer.from('7f454c4602010100000000000000000002003e00', 'hex'),
      Buffer.alloc(9000),
    ])
    const { body } = await requireRefused(415, 'file.refused', () =>
      send([['file', program, 'giay-khai-sinh.pdf']]),
    )
    expect(body.detail).toContain('giay-khai-sinh.pdf')
  })

  test('by somebody who may not is refused before a byte is kept', async () => {
    const fresh = new Blob([Buffer.from(`%PDF-1.7\n% ${randomUUID()}\n`)])
    await requireRefused(401, 'identity.required', () => send([['file', fresh, 'a.pdf']], '/api/files', {}))
    await requireRefused(404, 'draft.not-found', () =>
      send(
        [
          ['key', 'anything'],
          ['file', fresh, 'a.pdf'],
        ],
        `/api/drafts/${'x'.repeat(22)}/files`,
        {},
      ),
    )
  })

  test('is a file, one, and not a description of somebody else’s', async () => {
    await requireRefused(422, 'file.missing', () => send([['note', 'không có tệp']]))
    await requireRefused(415, 'request.media-type', () => post('/api/files', { file: {} }))
    await requireRefused(422, 'file.not-one', () =>
      send([
        ['file', PDF, 'a.pdf'],
        ['file', new Blob([Buffer.from('%PDF-1.7 hai')]), 'b.pdf'],
      ]),
    )
    const forged = { hash: 'ab'.repeat(32), name: 'a.pdf', size: 1, mediaType: 'text/html' }
    const boundary = 'thu-nghiem'
    const raw = `--${boundary}\r\ncontent-disposition: form-data; name="file"\r\ncontent-type: application/json\r\n\r\n${JSON.stringify(forged)}\r\n--${boundary}--\r\n`
    await requireRefused(422, 'file.not-one', () =>
      post('/api/files', raw, { ...officer, 'content-type': `multipart/form-data; boundary=${boundary}` }),
    )
  })

  test('of two gigabytes is cut off early: little is read, nothing stays, memory does not grow', async () => {
    const before = filesLeft()
    const memory = process.memoryUsage().rss
    const { status, code, sent } = await endlessUpload(2048 * MB)
    expect([status, code]).toEqual([413, 'file.too-large'])
    expect(sent).toBeLessThan(80 * MB)
    expect(process.memoryUsage().rss - memory).toBeLessThan(200 * MB)
    expect(filesLeft()).toEqual(before)
    // And the server goes on for everybody else.
    expect((await send([['file', PDF, 'đơn.pdf']])).status).toBe(201)
  }, 60_000)
})

/** Writes a PDF that does not end, as fast as it is taken, until the answer comes or the connection is cut. */
function endlessUpload(bytes: number): Promise<{ status: number; code: string; sent: number }> {
  return new Promise((resolve, reject) => {
    const boundary = 'endless'
    const head = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="lon.pdf"\r\ncontent-type: application/pdf\r\n\r\n%PDF-1.7\n`
    let sent = 0
    let answered = false
    const outgoing = request(`${served.url}/api/files`, {
      method: 'POST',
      headers: {
        ...officer,
        'content-type': `multipart/form-data; boundary=${boundary}`,
        'content-length': head.length + bytes,
      },
    })
    outgoing.on('response', async (answer) => {
      answered = true
      let text = ''
      for await (const chunk of answer) text += chunk
      outgoing.destroy()
      resolve({ status: answer.statusCode ?? 0, code: JSON.parse(text).code, sent })
    })
    outgoing.on('error', (error) => (answered ? undefined : reject(error)))
    const chunk = Buffer.alloc(256 * 1024, 120)
    const pump = () => {
      while (!answered && !outgoing.destroyed && sent < bytes) {
        sent += chunk.length
        if (!outgoing.write(chunk)) {
          outgoing.once('drain', pump)
          return
        }
      }
    }
    outgoing.write(head, pump)
  })
}
