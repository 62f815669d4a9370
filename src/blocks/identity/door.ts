import '@fastify/cookie'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Problem } from '../../kernel/problem.ts'
import type { House } from '../../platform/command/run.ts'
import type { SignInDoor } from '../../platform/http/pages.ts'
import { recogniseByPassword } from './commands/sign-in.ts'
import type { NationalIdentity } from './contract.ts'
import { fromOf, readAnswer, readPasskey, readStepUp, rememberDevice, stepUp } from './factors/http.ts'
import { siteOf } from './factors/passkey.ts'
import { askSecond, recogniseByPasskey, showSecond, waysAsked } from './factors/second.ts'
import { agentOf, cookieOptions, signOut } from './http.ts'
import { nationDoor } from './nation.ts'
import { SURFACE_RETURN } from './oidc/clients.ts'
import type { Recognised } from './oidc/interactions.ts'
import type { Issuer } from './oidc/provider.ts'
import { surfaceClient } from './oidc/surface.ts'
import { recordSignIn } from './record-sign-in.ts'
import { SESSION_COOKIE, SESSION_HOURS, sessionOf } from './sessions.ts'

/** Names the one sign-in this browser has begun; a code brought by another browser is refused. */
const BEGUN_COOKIE = 'tan-trao-nhap'
const BEGUN_SECONDS = 1800
/** Where the nation's providers send people back to. */
export const NATION_RETURN = '/dang-nhap/quoc-gia/ve'
const OFFICES = /^\/(can-bo|quan-tri|dieu-hanh)(\/|$|\?)/

type Parts = {
  house: House
  issuer: Issuer
  nations: readonly NationalIdentity[]
  https: boolean
}

/**
 * The way in: begins a sign-in at our provider for a surface, takes people to the nation's providers and back, and opens
 * the session when the provider sends them home. Answers the door that the sign-in pages act by.
 */
