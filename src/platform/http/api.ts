import '@fastify/multipart'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Problem } from '../../kernel/problem.ts'
import type { Actor } from '../command/actor.ts'
import { isDownload, type Operation } from '../command/declare.ts'
import { splitRoute } from '../command/openapi.ts'
import type { Registry } from '../command/registry.ts'
import { type House, run } from '../command/run.ts'
import { answerProblem } from './problems.ts'

/** Who a request comes from; identity supplies it. */
export type Authenticate = (request: FastifyRequest) => Promise<Actor>

const BODY_LIMIT = 1024 * 1024

/** Hangs every declared verb under /api. */
export function mountApi(
  app: FastifyInstance,
  registry: Registry,
  house: House,
  authenticate: Authenticate,
): void {
  for (const operation of registry.all()) {
    const { method, path } = splitRoute(operation)
    app.route({
      method: method as 'GET',
      url: `/api${path.replace(/\{(\w+)\}/g, ':$1')}`,
      bodyLimit: operation.bodyLimit ?? BODY_LIMIT,
      config: { operation: operation.name },
      handler: async (request, reply) => {
        try {
          return await answer(operation, house, authenticate, request, reply)
        } catch (error) {
          return answerProblem(request, reply, error)
        }
      },
    })
  }
}

async function answer(
  operation: Operation,
  house: House,
  authenticate: Authenticate,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const actor = await authenticate(request)
  const idempotencyKey = keyOf(operation, request, actor)
  const input = {
    ...(request.query as object),
    ...(await bodyOf(operation, request, house)),
    ...(request.params as object),
  }
  const { status, body } = await run(house, operation, input, {
    actor,
    idempotencyKey,
    requestId: request.id,
  })
  reply.header('cache-control', 'no-store')
  if (isDownload(body)) {
    const disposition = `${body.inline ? 'inline' : 'attachment'}; filename*=UTF-8''${encodeURIComponent(body.fileName)}`
    return reply.status(200).type(body.contentType).header('content-disposition', disposition).send(body.body)
  }
  return reply
    .status(status)
    .type('application/json; charset=utf-8')
    .send(JSON.stringify(body ?? null))
}

function keyOf(operation: Operation, request: FastifyRequest, actor: Actor): string | null {
  const given = request.headers['idempotency-key']
  const key = (Array.isArray(given) ? given[0] : given)?.trim() || null
  if (key && key.length > 200)
    throw new Problem('idempotency.key', 422, 'Idempotency-Key dài nhất 200 ký tự.', [
      { path: 'Idempotency-Key', message: 'Dài nhất 200 ký tự.' },
    ])
  if (operation.kind === 'query') return null
  if (!key && actor.kind === 'system')
    throw new Problem(
      'idempotency.required',
      422,
      'Hệ thống gọi lệnh phải gửi Idempotency-Key để gửi lại được an toàn.',
      [{ path: 'Idempotency-Key', message: 'Bắt buộc với hệ thống.' }],
    )
  return key
}

async function bodyOf(
  operation: Operation,
  request: FastifyRequest,
  house: House,
): Promise<Record<string, unknown>> {
  if (request.method === 'GET') return {}
  if (operation.upload) return uploadOf(request, house)
  const body = request.body ?? {}
  if (typeof body !== 'object' || Array.isArray(body))
    throw new Problem('request.invalid', 422, 'Nội dung gửi lên phải là một đối tượng JSON.')
  return body as Record<string, unknown>
}

async function uploadOf(request: FastifyRequest, house: House): Promise<Record<string, unknown>> {
  if (!request.isMultipart())
    throw new Problem('request.media-type', 415, 'Hãy gửi tệp bằng multipart/form-data, trường “file”.')
  const fields: Record<string, unknown> = {}
  for await (const part of request.parts()) {
    if (part.type === 'field') fields[part.fieldname] = part.value
    else {
      const name = part.filename || 'tep'
      const stored = await house.files.put(part.file, name)
      fields.file = { ...stored, name }
    }
  }
  if (!fields.file)
    throw new Problem('file.missing', 422, 'Chưa có tệp nào được chọn.', [
      { path: 'file', message: 'Hãy chọn một tệp.' },
    ])
  return fields
}
