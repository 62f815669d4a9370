import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Problem } from '../../../kernel/problem.ts'
import { answerProblem } from '../problems.ts'
import { makeAdmission } from './admission.ts'
import { waitingPage } from './waiting-page.ts'

/** Requests of visitors that run at once: enough to keep two cores busy, few enough to answer each within a second. */
const CAPACITY = 200
/** Who came in stays in for a while: a form of several pages is not cut off in the middle. */
const INSIDE_MS = 15 * 60_000
const TICKET = 'tan-trao-cho'
const PASS = 'tan-trao-vao'
const NEVER_WAIT = /^\/(assets|healthz|readyz|metrics|oidc|api\/(sign-in|sign-out|openapi\.json))(\/|$)/
const LONGEST_REFRESH = 30

type DoorParts = {
  /** Is this somebody who has signed in, or a system? They work for others and never wait. */
  known: (request: FastifyRequest) => boolean
  clock: () => number
  styles: string[]
  capacity?: number
}

/**
 * Keeps the house answering in a surge: beyond what it can serve at once, visitors wait in a fair queue and are told their
 * place, with a number in a cookie that this process signed. What is sent by a form never waits, so nothing typed is lost.
 */
export function mountAdmission(
  app: FastifyInstance,
  { known, clock, styles, capacity = CAPACITY }: DoorParts,
): void {
  const key = randomBytes(32)
  const admission = makeAdmission(capacity)
  const sign = (text: string) => `${text}.${createHmac('sha256', key).update(text).digest('base64url')}`
  const read = (signed: string | undefined): number | null => {
    const text = signed?.slice(0, signed.indexOf('.')) ?? ''
    const expected = Buffer.from(sign(text))
    const given = Buffer.from(signed ?? '')
    return given.length === expected.length && timingSafeEqual(given, expected) ? Number(text) : null
  }
  const cookie = { path: '/', httpOnly: true, sameSite: 'lax' as const }

  app.addHook('onRequest', async (request, reply) => {
    const path = request.url.split('?')[0] ?? '/'
    if (request.method !== 'GET' || NEVER_WAIT.test(path) || known(request)) return
    const now = clock()
    if ((read(request.cookies[PASS]) ?? 0) > now) return
    const ticket = read(request.cookies[TICKET])
    const told = admission.ask(ticket, now)
    if (!told.in) return wait(request, reply, told.ticket, told.place)
    reply.raw.once('close', () => admission.done(clock()))
    if (ticket === null) return
    reply.clearCookie(TICKET, cookie)
    reply.setCookie(PASS, sign(String(now + INSIDE_MS)), { ...cookie, maxAge: INSIDE_MS / 1000 })
  })

  function wait(request: FastifyRequest, reply: FastifyReply, ticket: number, place: number) {
    const seconds = admission.secondsUntil(place)
    const again = Math.min(LONGEST_REFRESH, Math.max(2, seconds))
    reply.setCookie(TICKET, sign(String(ticket)), { ...cookie, maxAge: 3600 })
    reply.header('retry-after', String(again)).header('cache-control', 'no-store')
    request.log.info({ place }, 'a visitor waits')
    if (request.url.startsWith('/api/')) return answerProblem(request, reply, crowded(place, again))
    return reply
      .status(503)
      .header('refresh', String(again))
      .type('text/html; charset=utf-8')
      .send(waitingPage({ place, seconds, again, english: /^\/en(\/|$)/.test(request.url), styles }))
  }
}

function crowded(place: number, again: number): Problem {
  return new Problem(
    'request.queued',
    503,
    `Đang có rất nhiều người truy cập. Bạn ở vị trí ${place} trong hàng; hãy giữ cookie và gửi lại sau ${again} giây.`,
  )
}
