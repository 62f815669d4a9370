import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { pino } from 'pino'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { authenticator, mountSignIn } from '../../src/blocks/identity/index.ts'
import { connect } from '../../src/platform/database/connection.ts'
import { withClient } from '../../src/platform/database/roles.ts'
import { mountApi } from '../../src/platform/http/api.ts'
import { mountHealth } from '../../src/platform/http/health.ts'
import { openServer } from '../../src/platform/http/server.ts'
import { type Served, serve } from './served.ts'
import { openWorld, type World } from './world.ts'

let world: World
let served: Served
let officer: Record<string, string>
beforeAll(async () => {
  world = await openWorld()
  served = await serve(world, { deadlineMs: 1500 })
  officer = await served.session()
})
afterAll(async () => {
  await served?.close()
  await world?.close()
})

const receive = (input: object, key: string) =>
  served.call('POST', '/api/dossiers/received', input, { ...officer, 'idempotency-key': key })

test('connections cut in the middle are “try again”, and trying again with the same key is done once', async () => {
  const input = await world.goodInput('1.001686', 'H60.07')
  const key = randomUUID()
  // Somebody holds the number of this desk and day, so that the call stands in the middle of its transaction.
  const { db, close } = connect(world.ownerUrl, { max: 1 })
  const first = await receive(await world.goodInput('1.001686', 'H60.07'), randomUUID())
  expect(first.status).toBe(201)
  let release = () => {}
  const held = new Promise<void>((resolve) => {
    release = resolve
  })
  const holding = db.transaction().execute(async (trx) => {
    await sql`select 1 from dossier.dossier_number for update`.execute(trx)
    await held
  })
  await new Promise((resolve) => setTimeout(resolve, 200))
  const asking = receive(input, key)
  await new Promise((resolve) => setTimeout(resolve, 500))
  const { rows: named } = await sql<{ name: string }>`select current_database() as name`.execute(
    world.house.db,
  )
  await withClient(inject('testServer').superuserUrl, (client) =>
    client.query(
      `select pg_terminate_backend(pid) from pg_stat_activity where datname = $1 and usename = 'tan_trao_app'`,
      [named[0]!.name],
    ),
  )
  release()
  await holding
  await close()
  const answer = await asking
  expect([answer.status, answer.body.code]).toEqual([503, 'database.unavailable'])
  const again = await receive(input, key)
  expect(again.status).toBe(201)
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from dossier.dossier`.execute(
    world.house.db,
  )
  expect(rows[0]!.n).toBe(2)
})

test('a database that answers nobody is told in time; afterwards the same key gives the one answer', async () => {
  const input = await world.goodInput('1.001686', 'H60.07')
  const key = randomUUID()
  const { db, close } = connect(world.ownerUrl, { max: 1 })
  let release = () => {}
  const held = new Promise<void>((resolve) => {
    release = resolve
  })
  const holding = db.transaction().execute(async (trx) => {
    await sql`select 1 from dossier.dossier_number for update`.execute(trx)
    await held
  })
  await new Promise((resolve) => setTimeout(resolve, 200))
  const answer = await receive(input, key)
  expect([answer.status, answer.body.code]).toEqual([503, 'database.slow'])
  expect(answer.headers.get('retry-after')).toBe('5')
  release()
  await holding
  await close()
  const again = await receive(input, key)
  expect(again.status).toBe(201)
  const { rows } = await sql<{
    n: number
  }>`select count(*)::int as n from dossier.dossier where id = ${again.body.id}`.execute(world.house.db)
  expect(rows[0]!.n).toBe(1)
})

test('a database that is gone is 503 for everything that needs it, signing in too', async () => {
  const gone = connect('postgres://tan_trao_app@127.0.0.1:1/none', { max: 2, connectTimeout: 500 })
  const lost = { ...world.house, db: gone.db, aside: gone.db }
  const app = await openServer({
    log: pino({ level: 'silent' }),
    assets: '/tmp',
    oidc: () => undefined,
    https: false,
  })
  mountSignIn(app, lost, false)
  mountHealth(app, lost, () => false)
  mountApi(app, world.registry, lost, authenticator(lost, { callerOf: async () => null }))
  const asked = await Promise.all([
    app.inject({ url: '/api/track/H60.07-220510-0001' }),
    app.inject({ method: 'POST', url: '/api/sign-in', payload: { userName: 'a', password: 'b' } }),
    app.inject({ url: '/api/me', headers: { cookie: 'tan-trao=abc' } }),
    app.inject({ url: '/readyz' }),
    app.inject({ url: '/healthz' }),
  ])
  await app.close()
  await gone.close()
  expect(asked.map((each) => each.statusCode)).toEqual([503, 503, 503, 503, 200])
  for (const each of asked.slice(0, 3)) {
    expect(each.json().code).toBe('database.unavailable')
    expect(each.headers['retry-after']).toBe('5')
  }
})
