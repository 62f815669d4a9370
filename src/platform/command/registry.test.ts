import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { allOperations } from '../../operations.ts'
import { command, type Operation } from './declare.ts'
import { openApi, splitRoute } from './openapi.ts'
import { Registry } from './registry.ts'

const registry = allOperations()
const operations = registry.all().map((each) => [each.name, each] as const)
const description = openApi(registry, 'http://127.0.0.1:3000') as {
  paths: Record<string, Record<string, any>>
}
/** Words that would put a person into a row that is kept for ever. */
const PERSONAL = /name|phone|email|applicant|answers|citizen/i
const SAMPLE = 'H60.03-220510-0001'

/** The audit wording for an input that has everything: what it must never say is a person's data. */
function wordingOf(operation: Operation): string | undefined {
  const anything: any = new Proxy(
    {},
    {
      get: (_target, key) => {
        if (key === 'items') return [{ path: 'answers.birthDate' }]
        if (key === 'file') return { hash: 'a'.repeat(64), name: 'Nguyễn Văn Thử.pdf' }
        if (key === 'applicant') return { name: 'Nguyễn Văn Thử', citizenNumber: '008190001234' }
        if (key === Symbol.toPrimitive) return () => SAMPLE
        return `<${String(key)}>`
      },
    },
  )
  return operation.audit?.(anything)
}

describe.each(operations)('%s', (name, operation) => {
  const { method, path, parameters } = splitRoute(operation)
  const described = description.paths[`/api${path}`]?.[method.toLowerCase()]

  test('is named by block and verb, routed, summed up, permitted', () => {
    expect(name).toMatch(/^[a-z]+\.[a-z][A-Za-z]+$/)
    expect(operation.route).toMatch(/^(GET|POST|PUT|DELETE) \/[a-z]/)
    expect(operation.summary.length).toBeGreaterThan(8)
    expect(operation.permission).toMatch(/^(public|signed-in|[a-z]+\.[a-zA-Z]+)$/)
    if (operation.kind === 'command') expect(method).not.toBe('GET')
  })

  test('refuses a field it does not know', () => {
    const parsed = operation.input.safeParse({ neverDeclared: 1 })
    expect(parsed.success).toBe(false)
    const codes = parsed.error?.issues.map((issue: { code: string }) => issue.code)
    expect(codes).toContain('unrecognized_keys')
  })

  test('every part of its route is a field of its input', () => {
    const shape = (operation.input as z.ZodObject).shape
    for (const parameter of parameters) expect(Object.keys(shape)).toContain(parameter)
  })

  test('is described with its own name, its answer and the problem it may give', () => {
    expect(described?.operationId).toBe(name)
    const answers = operation.kind === 'command' ? operation.answers : 200
    expect(described.responses[answers].content).toBeDefined()
    expect(Object.keys(described.responses.default.content)).toEqual(['application/problem+json'])
    const keys = described.parameters.map((each: { name: string }) => each.name)
    expect(keys.includes('Idempotency-Key')).toBe(operation.kind === 'command')
    if (method !== 'GET') expect(described.requestBody).toBeDefined()
  })

  test('its audit wording names things by id, never a person', () => {
    if (operation.kind === 'query' && !operation.audit) return
    const wording = wordingOf(operation)
    expect(wording).toMatch(/^[a-z]{3,}/)
    expect(wording).not.toContain('Nguyễn')
    expect(wording?.match(/<(\w+)>/g)?.filter((each) => PERSONAL.test(each)) ?? []).toEqual([])
  })
})

test('the operations the outside may rely on are there', () => {
  const promised = `procedure.find procedure.get dossier.submit dossier.receive dossier.get dossier.find dossier.track dossier.move
    dossier.requestCorrection dossier.answerCorrection dossier.withdraw dossier.explainDueDate dossier.history dossier.receipt
    dossier.result calendar.workingDays calendar.dueDate report.get report.list organisation.find organisation.merge`
  const names = registry.all().map((each) => each.name)
  for (const name of promised.split(/\s+/)) expect(names).toContain(name)
})

test('a query that shows a person leaves an audit row', () => {
  const shows = ['dossier.get', 'dossier.find', 'dossier.history', 'dossier.receipt', 'dossier.result']
  for (const name of [...shows, 'dossier.letter', 'dossier.file', 'dossier.track'])
    expect(registry.get(name).audit, name).toBeDefined()
})

test('a name or a route declared twice stops the start', () => {
  const declare = (name: string, route: string) =>
    command({
      name,
      route,
      summary: 'Thử khai báo hai lần',
      input: z.strictObject({}),
      output: z.null(),
      permission: 'public',
      audit: () => 'did nothing',
      run: async () => null,
    })
  expect(() => new Registry([declare('a.b', 'POST /a'), declare('a.b', 'POST /b')])).toThrow('a.b')
  expect(() => new Registry([declare('a.b', 'POST /a'), declare('a.c', 'POST /a')])).toThrow('POST /a')
})
