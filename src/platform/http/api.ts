import '@fastify/multipart'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Problem } from '../../kernel/problem.ts'
import type { Actor } from '../command/actor.ts'
import { isDownload, type Operation } from '../command/declare.ts'
import { splitRoute } from '../command/openapi.ts'
import type { Registry } from '../command/registry.ts'
import { type Answer, type Call, type House, permitOrRecord, run } from '../command/run.ts'
import type { StagedFile } from '../files/store.ts'
import { DEADLINE_MS, within } from './deadline.ts'
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
  deadlineMs = DEADLINE_MS,
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
          return send(reply, await answered(operation, house, authenticate, request, deadlineMs))
        } catch (error) {
          return answerProblem(request, reply, error)
        }
      },
    })
  }
}

async function answered(
  operation: Operation,
  house: House,
  authenticate: Authenticate,
  request: FastifyRequest,
  deadlineMs: number,
): Promise<Answer> {
  const actor = await within(authenticate(request), deadlineMs)
  const idempotencyKey = keyOf(operation, request, actor)
  const call = { actor, idempotencyKey, requestId: request.id }
  const uploaded = operation.upload ? await uploadOf(operation, request, house, call) : null
  const input = {
    ...(request.query as object),
    ...(uploaded?.fields ?? bodyOf(request)),
    ...(request.params as object),
  }
  return within(
    runWith(uploaded?.file, () => run(house, operation, input, call)),
    deadlineMs,
  )
}

/** A refused upload leaves nothing behind; a kept one is no longer there to discard. */
async function runWith(file: StagedFile | undefined, work: () => Promise<Answer>): Promise<Answer> {
  try {
    const done = await work()
    await file?.keep()
    return done
  } finally {
    await file?.discard()
  }
}

function send(reply: FastifyReply, { status, body }: Answer): FastifyReply {
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

function bodyOf(request: FastifyRequest): Record<string, unknown> {
  if (request.method === 'GET') return {}
  const body = request.body ?? {}
  if (typeof body !== 'object' || Array.isArray(body))
    throw new Problem('request.invalid', 422, 'Nội dung gửi lên phải là một đối tượng JSON.')
  return body as Record<string, unknown>
}

type Uploaded = { fields: Record<string, unknown>; file: StagedFile }

/** One file and its fields, read only once the caller may call at all: nobody fills the disk by being refused. */
async function uploadOf(
  operation: Operation,
  request: FastifyRequest,
  house: House,
  call: Call,
): Promise<Uploaded> {
  await permitOrRecord(house, operation, call)
  if (!request.isMultipart())
    throw new Problem('request.media-type', 415, 'Hãy gửi tệp bằng multipart/form-data, trường “file”.')
  const fields: Record<string, unknown> = {}
  let file: StagedFile | null = null
  try {
    for await (const part of request.parts()) {
      if (part.fieldname === 'file' && (part.type === 'field' || file)) throw oneFile()
      if (part.type === 'field') fields[part.fieldname] = part.value
      else {
        const name = part.filename || 'tep'
        file = await house.files.stage(part.file, name)
        const { hash, size, mediaType } = file
        fields.file = { hash, size, mediaType, name }
      }
    }
  } catch (error) {
    await file?.discard()
    throw error
  }
  if (file) return { fields, file }
  throw new Problem('file.missing', 422, 'Chưa có tệp nào được chọn.', [
    { path: 'file', message: 'Hãy chọn một tệp.' },
  ])
}

function oneFile(): Problem {
  const message = 'Mỗi lần gửi đúng một tệp, trong trường “file”.'
  return new Problem('file.not-one', 422, message, [{ path: 'file', message }])
}
