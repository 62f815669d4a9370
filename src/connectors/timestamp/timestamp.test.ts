import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readStamp } from '../../platform/audit/verifier.mjs'
import { startBeside } from '../beside.ts'
import { httpTimestamper } from './http.ts'
import { answer, makeAuthority } from './simulator.ts'

let url = ''
let stop = () => {}
beforeAll(async () => {
  const started = await startBeside(new URL('./simulator.ts', import.meta.url))
  url = started.said
  stop = started.stop
})
afterAll(() => stop())

test('an authority in a process of its own stamps our text with the moment and its name', async () => {
  const before = Math.floor(Date.now() / 1000) * 1000
  const stamp = await httpTimestamper(url)('đỉnh cây')
  expect(stamp.at.getTime()).toBeGreaterThanOrEqual(before)
  expect(stamp.by).toContain('Máy thử cấp dấu thời gian')
  expect(readStamp(stamp.token)).toMatchObject({ digest: 'sha256', valid: true })
})

test('a token with one changed byte is not valid', async () => {
  const { token } = await httpTimestamper(url)('đỉnh cây')
  const imprint = readStamp(token).imprint
  const at = token.indexOf(imprint)
  const changed = Buffer.from(token)
  changed[at] = changed[at]! ^ 1
  expect(readStamp(changed).valid).toBe(false)
})

test('openssl, which knows nothing of us, verifies the token', async () => {
  if (spawnSync('openssl', ['version']).status !== 0)
    throw new Error('this test needs openssl (Debian: apt install openssl)')
  const authority = await makeAuthority(new Date())
  const folder = mkdtempSync(join(tmpdir(), 'tan-trao-tsa-'))
  const at = (name: string) => join(folder, name)
  try {
    writeFileSync(at('text'), 'đỉnh cây')
    execFileSync(
      'openssl',
      ['ts', '-query', '-data', at('text'), '-sha256', '-cert', '-out', at('question')],
      {
        stdio: 'pipe',
      },
    )
    const { readFileSync } = await import('node:fs')
    writeFileSync(at('reply'), await answer(authority, readFileSync(at('question')), new Date()))
    const der = Buffer.from(authority.certificate.toSchema().toBER()).toString('base64')
    writeFileSync(
      at('ca.pem'),
      `-----BEGIN CERTIFICATE-----\n${der.match(/.{1,64}/g)!.join('\n')}\n-----END CERTIFICATE-----\n`,
    )
    const verified = spawnSync('openssl', [
      'ts',
      '-verify',
      '-queryfile',
      at('question'),
      '-in',
      at('reply'),
      '-CAfile',
      at('ca.pem'),
      '-partial_chain',
    ])
    expect(`${verified.stdout}${verified.stderr}`).toContain('Verification: OK')
  } finally {
    rmSync(folder, { recursive: true })
  }
})

test.each([
  ['a refusal', 200, 'question cut in the middle'],
  ['an error page', 500, '<html>'],
  ['no token at all', 200, ''],
])('%s is an error that says so', async (_name, status, body) => {
  const server = createServer((_request, response) => response.writeHead(status).end(body))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as { port: number }
  try {
    await expect(httpTimestamper(`http://127.0.0.1:${port}`)('đỉnh cây')).rejects.toThrow()
  } finally {
    server.close()
  }
})

test('an authority that answers an old question again is found out by the nonce and the imprint', async () => {
  const authority = await makeAuthority(new Date())
  let first: Buffer | null = null
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    first ??= await answer(authority, Buffer.concat(chunks), new Date())
    response.writeHead(200).end(first)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as { port: number }
  try {
    const stamp = httpTimestamper(`http://127.0.0.1:${port}`)
    await stamp('một')
    await expect(stamp('một')).rejects.toThrow('nonce')
    await expect(stamp('hai')).rejects.toThrow('not over our text')
  } finally {
    server.close()
  }
})
