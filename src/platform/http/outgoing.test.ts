import { createServer, type RequestListener, type Server } from 'node:http'
import { afterEach, expect, test } from 'vitest'
import { isPublicAddress } from './addresses.ts'
import { askOutside, OutgoingRefused } from './outgoing.ts'

let server: Server | null = null
let asked = 0
afterEach(() => {
  server?.closeAllConnections()
  server?.close()
  server = null
})

/** A real server of this machine, which a connector must not reach unless the installation names it. */
async function inside(answer: RequestListener): Promise<string> {
  asked = 0
  const opened = createServer((request, response) => {
    asked += 1
    answer(request, response)
  })
  await new Promise<void>((resolve) => opened.listen(0, '127.0.0.1', resolve))
  server = opened
  return `http://127.0.0.1:${(opened.address() as { port: number }).port}`
}
const reasonOf = async (asking: Promise<unknown>) => {
  const told = await asking.catch((error: unknown) => error)
  if (told instanceof OutgoingRefused) return told.reason
  throw new Error(`not refused: ${JSON.stringify(told)}`)
}
const secret: RequestListener = (_request, response) => response.end('a private machine’s secret')
/** A name server of the test's own: the machine's is not asked. */
const names = (...addresses: string[]) => {
  const all = addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }))
  return async () => all
}

test.each([
  '127.0.0.1',
  '127.9.9.9',
  '0.0.0.0',
  '10.1.2.3',
  '172.16.0.1',
  '172.31.255.255',
  '192.168.1.1',
  '169.254.169.254',
  '100.100.100.200',
  '192.0.0.192',
  '224.0.0.1',
  '255.255.255.255',
  '::',
  '::1',
  '::ffff:127.0.0.1',
  '::ffff:a9fe:a9fe',
  '::127.0.0.1',
  '64:ff9b::a9fe:a9fe',
  '2002:7f00:1::',
  '2001:0:7f00:1::',
  'fd00:ec2::254',
  'fe80::1',
  'fe80::1%eth0',
  'ff02::1',
  'no address',
  '',
])('%s is not public', (address) => expect(isPublicAddress(address)).toBe(false))

test.each(['1.1.1.1', '8.8.8.8', '172.32.0.1', '100.128.0.1', '2606:4700:4700::1111', '::ffff:8.8.8.8'])(
  '%s is public',
  (address) => expect(isPublicAddress(address)).toBe(true),
)

test('a private address is refused however it is written, and nothing is asked there', async () => {
  const { port } = new URL(await inside(secret))
  for (const host of [
    '127.0.0.1',
    '127.1',
    '0x7f000001',
    '2130706433',
    '0177.0.0.1',
    '0',
    '[::ffff:127.0.0.1]',
  ])
    expect([host, await reasonOf(askOutside(`http://${host}:${port}/`))]).toEqual([host, 'address'])
  expect(asked).toBe(0)
})

test('a name that leads inside is refused, also when only one of its addresses does', async () => {
  const { port } = new URL(await inside(secret))
  const address = `http://attacker.example:${port}/`
  for (const resolve of [
    names('127.0.0.1'),
    names('93.184.215.14', '127.0.0.1'),
    names('::ffff:127.0.0.1'),
    names(),
  ])
    expect(await reasonOf(askOutside(address, {}, resolve))).toBe('address')
  expect(asked).toBe(0)
})

test('a name is looked up once, by the very socket that would connect: no second answer can differ', async () => {
  const { port } = new URL(await inside(secret))
  let looked = 0
  const rebinding = async () => {
    looked += 1
    return [{ address: looked === 1 ? '10.0.0.1' : '127.0.0.1', family: 4 }]
  }
  expect(await reasonOf(askOutside(`http://rebind.example:${port}/`, {}, rebinding))).toBe('address')
  expect([looked, asked]).toEqual([1, 0])
})

test('this machine’s own name is refused by the machine’s own look-up', async () => {
  const { port } = new URL(await inside(secret))
  expect(await reasonOf(askOutside(`http://localhost:${port}/`))).toBe('address')
  expect(asked).toBe(0)
})

test('an origin that the installation names is asked; another port of the same machine is not', async () => {
  const url = await inside(async (request, response) => {
    let text = ''
    for await (const chunk of request) text += chunk
    response
      .writeHead(201, { 'x-seen': request.headers['x-sent'] as string })
      .end(`heard ${request.method} ${text}`)
  })
  const answer = await askOutside(`${url}/path`, {
    method: 'POST',
    headers: { 'x-sent': 'yes' },
    body: 'đỉnh cây',
    allowed: [`${url}/another/path`],
  })
  expect([answer.status, answer.headers['x-seen'], answer.body.toString('utf8')]).toEqual([
    201,
    'yes',
    'heard POST đỉnh cây',
  ])
  const other = new URL(url)
  other.port = String(Number(other.port) === 65_535 ? 1024 : Number(other.port) + 1)
  expect(await reasonOf(askOutside(other, { allowed: [url] }))).toBe('address')
  expect(await reasonOf(askOutside(url.replace('http:', 'https:'), { allowed: [url] }))).toBe('address')
})

test('a redirect is not followed, wherever it leads', async () => {
  const url = await inside((_request, response) =>
    response.writeHead(302, { location: 'http://169.254.169.254/latest/meta-data/' }).end(),
  )
  expect(await reasonOf(askOutside(url, { allowed: [url] }))).toBe('redirect')
  expect(asked).toBe(1)
})

test('an answer without end is cut off, one that never comes is given up', async () => {
  const endless = await inside((_request, response) => {
    const more = setInterval(() => response.write('x'.repeat(65_536)), 1)
    response.on('close', () => clearInterval(more))
  })
  expect(await reasonOf(askOutside(endless, { allowed: [endless], atMost: 200_000 }))).toBe('too-large')
  server?.closeAllConnections()
  const silent = await inside(() => undefined)
  const before = performance.now()
  expect(await reasonOf(askOutside(silent, { allowed: [silent], withinMs: 200 }))).toBe('too-slow')
  expect(performance.now() - before).toBeLessThan(3000)
  // Bytes that trickle are no answer either: the limit is on the whole.
  server?.closeAllConnections()
  const trickling = await inside((_request, response) => {
    const more = setInterval(() => response.write('x'), 20)
    response.on('close', () => clearInterval(more))
  })
  expect(await reasonOf(askOutside(trickling, { allowed: [trickling], withinMs: 300 }))).toBe('too-slow')
})

test('only http and https, and no password in the address', async () => {
  for (const address of [
    'file:///etc/passwd',
    'ftp://example.vn/',
    'gopher://example.vn/',
    'data:text/plain,a',
  ])
    expect(await reasonOf(askOutside(address))).toBe('scheme')
  expect(await reasonOf(askOutside('http://a:b@example.vn/'))).toBe('scheme')
})

test('what nobody answers is unreachable, not a crash', async () => {
  const url = await inside(secret)
  server?.closeAllConnections()
  await new Promise((resolve) => server?.close(resolve))
  expect(await reasonOf(askOutside(url, { allowed: [url] }))).toBe('unreachable')
})