export function mountDoor(app: FastifyInstance, { house, issuer, nations, https }: Parts) {
  const local = () => {
    const at = app.server.address()
    if (at === null || typeof at === 'string') throw new Error('the server does not listen yet')
    const host = ['::', '0.0.0.0'].includes(at.address) ? '127.0.0.1' : at.address
    return `http://${host.includes(':') ? `[${host}]` : host}:${at.port}`
  }
  const surfaces = surfaceClient(house, issuer, local)
  const nation = nationDoor(house, nations)
  const cookie = cookieOptions(https)

  for (const [path, lang] of [
    ['/dang-nhap', 'vi'],
    ['/en/dang-nhap', 'en'],
  ] as const)
    app.get(path, async (request, reply) => {
      const backTo = ownAddress((request.query as { ve?: unknown }).ve)
      const token = request.cookies[SESSION_COOKIE]
      if (token && (await sessionOf(house, token, house.clock(), request.ip)))
        return reply.redirect(backTo, 303)
      const surface = OFFICES.test(backTo) ? 'office' : 'citizen'
      const { address, state } = await surfaces.begin(surface, backTo, lang)
      reply.setCookie(BEGUN_COOKIE, state, { ...cookie, maxAge: BEGUN_SECONDS })
      return reply.header('cache-control', 'no-store').redirect(address, 303)
    })

  app.get(SURFACE_RETURN, async (request, reply) => {
    const { state, error } = request.query as { state?: string; error?: string }
    const begun = request.cookies[BEGUN_COOKIE]
    reply.clearCookie(BEGUN_COOKIE, cookie).header('cache-control', 'no-store')
    if (error || !state || state !== begun) return reply.redirect(trouble(error ?? 'over'), 303)
    const done = await surfaces
      .finish(request.url, state, agentOf(request), request.ip)
      .catch((cause) => logged(request, cause))
    if (!done) return reply.redirect(trouble('over'), 303)
    // What was here before is over: nobody else's session lives on under a new person.
    await signOut(house, request, reply, https)
    reply.setCookie(SESSION_COOKIE, done.session.token, { ...cookie, maxAge: SESSION_HOURS * 3600 })
    return reply.redirect(done.backTo, 303)
  })

  for (const prefix of ['', '/en']) {
    app.get(`${prefix}/dang-nhap/buoc/:uid/quoc-gia/:provider`, async (request, reply) => {
      const { uid, provider } = request.params as { uid: string; provider: string }
      const page = `${prefix}/dang-nhap/buoc/${uid}`
      if (!(await open(request, reply, uid))) return reply.redirect(trouble('over'), 303)
      const address = await nation.begin(provider, uid, page).catch((cause) => logged(request, cause))
      return reply.redirect(address ?? `${page}?loi=nation-unavailable`, 303)
    })
    app.get(`${prefix}/dang-nhap/buoc/:uid/quoc-gia`, async (request, reply) => {
      const { uid } = request.params as { uid: string }
      const page = `${prefix}/dang-nhap/buoc/${uid}`
      if (!(await open(request, reply, uid))) return reply.redirect(trouble('over'), 303)
      try {
        const who = await nation.recognise(uid, String((request.query as { ma?: string }).ma ?? ''))
        if (who === 'claimed') return reply.redirect(page, 303)
        if (!who) return reply.redirect(`${page}?loi=over`, 303)
        return reply.redirect(await issuer.interactions.signIn(request.raw, reply.raw, who), 303)
      } catch (error) {
        return reply.redirect(`${page}?loi=${reasonOf(request, error)}`, 303)
      }
    })
  }
  app.get(NATION_RETURN, async (request, reply) => {
    try {
      const { state } = request.query as { state?: string }
      const back = await nation.returned(request.url, String(state ?? ''))
      if (!back) return reply.redirect(trouble('over'), 303)
      return reply.redirect(`${back.page}/quoc-gia?ma=${back.mark}`, 303)
    } catch (error) {
      const { page } = error as { page?: string }
      const reason = reasonOf(request, error)
      return reply.redirect(page ? `${page}?loi=${reason}` : trouble('over'), 303)
    }
  })

  async function open(request: FastifyRequest, reply: FastifyReply, uid: string) {
    return issuer.interactions.find(request.raw, reply.raw, uid)
  }

  /** What the sign-in pages may do for the browser that asks. */
  return (request: FastifyRequest, reply: FastifyReply): SignInDoor => {
    const required = async (uid: string) => {
      const found = await open(request, reply, uid)
      if (!found) throw over()
      return found
    }
    const goOn = async (who: Recognised | null) => {
      if (!who) throw over()
      return issuer.interactions.signIn(request.raw, reply.raw, who)
    }
    /** Where an account with a second factor is asked for it: this same step. */
    const secondFirst = async (uid: string, who: Recognised) => {
      const asked = await askSecond(house.db, who, house.clock(), secondOf(uid))
      return asked && `${request.url.startsWith('/en/') ? '/en' : ''}/dang-nhap/buoc/${uid}`
    }
    const rememberedHere = async (who: Recognised | null) => {
      if (who) await rememberDevice(house, request, reply, who.account, https)
      return who
    }
    return {
      async step(uid) {
        const found = await open(request, reply, uid)
        if (!found) return null
        const { prompt, client, surface, scopes, leadsTo, again } = found
        const english = request.url.startsWith('/en/')
        const page = `${english ? '/en' : ''}/dang-nhap/buoc/${uid}`
        const claimed = await nation.claimed(uid)
        const second = await waysAsked(house.db, secondOf(uid), house.clock())
        return {
          prompt,
          client,
          surface,
          scopes,
          nation: nation.list().map(({ key, name }) => ({ name, address: `${page}/quoc-gia/${key}` })),
          claimed: claimed === null ? null : { userName: claimed, address: page },
          second: second ?? [],
          passkeys: siteOf(house.publicUrl) !== null,
          leadsTo,
          otherLanguage: again(english ? 'vi' : 'en'),
        }
      },
      async password(uid, userName, password) {
        await required(uid)
        const { origin, device } = fromOf(request)
        const now = house.clock()
        const who = await recogniseByPassword(house, { userName, password }, now, origin, device)
        const second = await secondFirst(uid, who)
        if (second) return second
        await recordSignIn(house.db, 'done', who.account, now)
        return goOn(who)
      },
      async second(uid, answer) {
        await required(uid)
        const given = readAnswer(answer)
        const who = await showSecond(house, secondOf(uid), given, house.clock(), fromOf(request))
        return goOn(await rememberedHere(who))
      },
      async passkey(uid, answer) {
        await required(uid)
        return goOn(await rememberedHere(await recogniseByPasskey(house, readPasskey(answer), house.clock())))
      },
      async raise(asked) {
        await stepUp(house, request, reply, readStepUp(asked), https)
      },
      async join(uid, password) {
        await required(uid)
        const who = await nation.join(uid, password, request.ip)
        return (who && (await secondFirst(uid, who))) ?? goOn(who)
      },
      async separate(uid) {
        await required(uid)
        return goOn(await nation.separate(uid))
      },
      async consent(uid, given) {
        const found = await required(uid)
        if (found.prompt !== 'consent') throw over()
        const { consent, refuse } = issuer.interactions
        return given ? consent(request.raw, reply.raw) : refuse(request.raw, reply.raw)
      },
      signOut: () => signOut(house, request, reply, https),
    }
  }
}

/** Under which the second step of this sign-in is kept; the step itself is bound to its browser by a cookie. */
const secondOf = (uid: string) => `second:${uid}`

const trouble = (reason: string) => `/dang-nhap/loi?ma=${encodeURIComponent(reason)}`

function over(): Problem {
  return new Problem(
    'identity.step-over',
    410,
    'Bước đăng nhập này đã hết hạn hoặc mở ở trình duyệt khác. Hãy đăng nhập lại từ đầu.',
  )
}

function reasonOf(request: FastifyRequest, error: unknown): string {
  if (error instanceof Problem) return error.code.replace(/^identity\./, '')
  logged(request, error)
  return 'nation-unavailable'
}

function logged(request: FastifyRequest, error: unknown): null {
  request.log.warn({ err: error }, 'a sign-in did not come to its end')
  return null
}

/** Only an address of this site: `//other.example` and whole URLs are not followed. */
export function ownAddress(asked: unknown): string {
  const fallback = '/tai-khoan'
  if (typeof asked !== 'string' || !/^\/(?![/\\])[^\s\\]*$/.test(asked) || asked.length > 500) return fallback
  const { origin, pathname, search, hash } = new URL(asked, 'http://own.invalid')
  return origin === 'http://own.invalid' && !pathname.startsWith('//') ? pathname + search + hash : fallback
}
