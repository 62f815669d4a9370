import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import type { Operation } from '../../src/platform/command/declare.ts'
import { splitRoute } from '../../src/platform/command/openapi.ts'
import { PAYLOADS, places, type Shape } from './hostile-values.ts'
import { giveEverything, manyAddresses, openStand, type Stand } from './stand.ts'

let stand: Stand
let officer: Record<string, string>
let known: Record<string, unknown>
const address = manyAddresses()

beforeAll(async () => {
  stand = await openStand()
  const { world, site } = stand
  await giveEverything(stand, 'H60.07/head')
  officer = await site.session('H60.07-head')
  const played = await world.open()
  const input = await world.goodInput('1.001686', 'H60.07')
  const draft = await site.call('POST', '/api/drafts', { procedure: '1.001686', agency: 'H60.07' }, address())
  const edited = await site.call('POST', '/api/procedure-drafts', { procedure: '1.001686' }, officer)
  known = {
    ...input,
    // Nothing that stands is merged, retired or discarded on the way: those commands get what does not exist.
    code: played.code,
    token: draft.body.token,
    calendar: 'default',
    id: edited.body.id ?? 'edited-draft-missing',
    draft: draft.body.token,
    version: 1,
    receivedAt: '2022-05-10T02:00:00Z',
    from: '2022-05-01',
    to: '2022-05-31',
  }
  const me = await site.call('GET', '/api/me', undefined, officer)
  expect(me.body.permissions).toEqual(expect.arrayContaining(world.registry.permissions()))
}, 120_000)
afterAll(() => stand?.close())

/** What a page of an error must never show of what lies behind. */
const INSIDES = /syntax error|relation "|column "|at Object\.|node_modules|\/src\/|PostgreSQL|ECONN|stack/i
const SLOW_MS = 8000

type Sent = { operation: string; at: string; payload: string }

async function send(operation: Operation, input: Record<string, unknown>, who: Record<string, string>) {
  const { method, path, parameters } = splitRoute(operation)
  const rest = { ...input }
  let filled = path
  for (const name of parameters) {
    filled = filled.replace(`{${name}}`, encodeURIComponent(wellFormed(String(rest[name] ?? 'x'))))
    delete rest[name]
  }
  const headers = { ...address(), ...who }
  if (method !== 'GET') return stand.site.call(method, `/api${filled}`, rest, headers)
  const query = new URLSearchParams()
  for (const [key, value] of Object.entries(rest)) query.append(key, String(value))
  return stand.site.call('GET', `/api${filled}?${query}`, undefined, headers)
}

/** Half a surrogate pair stands in no address: an address with the broken bytes is another test's. */
const wellFormed = (text: string) => text.toWellFormed()

const state = async () =>
  (
    await sql<{ dossiers: number; agencies: number; tables: number }>`
      select (select count(*)::int from dossier.dossier) as dossiers,
        (select count(*)::int from organisation.agency) as agencies,
        (select count(*)::int from information_schema.tables) as tables`.execute(stand.world.house.db)
  ).rows[0]!

test('no text in any field of any operation breaks through or breaks down', async () => {
  const before = await state()
  const broken: (Sent & { status: number; body: unknown })[] = []
  const tried = new Map<string, number>()
  const turns: (() => Promise<void>)[] = []
  for (const operation of stand.world.registry.all()) {
    if (operation.upload) continue
    const shape = z.toJSONSchema(operation.input, { io: 'input', unrepresentable: 'any' }) as Shape
    for (const { at: where, put } of places(shape, operation.name, known))
      for (const [payload, text] of Object.entries(PAYLOADS))
        turns.push(async () => {
          const begun = performance.now()
          const answer = await send(operation, put(text) as Record<string, unknown>, officer)
          const ms = performance.now() - begun
          tried.set(operation.name, (tried.get(operation.name) ?? 0) + 1)
          const told = answer.status >= 400 ? JSON.stringify(answer.body) : ''
          if (answer.status >= 500 || ms > SLOW_MS || INSIDES.test(told.replaceAll(text, '')))
            broken.push({
              operation: operation.name,
              at: where,
              payload,
              status: answer.status,
              body: { told, ms },
            })
        })
  }
  const workers = Array.from({ length: 6 }, async () => {
    for (let next = turns.pop(); next; next = turns.pop()) await next()
  })
  await Promise.all(workers)
  expect(broken).toEqual([])
  expect(tried.size).toBeGreaterThan(60)
  const after = await state()
  expect([after.agencies, after.tables]).toEqual([before.agencies, before.tables])
  expect(after.dossiers).toBeGreaterThanOrEqual(before.dossiers)
  // Every request left its line: route and status.
  const sent = [...tried.values()].reduce((sum, each) => sum + each, 0)
  expect(stand.lines.filter((line) => line.msg === 'answered').length).toBeGreaterThanOrEqual(sent)
  process.stdout.write(`${sent} hostile requests to ${tried.size} operations\n`)
}, 900_000)
