import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http'
import compress from '@fastify/compress'
import cookie from '@fastify/cookie'
import multipart from '@fastify/multipart'
import serveFolder from '@fastify/static'
import Fastify, { type FastifyInstance, LogController } from 'fastify'
import type { Logger } from 'pino'
import { Problem } from '../../kernel/problem.ts'
import { UPLOAD_LIMIT } from '../files/store.ts'
import { answerProblem } from './problems.ts'

export type ServerParts = {
  log: Logger
  /** Folder of built assets, served under /assets. */
  assets: string
  /** Everything under /oidc, on the raw socket. */
  oidc: (request: IncomingMessage, response: ServerResponse) => void
  https: boolean
}

const CSP = [
  "default-src 'self'",
  "script-src 'self'",
  // Mantine sets element styles from script; no inline <style> or attribute in markup needs more than this.
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "object-src 'none'",
  "frame-src 'self' blob:",
  "frame-ancestors 'self'",
  "base-uri 'none'",
  "form-action 'self'",
].join('; ')

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
    serverFactory: (handler) => createServer(splitOff(parts.oidc, handler)),
  }) as unknown as FastifyInstance
  // JSON and forms only: Fastify would take any text for a body.
  app.removeContentTypeParser('text/plain')
  await app.register(cookie)
  await app.register(multipart, {
    limits: { files: 20, fileSize: UPLOAD_LIMIT * 2, fields: 400, fieldSize: 100_000, parts: 450 },
  })
  await app.register(compress, { threshold: 1024 })
  await app.register(serveFolder, {
    root: parts.assets,
    prefix: '/assets/',
    immutable: true,
    maxAge: '365d',
    decorateReply: false,
  })
  app.addHook('onSend', async (_request, reply) => {
    reply.header('content-security-policy', CSP)
    reply.header('x-content-type-options', 'nosniff')
    reply.header('referrer-policy', 'same-origin')
    reply.header('x-frame-options', 'SAMEORIGIN')
    reply.header('permissions-policy', 'camera=(self), geolocation=(self), microphone=()')
    if (parts.https) reply.header('strict-transport-security', 'max-age=31536000')
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
  return app
}

/** oidc-provider wants the raw socket before any body is read. */
function splitOff(oidc: ServerParts['oidc'], handler: RequestListener): RequestListener {
  return (request, response) => {
    if (request.url?.startsWith('/oidc/')) oidc(request, response)
    else handler(request, response)
  }
}

export function noSuchApi(path: string): Problem {
  return new Problem(
    'request.no-such-path',
    404,
    `API không có địa chỉ ${path.slice(0, 100)}. Xem /api/docs.`,
  )
}
