import { tmpdir } from 'node:os'
import { type Logger, pino } from 'pino'
import {
  authenticator,
  type Issuer,
  makeAccounts,
  mountFactors,
  mountSignIn,
  openIssuer,
} from '../../src/blocks/identity/index.ts'
import type { House } from '../../src/platform/command/run.ts'
import { type Authenticate, mountApi } from '../../src/platform/http/api.ts'
import { answerProblem } from '../../src/platform/http/problems.ts'
import { noSuchApi, openServer } from '../../src/platform/http/server.ts'
import { freePort } from '../../src/platform/testing/free-port.ts'
import { at, type World } from './world.ts'

export const PASSWORD = 'mật khẩu thử 2022'
export const CLIENT = {
  id: 'thu-nghiem',
  name: 'Hệ thống thử',
  secret: 'bi-mat-cua-bai-thu',
  scopes: ['dossier.submit', 'dossier.read', 'document.upload'],
  agency: null,
}

/** Hangs more on the server before it listens. */
export type Mount = (parts: {
  app: Awaited<ReturnType<typeof openServer>>
  house: House
  issuer: Issuer
  authenticate: Authenticate
  registry: World['registry']
}) => void

export type Served = Awaited<ReturnType<typeof serve>>

/** The world's API on a real socket, with a clock the test turns. */
export async function serve(
  world: World,
  {
    https = false,
    deadlineMs = 60_000,
    mount,
    log = pino({ level: 'silent' }),
    host = '127.0.0.1',
  }: { https?: boolean; deadlineMs?: number; mount?: Mount; log?: Logger; host?: string } = {},
) {
  let now = at()
  const port = await freePort()
  const url = `http://${host}:${port}`
  const house = { ...world.house, clock: () => now, publicUrl: url }
  const issuer = await openIssuer({
    db: house.db,
    memory: house.memory,
    vault: house.vault,
    clock: house.clock,
    publicUrl: url,
    clients: [CLIENT],
    permissions: world.registry.permissions(),
  })
  const app = await openServer({
    log,
    assets: tmpdir(),
    oidc: issuer.handle,
    https,
  })
  mountSignIn(app, house, https)
  mountFactors(app, house, https)
  const authenticate = authenticator(house, issuer)
  mountApi(app, world.registry, house, authenticate, deadlineMs)
  app.all('/api/*', async (request, reply) => answerProblem(request, reply, noSuchApi(request.url)))
  mount?.({ app, house, issuer, authenticate, registry: world.registry })
  await app.listen({ port, host: '127.0.0.1' })
  const seats = ['counter', 'head', 'specialist-1'].map((key) => `H60.07/${key}`)
  await makeAccounts(
    house.db,
    seats.map((id) => ({
      id,
      userName: id.replace('/', '-'),
      name: 'Cán bộ thử',
      kind: 'officer',
      password: PASSWORD,
    })),
    now,
  )
  const call = async (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) => {
    const answer = await fetch(`${url}${path}`, {
      method,
      headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
    const text = await answer.text()
    const type = answer.headers.get('content-type') ?? ''
    return {
      status: answer.status,
      headers: answer.headers,
      type,
      body: text && type.includes('json') ? JSON.parse(text) : text,
    }
  }
  const signIn = (userName: string, password: string, headers: Record<string, string> = {}) =>
    call('POST', '/api/sign-in', { userName, password }, headers)
  return {
    url,
    port,
    house,
    issuer,
    call,
    signIn,
    /** The headers a signed-in page of ours sends. */
    session: async (userName = 'H60.07-counter', from = '203.0.113.50') => {
      const answer = await signIn(userName, PASSWORD, { 'x-forwarded-for': from })
      if (answer.status !== 200) throw new Error(`could not sign in: ${JSON.stringify(answer.body)}`)
      const cookie = answer.headers.get('set-cookie')!.split(';')[0]!
      return { cookie, 'x-requested-with': 'tan-trao' }
    },
    turnClock: (to: Date) => {
      now = to
    },
    close: () => app.close(),
  }
}
