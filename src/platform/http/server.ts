import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type ServerResponse,
  STATUS_CODES,
} from 'node:http'
import type { Socket } from 'node:net'
import compress from '@fastify/compress'
import cookie from '@fastify/cookie'
import multipart from '@fastify/multipart'
import serveFolder from '@fastify/static'
import Fastify, { type FastifyInstance, LogController } from 'fastify'
import type { Logger } from 'pino'
import { Problem } from '../../kernel/problem.ts'
import { UPLOAD_LIMIT } from '../files/store.ts'
import { answerProblem, problemBody } from './problems.ts'
import { logRefusals, logUnreadable } from './refusals.ts'
import { readJsonStrictly } from './strict-json.ts'

export type ServerParts = {
  log: Logger
  /** Folder of built assets, served under /assets. */
  assets: string
  /** Everything under /oidc, on the raw socket. */
  oidc: (request: IncomingMessage, response: ServerResponse) => void
  https: boolean
}

/** What every page may load: its own files, no inline script, no inline style, nobody's frame but ours. */
const POLICY: Record<string, string> = {
  'default-src': "'self'",
  'script-src': "'self'",
  'style-src': "'self'",
  'img-src': "'self' data: blob:",
  'font-src': "'self'",
  'connect-src': "'self'",
  'object-src': "'none'",
  'frame-src': "'self' blob:",
  'frame-ancestors': "'self'",
  'base-uri': "'none'",
  'form-action': "'self'",
}
const policy = (but: Record<string, string> = {}) =>
  Object.entries({ ...POLICY, ...but })
    .map(([part, from]) => `${part} ${from}`)
    .join('; ')
const CSP = policy()

/** For an application whose library makes style elements by script (Mantine's variables): those alone, by a nonce of this answer. */
export function policyWithStyles(nonce: string): string {
  return policy({ 'style-src': `'self' 'nonce-${nonce}'` })
}

/** Browsers hold a form's redirects to `form-action` too: signing in to a partner system ends at its address. */
export function policyLeadingTo(origin: string): string {
  return policy({ 'form-action': `'self' ${new URL(origin).origin}` })
}

/**
 * Ajv compiles a form's schema to a function, which needs eval. The page may not; a worker fetched from the network is bound
 * by the policy of its own answer, and this one reaches nothing: no network, no page, no storage of ours (decision 0011).
 */
const WORKER_CSP = "default-src 'none'; script-src 'self' 'unsafe-eval'"
const EVALUATING_WORKER = /form-check-worker-[\w-]+\.js$/

/** A year, for this host and those below it. */
const HSTS = 'max-age=31536000; includeSubDomains'
/** The provider answers JSON and redirects; should a library's page ever appear, nobody frames it and nothing is guessed. */
const PROVIDER_HEADERS = {
  'content-security-policy': "default-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'x-frame-options': 'DENY',
}

/** Fastify with what every answer needs: limits, security headers, compression, problem+json, assets. */
export async function openServer(parts: ServerParts): Promise<FastifyInstance> {
  const app = Fastify({
    loggerInstance: parts.log,
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy: 'loopback',
    bodyLimit: 1024 * 1024,
    requestIdHeader: false,
    genReqId: () => crypto.randomUUID(),
    routerOptions: { maxParamLength: 300 },
    // Before any route is chosen: an address that cannot be decoded.
    frameworkErrors: (error, request, reply) => answerProblem(request as never, reply as never, error),
    clientErrorHandler: (error, socket) => answerUnreadable(error, socket, parts.log),
    serverFactory: (handler) => createServer(splitOff(parts, handler)),
  }) as unknown as FastifyInstance
  // JSON and forms only: Fastify would take any text for a body.
  app.removeContentTypeParser('text/plain')
  readJsonStrictly(app)
  logRefusals(app)
  await app.register(cookie)
  await app.register(multipart, {
    limits: { files: 20, fileSize: UPLOAD_LIMIT * 2, fields: 2000, fieldSize: 100_000, parts: 2050 },
  })
  await app.register(compress, { threshold: 1024 })
  await app.register(serveFolder, {
    root: parts.assets,
    prefix: '/assets/',
    immutable: true,
    maxAge: '365d',
    decorateReply: false,
    setHeaders: (reply, path) => {
      if (EVALUATING_WORKER.test(path)) reply.header('content-security-policy', WORKER_CSP)
    },
  })
  app.addHook('onSend', async (_request, reply) => {
    if (!reply.hasHeader('content-security-policy')) reply.header('content-security-policy', CSP)
    reply.header('x-content-type-options', 'nosniff')
    reply.header('referrer-policy', 'same-origin')
    reply.header('x-frame-options', 'SAMEORIGIN')
    reply.header('permissions-policy', 'camera=(self), geolocation=(self), microphone=()')
    if (parts.https) reply.header('strict-transport-security', HSTS)
  })
  app.addHook('onResponse', async (request, reply) => {
    request.log.info(
      {
        method: request.method,
        route: request.routeOptions.url,
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime * 10) / 10,
      },
      'answered',
    )
  })
  app.setErrorHandler((error, request, reply) => answerProblem(request, reply, error))
  app.setNotFoundHandler((request, reply) =>
    answerProblem(request, reply, noSuchPath(request.method, request.url)),
  )
  return app
}

/** oidc-provider wants the raw socket before any body is read. */
function splitOff(
  { oidc, https }: Pick<ServerParts, 'oidc' | 'https'>,
  handler: RequestListener,
): RequestListener {
  return (request, response) => {
    if (!request.url?.startsWith('/oidc/')) return handler(request, response)
    for (const [name, value] of Object.entries(PROVIDER_HEADERS)) response.setHeader(name, value)
    if (https) response.setHeader('strict-transport-security', HSTS)
    oidc(request, response)
  }
}

function noSuchPath(method: string, path: string): Problem {
  return new Problem(
    'request.no-such-path',
    404,
    `Không có địa chỉ nào nhận ${method} ${path.slice(0, 100)}. Hãy kiểm tra địa chỉ và phương thức; xem /api/docs.`,
  )
}

/** What is no HTTP at all, or has a header too large to read: told in the same form, then the line is closed. */
function answerUnreadable(error: Error & { code?: string }, socket: Socket, log: Logger): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy()
  const tooLarge = error.code === 'HPE_HEADER_OVERFLOW'
  const problem = tooLarge
    ? new Problem(
        'request.headers-too-large',
        431,
        'Phần đầu của yêu cầu (địa chỉ, cookie) quá lớn. Hãy xóa cookie của trang này rồi thử lại.',
      )
    : new Problem('request.unreadable', 400, 'Máy chủ không đọc được yêu cầu này: nó không đúng HTTP.')
  logUnreadable(log, problem.code, problem.status, socket.remoteAddress)
  const body = JSON.stringify(problemBody(problem))
  socket.end(
    `HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status]}\r\ncontent-type: application/problem+json; charset=utf-8\r\nx-content-type-options: nosniff\r\n` +
      `content-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n${body}`,
  )
}

export function noSuchApi(path: string): Problem {
  return new Problem(
    'request.no-such-path',
    404,
    `API không có địa chỉ ${path.slice(0, 100)}. Xem /api/docs.`,
  )
}
