import { z } from 'zod'
import type { Operation } from './declare.ts'
import type { Registry } from './registry.ts'

const PROBLEM = {
  type: 'object',
  description: 'problem+json (RFC 9457)',
  required: ['type', 'title', 'status', 'code', 'detail', 'errors'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    code: { type: 'string', description: 'Mã lỗi ổn định, ví dụ dossier.not-found' },
    detail: { type: 'string', description: 'Câu tiếng Việt: chuyện gì, ở đâu, phải làm gì' },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        properties: { path: { type: 'string' }, message: { type: 'string' } },
        required: ['path', 'message'],
      },
    },
  },
}

export function splitRoute(operation: Operation): { method: string; path: string; parameters: string[] } {
  const [method = 'GET', path = '/'] = operation.route.split(' ')
  const parameters = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1] as string)
  return { method, path, parameters }
}

/**
 * OpenAPI 3.1 from the declarations themselves: operationId is the verb's name, schemas are its Zod schemas. `scopes`
 * are those that clients of this installation hold; some open no verb that others may not call too.
 */
export function openApi(
  registry: Registry,
  publicUrl: string,
  scopes: readonly string[] = [],
): Record<string, unknown> {
  const paths: Record<string, Record<string, unknown>> = {}
  for (const operation of registry.all()) {
    const { method, path } = splitRoute(operation)
    paths[`/api${path}`] = { ...paths[`/api${path}`], [method.toLowerCase()]: describe(operation) }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Tân Trào',
      version: '0.1.0',
      description: 'API của hệ thống giải quyết thủ tục hành chính',
    },
    servers: [{ url: publicUrl }],
    tags: [...new Set(registry.all().map((each) => tagOf(each)))].map((name) => ({ name })),
    paths,
    components: {
      schemas: { Problem: PROBLEM },
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: 'tan-trao' },
        client: {
          type: 'oauth2',
          flows: {
            clientCredentials: {
              tokenUrl: `${publicUrl}/oidc/token`,
              scopes: describedScopes(registry, scopes),
            },
          },
        },
      },
    },
  }
}

/** Every scope with what it opens: the verbs that ask for it. */
function describedScopes(registry: Registry, held: readonly string[]): Record<string, string> {
  const names = [...new Set([...registry.permissions(), ...held])].sort()
  const opens = (scope: string) =>
    registry
      .all()
      .filter((each) => each.permission === scope || each.name === scope)
      .map((each) => each.name)
  return Object.fromEntries(names.map((name) => [name, opens(name).join(', ') || 'Các câu hỏi công khai']))
}

function tagOf(operation: Operation): string {
  return operation.name.split('.')[0] ?? operation.name
}

function describe(operation: Operation): Record<string, unknown> {
  const { method, parameters } = splitRoute(operation)
  const schema = z.toJSONSchema(operation.input, { io: 'input', unrepresentable: 'any' }) as {
    properties?: Record<string, any>
    required?: string[]
  }
  const properties = schema.properties ?? {}
  const required = schema.required ?? []
  const inPath = parameters.map((name) => ({
    name,
    in: 'path',
    required: true,
    schema: properties[name] ?? { type: 'string' },
  }))
  const rest = Object.entries(properties).filter(([name]) => !parameters.includes(name))
  const inQuery =
    method === 'GET'
      ? rest.map(([name, value]) => ({ name, in: 'query', required: required.includes(name), schema: value }))
      : []
  const key = {
    name: 'Idempotency-Key',
    in: 'header',
    required: false,
    schema: { type: 'string', maxLength: 200 },
    description: 'Bắt buộc với hệ thống; cùng khóa và nội dung trả cùng kết quả, khác nội dung trả 409.',
  }
  const fromPage = {
    name: 'X-Requested-With',
    in: 'header',
    required: false,
    schema: { type: 'string', const: 'tan-trao' },
    description: 'Bắt buộc khi gọi bằng phiên đăng nhập (cookie); không cần khi gọi bằng mã truy cập.',
  }
  const body = {
    type: 'object',
    properties: Object.fromEntries(rest),
    required: required.filter((name) => !parameters.includes(name)),
    additionalProperties: false,
  }
  return {
    operationId: operation.name,
    summary: operation.summary,
    tags: [tagOf(operation)],
    'x-permission': operation.permission,
    security:
      operation.permission === 'public' ? [] : [{ session: [] }, { client: securityScopes(operation) }],
    parameters: [
      ...inPath,
      ...inQuery,
      ...(operation.kind === 'command' && method !== 'GET' ? [key] : []),
      ...(method !== 'GET' ? [fromPage] : []),
    ],
    ...(method !== 'GET' && method !== 'DELETE' ? { requestBody: requestBody(operation, body) } : {}),
    responses: {
      [operation.kind === 'command' ? operation.answers : 200]: {
        description: 'Xong',
        content: answerContent(operation),
      },
      default: {
        description: 'Lỗi',
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    },
  }
}

function securityScopes(operation: Operation): string[] {
  return operation.permission === 'signed-in' ? [] : [operation.permission]
}

function requestBody(operation: Operation, body: Record<string, unknown>) {
  if (!operation.upload) return { required: true, content: { 'application/json': { schema: body } } }
  const properties = { ...(body.properties as object), file: { type: 'string', format: 'binary' } }
  return { required: true, content: { 'multipart/form-data': { schema: { ...body, properties } } } }
}

function answerContent(operation: Operation): Record<string, unknown> {
  const json = {
    'application/json': {
      schema: z.toJSONSchema(operation.output, { io: 'output', unrepresentable: 'any' }),
    },
  }
  if (!operation.produces) return json
  const files = operation.produces
    .filter((type) => type !== 'application/json')
    .map((type) => [type, { schema: { type: 'string', format: 'binary' } }])
  return { ...(operation.produces.includes('application/json') ? json : {}), ...Object.fromEntries(files) }
}
