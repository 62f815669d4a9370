import '@fastify/cookie'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Problem } from '../../kernel/problem.ts'
import { type Actor, visitor } from '../../platform/command/actor.ts'
import type { House } from '../../platform/command/run.ts'
import { answerProblem } from '../../platform/http/problems.ts'
import { signIn } from './commands/sign-in.ts'
import type { Issuer } from './oidc/provider.ts'
import { closeSession, SESSION_COOKIE, SESSION_HOURS, sessionOf } from './sessions.ts'

const READS = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * Who a request comes from: a system by its bearer token, a person by their session cookie, otherwise a visitor.
 * A write by cookie needs a header no foreign form can set, besides SameSite=Lax. Errors: identity.token 401, request.cross-site 403.
 */
export function authenticator(house: House, issuer: Issuer) {
  return async (request: FastifyRequest): Promise<Actor> => {
    const bearer = /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '')?.[1]
    if (bearer) {
      const system = await issuer.clientOf(bearer, request.ip)
      if (!system)
        throw new Problem(
          'identity.token',
          401,
          'Mã truy cập sai hoặc đã hết hạn. Hãy lấy mã mới ở /oidc/token.',
        )
      return system
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

/** Sign-in and sign-out: their answer is a cookie, so they are not commands; an attempt to sign in leaves its audit row. */
export function mountSignIn(app: FastifyInstance, house: House, https: boolean): void {
  const cookie = { path: '/', httpOnly: true, sameSite: 'lax' as const, secure: https }
  app.post('/api/sign-in', async (request, reply) =>
    guarded(request, reply, async () => {
      const { session, me } = await signIn(house, request.body, house.clock(), request.ip)
      reply.setCookie(SESSION_COOKIE, session.token, { ...cookie, maxAge: SESSION_HOURS * 3600 })
      return reply.send(me)
    }),
  )
  app.post('/api/sign-out', async (request, reply) =>
    guarded(request, reply, async () => {
      const token = request.cookies[SESSION_COOKIE]
      if (token) await closeSession(house.db, token)
      house.memory.forget('identity.session')
      reply.clearCookie(SESSION_COOKIE, cookie)
      return reply.send({})
    }),
  )
}

async function guarded(
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
