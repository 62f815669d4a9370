import type { FastifyInstance } from 'fastify'
import type { Logger } from 'pino'

/** Statuses that say somebody tried what they must not, or sent what cannot be read: a warning. The others happen to all. */
const TELLING = new Set([400, 401, 403, 413, 415, 429])

/** What a line says of a refused request: by whom and what, never what was typed. */
type Refusal = { refused: string; status: number; method: string; route: string | undefined; from: string }

/** One line in the log for each refused request, beside the audit row that a refused verb leaves. */
export function logRefusals(app: FastifyInstance): void {
  app.addHook('preSerialization', async (request, reply, answer) => {
    const { code } = (answer ?? {}) as { code?: unknown }
    if (reply.statusCode >= 400 && reply.statusCode < 500 && typeof code === 'string') {
      const line: Refusal = {
        refused: code,
        status: reply.statusCode,
        method: request.method,
        route: request.routeOptions.url,
        from: request.ip,
      }
      request.log[TELLING.has(reply.statusCode) ? 'warn' : 'info'](line, 'refused')
    }
    return answer
  })
}

/** The same for what never became a request: no HTTP, or a header too large to read. */
export function logUnreadable(log: Logger, code: string, status: number, from: string | undefined): void {
  log.warn({ refused: code, status, from }, 'refused')
}
