import '@fastify/cookie'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { Problem } from '../../../kernel/problem.ts'
import { issueText } from '../../../platform/command/issue-text.ts'
import type { House } from '../../../platform/command/run.ts'
import { openSignedIn } from '../commands/sign-in.ts'
import { agentOf, cookieOptions, guarded } from '../http.ts'
import { FactorAnswer, type FactorKind, PasskeyAnswer } from '../model/factors.ts'
import type { Recognised } from '../oidc/interactions.ts'
import { SESSION_COOKIE, SESSION_HOURS, sessionOf } from '../sessions.ts'
import { checkFactor, type From } from './check.ts'
import { DEVICE_COOKIE, DEVICE_DAYS, knowDevice } from './device.ts'
import { raiseSession } from './raise.ts'
import { recogniseByPasskey, showSecond } from './second.ts'
import { takeRaise } from './self.ts'

const SecondInput = z.strictObject({ token: z.string().min(1).max(100), answer: FactorAnswer })
const StepUpInput = z.union([
  z.strictObject({ answer: FactorAnswer }),
  z.strictObject({ proof: z.string().min(1).max(100) }),
])

/**
 * The second step of signing in without leaving the page, a passkey alone, and showing a factor again. Their answer is a
 * cookie, so they are not commands.
 */
export function mountFactors(app: FastifyInstance, house: House, https: boolean): void {
  const opened = async (request: FastifyRequest, reply: FastifyReply, who: Recognised) => {
    const { session, me } = await openSignedIn(house, who, house.clock(), request.ip, agentOf(request))
    setSession(reply, session.token, SESSION_HOURS * 3600, https)
    await rememberDevice(house, request, reply, who.account, https)
    return reply.send(me)
  }
  app.post('/api/sign-in/second', (request, reply) =>
    guarded(request, reply, async () => {
      const { token, answer } = read(SecondInput, request.body)
      const who = await showSecond(house, token, answer, house.clock(), fromOf(request))
      if (!who) throw signInOver()
      return opened(request, reply, who)
    }),
  )
  app.post('/api/sign-in/passkey', (request, reply) =>
    guarded(request, reply, async () => {
      const answer = readPasskey(request.body)
      return opened(request, reply, await recogniseByPasskey(house, answer, house.clock()))
    }),
  )
  app.post('/api/step-up', (request, reply) =>
    guarded(request, reply, async () => {
      if (request.headers['x-requested-with'] !== 'tan-trao')
        throw new Problem(
          'request.cross-site',
          403,
          'Yêu cầu này không đến từ trang của hệ thống nên bị từ chối.',
        )
      const way = await stepUp(house, request, reply, readStepUp(request.body), https)
      return reply.send({ way })
    }),
  )
}

type StepUp = z.infer<typeof StepUpInput>

/**
 * Raises the session of this browser by a factor shown now, or by the proof that one has just been added.
 * Errors: identity.required 401, identity.question-over 410, and those of checkFactor.
 */
export async function stepUp(
  house: House,
  request: FastifyRequest,
  reply: FastifyReply,
  asked: StepUp,
  https: boolean,
): Promise<FactorKind> {
  const now = house.clock()
  const token = request.cookies[SESSION_COOKIE]
  const session = token ? await sessionOf(house, token, now, request.ip) : null
  if (!token || !session) throw noSession()
  const { account } = session.me
  const way =
    'proof' in asked
      ? await takeRaise(house.db, asked.proof, session.id, now)
      : await checkFactor(house, account, asked.answer, now, fromOf(request))
  if (!way)
    throw new Problem('identity.question-over', 410, 'Lần xác thực này đã quá hạn. Hãy xác thực lại từ đầu.')
  const raised = await raiseSession(house.db, token, way, now)
  if (!raised) throw noSession()
  const seconds = Math.round((raised.expiresAt.getTime() - now.getTime()) / 1000)
  setSession(reply, raised.token, seconds, https)
  await rememberDevice(house, request, reply, account, https)
  return way
}

/** This browser has shown a second factor of the account: what is tried elsewhere will not hold it up. */
export async function rememberDevice(
  house: House,
  request: FastifyRequest,
  reply: FastifyReply,
  account: string,
  https: boolean,
): Promise<void> {
  const device = await knowDevice(house.db, account, request.cookies[DEVICE_COOKIE], house.clock())
  reply.setCookie(DEVICE_COOKIE, device, { ...cookieOptions(https), maxAge: DEVICE_DAYS * 86_400 })
}

export const fromOf = (request: FastifyRequest): From => ({
  origin: request.ip,
  device: request.cookies[DEVICE_COOKIE],
})

function setSession(reply: FastifyReply, token: string, maxAge: number, https: boolean): void {
  reply.setCookie(SESSION_COOKIE, token, { ...cookieOptions(https), maxAge })
}

/** Errors of the three: request.invalid 422. */
export const readAnswer = (raw: unknown) => read(FactorAnswer, raw)
export const readPasskey = (raw: unknown) => read(PasskeyAnswer, raw)
export const readStepUp = (raw: unknown) => read(StepUpInput, raw)

function read<S extends z.ZodType>(schema: S, body: unknown): z.output<S> {
  const parsed = schema.safeParse(body, { error: issueText })
  if (parsed.success) return parsed.data
  const errors = parsed.error.issues.map(({ path, message }) => ({ path: path.join('.'), message }))
  throw new Problem('request.invalid', 422, errors[0]?.message ?? 'Dữ liệu gửi lên chưa đúng.', errors)
}

function signInOver(): Problem {
  return new Problem(
    'identity.step-over',
    410,
    'Bước đăng nhập này đã quá hạn. Hãy nhập lại tên đăng nhập và mật khẩu.',
  )
}

function noSession(): Problem {
  return new Problem('identity.required', 401, 'Phiên làm việc đã hết. Hãy đăng nhập lại.')
}
