import cookie from '@fastify/cookie'
import Fastify, { type FastifyInstance } from 'fastify'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { mountAdmission } from './door.ts'

/** A real server with room for two, and pages that last until they are let go. */
let app: FastifyInstance
let url = ''
let held: (() => void)[] = []
beforeEach(async () => {
  held = []
  app = Fastify()
  await app.register(cookie)
  mountAdmission(app, {
    known: (request) => request.headers.authorization !== undefined,
    clock: () => Date.now(),
    styles: ['/assets/citizen.css'],
    capacity: 2,
  })
  const slow = () => new Promise<string>((resolve) => held.push(() => resolve('trang')))
  app.get('/*', slow)
  app.post('/nop', async () => 'đã nhận')
  url = await app.listen({ port: 0, host: '127.0.0.1' })
})
afterEach(async () => {
  for (const release of held) release()
  await app.close()
})

const cookieOf = (answer: Response) => (answer.headers.getSetCookie()[0] ?? '').split(';')[0] ?? ''
async function full() {
  const inside = [fetch(`${url}/a`), fetch(`${url}/b`)]
  while (held.length < 2) await new Promise((resolve) => setTimeout(resolve, 5))
  return inside
}

test('beyond the room a visitor is told their place and when to come again, in their language', async () => {
  const inside = await full()
  const first = await fetch(`${url}/thu-tuc`)
  expect(first.status).toBe(503)
  expect(Number(first.headers.get('retry-after'))).toBeGreaterThanOrEqual(2)
  expect(await first.text()).toContain('vị trí <strong>1</strong>')
  const second = await fetch(`${url}/en/thu-tuc`)
  expect(await second.text()).toContain('number <strong>2</strong>')
  // Asking again does not lose the place.
  const again = await fetch(`${url}/thu-tuc`, { headers: { cookie: cookieOf(first) } })
  expect(await again.text()).toContain('vị trí <strong>1</strong>')
  for (const release of held.splice(0)) release()
  await Promise.all(inside)
})

test('a place that comes free is for who waited longest; then they are inside for a while', async () => {
  const inside = await full()
  const first = await fetch(`${url}/x`)
  const second = await fetch(`${url}/x`)
  held.shift()!()
  await Promise.race(inside)
  // The server hears that the line is free a moment after the visitor has read the page.
  await new Promise((resolve) => setTimeout(resolve, 300))
  expect((await fetch(`${url}/x`, { headers: { cookie: cookieOf(second) } })).status).toBe(503)
  const entering = fetch(`${url}/x`, { headers: { cookie: cookieOf(first) } })
  while (held.length < 2) await new Promise((resolve) => setTimeout(resolve, 5))
  held.at(-1)!()
  const answer = await entering
  expect(answer.status).toBe(200)
  const pass = answer.headers.getSetCookie().find((line) => line.startsWith('tan-trao-vao='))!
  const next = fetch(`${url}/trang-sau`, { headers: { cookie: pass.split(';')[0]! } })
  while (held.length < 3) await new Promise((resolve) => setTimeout(resolve, 5))
  held.at(-1)!()
  expect((await next).status).toBe(200)
})

test('what a form sends, and who works here, never waits', async () => {
  await full()
  expect(await (await fetch(`${url}/nop`, { method: 'POST' })).text()).toBe('đã nhận')
  const officer = fetch(`${url}/ho-so`, { headers: { authorization: 'Bearer x' } })
  while (held.length < 3) await new Promise((resolve) => setTimeout(resolve, 5))
  held.at(-1)!()
  expect((await officer).status).toBe(200)
})

test('an API caller is told by a problem; a number nobody signed counts for nothing', async () => {
  await full()
  const api = await fetch(`${url}/api/procedures`)
  expect(api.status).toBe(503)
  expect(await api.json()).toMatchObject({
    code: 'request.queued',
    detail: expect.stringContaining('vị trí 1'),
  })
  const forged = await fetch(`${url}/x`, { headers: { cookie: 'tan-trao-cho=1.xxxx' } })
  expect(await forged.text()).toContain('vị trí <strong>2</strong>')
})
