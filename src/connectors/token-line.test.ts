import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type LineError, tokenLine } from './token-line.ts'
import { jsonOf, ok, openTokenServer, refuse, type Simulated } from './token-server.ts'

let server: Simulated
let asked: string[] = []
const refusing = { status: 0 }

beforeAll(async () => {
  server = await openTokenServer({
    port: 0,
    handle: (request) => {
      asked.push(`${request.method} ${request.path}`)
      if (refusing.status) return refuse(refusing.status, 'Không được.')
      return ok({ got: jsonOf(request) })
    },
  })
})
beforeEach(() => {
  asked = []
  refusing.status = 0
})
afterAll(() => server.close())

const line = (extra: object = {}) =>
  tokenLine(
    { address: `${server.url}/`, clientId: server.clientId, secret: server.secret, ...extra },
    'Hệ thống thử',
  )
const steer = (told: object) =>
  fetch(`${server.url}/dieu-khien`, { method: 'POST', body: JSON.stringify(told) })
const failure = async (work: Promise<unknown>): Promise<LineError> =>
  work.then(
    () => {
      throw new Error('it was answered')
    },
    (error) => error,
  )

test('one token serves many calls, also those that begin together; a call made with it carries its body', async () => {
  const ask = line()
  const answers = await Promise.all([1, 2, 3].map((n) => ask('/viec', { method: 'POST', json: { n } })))
  expect(answers.map((answer) => answer.json().got.n).sort()).toEqual([1, 2, 3])
  expect(asked).toHaveLength(3)
})

test('a token that ended before its time is renewed once and the call repeated', async () => {
  const ask = line()
  await ask('/viec')
  await steer({ hetHanThe: true })
  await ask('/viec')
  expect(asked).toHaveLength(2)
})

test('a wrong password is the line’s fault, told without the password', async () => {
  const error = await failure(line({ secret: 'sai-mat-khau' })('/viec'))
  expect(error).toMatchObject({ why: 'down', status: 401 })
  expect(error.message).toContain('mật khẩu kết nối')
  expect(error.message).not.toContain('sai-mat-khau')
})

test.each([
  [400, 'refused'],
  [403, 'refused'],
  [404, 'refused'],
  [502, 'down'],
  [503, 'down'],
  [429, 'down'],
] as const)('an answer %i means %s and tells what was said', async (status, why) => {
  refusing.status = status
  const error = await failure(line()('/viec'))
  expect(error).toMatchObject({ why, status })
  expect(error.message).toBe(`Hệ thống thử trả lời ${status}: Không được.`)
})

test('nobody there is the line’s fault', async () => {
  const free = await openTokenServer({ port: 0, handle: () => ok({}) })
  await free.close()
  expect(await failure(line({ address: free.url })('/viec'))).toMatchObject({ why: 'down', status: 0 })
})
