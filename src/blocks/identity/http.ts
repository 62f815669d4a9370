import '@fastify/cookie'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Problem } from '../../kernel/problem.ts'
import { type Actor, visitor } from '../../platform/command/actor.ts'
import type { House } from '../../platform/command/run.ts'
import type { PageMe } from '../../platform/http/pages.ts'
import { answerProblem } from '../../platform/http/problems.ts'
import { signIn } from './commands/sign-in.ts'
import { DEVICE_COOKIE } from './factors/device.ts'
import type { Issuer } from './oidc/provider.ts'
import { closeSession, SESSION_COOKIE, SESSION_HOURS, sessionOf } from './sessions.ts'

/** What an officer keeps outside the office: their account, and nothing it may do. */
const OUT_OF_OFFICE = { position: null, agency: null, grants: [], roles: [] }

const READS = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * Who a request comes from: a system, or a person through a client, by bearer token; a person by their session cookie;
 * otherwise a visitor. A write by cookie needs a header no foreign form can set, besides SameSite=Lax.
 * Errors: identity.token 401, request.cross-site 403.
 */
export function authenticator(house: House, issuer: Pick<Issuer, 'callerOf'>) {
  return async (request: FastifyRequest): Promise<Actor> => {
    const bearer = /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '')?.[1]
    if (bearer) {
      const caller = await issuer.callerOf(bearer, request.ip)
      if (!caller)
        throw new Problem(
          'identity.token',
          401,
          'Mã truy cập sai, đã hết hạn hoặc cấp cho hệ thống khác. Hãy lấy mã mới ở /oidc/token.',
        )
      return caller
    }
    const token = request.cookies[SESSION_COOKIE]
    if (!token) return visitor(request.ip)
    const session = await sessionOf(house, token, house.clock(), request.ip)
    if (!session) return visitor(request.ip)
    if (!READS.has(request.method) && request.headers['x-requested-with'] !== 'tan-trao')
      throw new Problem(
        'request.cross-site',
        403,
        'Yêu cầu này không đến từ trang của hệ thống nên bị từ chối. Hãy tải lại trang.',
      )
    return session.actor
  }
}

/**
 * Who asks for a page of the citizen site. A form posted by cookie must say that it comes from this very site, by
 * Sec-Fetch-Site or Origin, which no foreign page can set. An officer has no office here: what they may do in it they must
 * not do by accident in a citizen's page. Errors: request.cross-site 403.
 */
export function pageIdentity(house: House) {
  return async (request: FastifyRequest): Promise<{ actor: Actor; me: PageMe | null }> => {
    const token = request.cookies[SESSION_COOKIE]
    const session = token ? await sessionOf(house, token, house.clock(), request.ip) : null
    if (!session) return { actor: visitor(request.ip), me: null }
    if (!READS.has(request.method) && !fromHere(request, house.publicUrl))
      throw new Problem(
        'request.cross-site',
        403,
        'Biểu mẫu này không được gửi từ trang của tỉnh nên bị từ chối. Hãy mở lại trang rồi gửi.',
      )
    const { account, name, kind, assurance } = session.me
    const actor = kind === 'officer' ? { ...session.actor, ...OUT_OF_OFFICE } : session.actor
    return { actor, me: { account, name, kind, assurance } }
  }
}

function fromHere(request: FastifyRequest, publicUrl: string): boolean {
  const site = request.headers['sec-fetch-site']
  if (typeof site === 'string') return site === 'same-origin'
  const { origin } = request.headers
  return origin === new URL(publicUrl).origin || origin === `${request.protocol}://${request.host}`
}

export const cookieOptions = (https: boolean) => ({
  path: '/',
  httpOnly: true,
  sameSite: 'lax' as const,
  secure: https,
})

export const agentOf = (request: FastifyRequest) => String(request.headers['user-agent'] ?? '').slice(0, 200)

/** Ends the session of this browser, here and at the provider. */
export async function signOut(house: House, request: FastifyRequest, reply: FastifyReply, https: boolean) {
  await endHere(house, request)
  reply.clearCookie(SESSION_COOKIE, cookieOptions(https))
}

/** Ends the session this browser's cookie names, if it names one. */
async function endHere(house: House, { cookies }: FastifyRequest): Promise<void> {
  const token = cookies[SESSION_COOKIE]
  if (!token) return
  await house.db.transaction().execute((trx) => closeSession(trx, house.jobs.sender(trx), token))
  house.memory.forget('identity.session')
}

/**
 * Sign-in without leaving the page, for the office when a session has ended in the middle of work, and for scripts; and
 * sign-out. Their answer is a cookie, so they are not commands.
 */
export function mountSignIn(app: FastifyInstance, house: House, https: boolean): void {
  app.post('/api/sign-in', async (request, reply) =>
    guarded(request, reply, async () => {
      const now = house.clock()
      const device = request.cookies[DEVICE_COOKIE]
      const done = await signIn(house, request.body, now, request.ip, agentOf(request), device)
      if ('second' in done) return reply.send(done)
      const { session, me } = done
      // Whoever was signed in on this browser no longer is: their session must not outlive its cookie.
      await endHere(house, request)
      reply.setCookie(SESSION_COOKIE, session.token, {
        ...cookieOptions(https),
        maxAge: SESSION_HOURS * 3600,
      })
      return reply.send(me)
    }),
  )
  app.post('/api/sign-out', async (request, reply) =>
    guarded(request, reply, async () => {
      await signOut(house, request, reply, https)
      return reply.send({})
    }),
  )
}

export async function guarded(
  request: FastifyRequest,
  reply: FastifyReply,
  work: () => Promise<FastifyReply>,
): Promise<FastifyReply> {
  try {
    const from = request.headers['sec-fetch-site']
    if (typeof from === 'string' && from !== 'same-origin' && from !== 'none')
      throw new Problem('request.cross-site', 403, 'Yêu cầu này đến từ một trang khác nên bị từ chối.')
    return await work()
  } catch (error) {
    return answerProblem(request, reply, error)
  }
}
