import '@fastify/multipart'
import { randomUUID } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Problem } from '../../kernel/problem.ts'
import type { Actor } from '../command/actor.ts'
import type { Registry } from '../command/registry.ts'
import { type House, run } from '../command/run.ts'
import type { StagedFile } from '../files/store.ts'
import type { Authenticate } from './api.ts'
import type { Assets, PageMe, PagePort, PageRequest, PageSite, ProvinceFace, SignInDoor } from './pages.ts'
import { policyLeadingTo } from './server.ts'

const FORM_LIMIT = 1024 * 1024
/** A POST from another site's page must not act for the visitor. */
const SAME_SITE = new Set(['same-origin', 'none'])
/** Pages of what is not published yet: they ask as the signed-in official; every other page asks as the citizen. */
const AS_OFFICER = /^\/(en\/)?xem-truoc\//

/** Who visits the site and how they sign in; identity supplies it. */
export type People = {
  identify: (request: FastifyRequest) => Promise<{ actor: Actor; me: PageMe | null }>
  door: (request: FastifyRequest, reply: FastifyReply) => SignInDoor
}

/** Serves the citizen site: every GET and form POST that is not an API, an asset or an application. */
export function hostPages(
  app: FastifyInstance,
  house: House,
  registry: Registry,
  site: PageSite,
  assets: Assets,
  province: ProvinceFace,
  authenticate: Authenticate,
  people: People,
): void {
  app.register(async (pages) => {
    pages.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string', bodyLimit: FORM_LIMIT },
      (_request, body, done) => done(null, body),
    )
    pages.route({
      method: ['GET', 'HEAD', 'POST'],
      url: '/*',
      bodyLimit: FORM_LIMIT,
      handler: async (request, reply) => {
        const staged = new Map<string, StagedFile>()
        const visiting = await people.identify(request)
        const port: PagePort = {
          ...portFor(request, house, registry, province, staged, authenticate, visiting.actor),
          me: visiting.me,
          signIn: people.door(request, reply),
        }
        const response = await answered(request, house, staged, (asked) => site.respond(asked, port, assets))
        if (response.formsLeadTo)
          reply.header('content-security-policy', policyLeadingTo(response.formsLeadTo))
        for (const line of response.setCookies ?? []) reply.header('set-cookie', line)
        reply.header('cache-control', 'no-store')
        if (response.location) return reply.redirect(response.location, 303)
        return reply
          .status(response.status)
          .type('text/html; charset=utf-8')
          .send(response.html ?? '')
      },
    })
  })
}

/** What came with a form lies aside until a command has taken it; the rest is gone with the answer. */
async function answered<T>(
  request: FastifyRequest,
  house: House,
  staged: Map<string, StagedFile>,
  respond: (asked: PageRequest) => Promise<T>,
): Promise<T> {
  try {
    return await respond(await pageRequest(request, house, staged))
  } finally {
    for (const file of staged.values()) await file.discard()
  }
}

function portFor(
  request: FastifyRequest,
  house: House,
  registry: Registry,
  province: ProvinceFace,
  staged: ReadonlyMap<string, StagedFile>,
  authenticate: Authenticate,
  actor: Actor,
): PagePort {
  const reads = request.method === 'GET' || request.method === 'HEAD'
  const asking = async (): Promise<Actor> =>
    reads && AS_OFFICER.test(request.url) ? authenticate(request) : actor
  return {
    ask: async (name, input) =>
      (await run(house, registry.get(name), input, { actor: await asking(), requestId: request.id })).body,
    act: async (name, input, idempotencyKey) => {
      const { body } = await run(house, registry.get(name), input, {
        actor,
        idempotencyKey: idempotencyKey || randomUUID(),
        requestId: request.id,
      })
      const { hash } = (input as { file?: { hash?: string } }).file ?? {}
      if (hash) await staged.get(hash)?.keep()
      return body
    },
    now: house.clock,
    province,
  }
}

async function pageRequest(
  request: FastifyRequest,
  house: House,
  staged: Map<string, StagedFile>,
): Promise<PageRequest> {
  const url = new URL(request.url, 'http://page')
  const english = url.pathname === '/en' || url.pathname.startsWith('/en/')
  const path = english ? url.pathname.slice(3) || '/' : url.pathname
  const asked: PageRequest = {
    method: request.method === 'POST' ? 'POST' : 'GET',
    path: path.length > 1 ? path.replace(/\/+$/, '') : path,
    query: Object.fromEntries(url.searchParams),
    form: {},
    files: [],
    refusedFiles: [],
    lang: english ? 'en' : 'vi',
    cookies: request.cookies as Record<string, string>,
  }
  if (asked.method === 'GET') return asked
  const from = request.headers['sec-fetch-site']
  if (typeof from === 'string' && !SAME_SITE.has(from))
    throw new Problem(
      'request.cross-site',
      403,
      'Biểu mẫu này được gửi từ một trang khác. Hãy mở lại trang của tỉnh rồi gửi.',
    )
  if (request.isMultipart()) await readParts(request, house, asked, staged)
  else
    for (const [name, value] of new URLSearchParams(String(request.body ?? ''))) addField(asked, name, value)
  return asked
}

async function readParts(
  request: FastifyRequest,
  house: House,
  asked: PageRequest,
  staged: Map<string, StagedFile>,
): Promise<void> {
  for await (const part of request.parts()) {
    if (part.type === 'field') {
      addField(asked, part.fieldname, String(part.value ?? ''))
      continue
    }
    if (!part.filename) {
      part.file.resume()
      continue
    }
    try {
      const file = await house.files.stage(part.file, part.filename)
      const { hash, size, mediaType } = file
      if (staged.has(hash)) await file.discard()
      else staged.set(hash, file)
      asked.files.push({ field: part.fieldname, name: part.filename, hash, size, mediaType })
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      part.file.resume()
      asked.refusedFiles.push({ field: part.fieldname, message: error.message })
    }
  }
}

function addField(asked: PageRequest, name: string, value: string): void {
  const before = asked.form[name]
  asked.form[name] = before === undefined ? value : [...(Array.isArray(before) ? before : [before]), value]
}
