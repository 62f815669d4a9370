import { expect, test } from 'vitest'
import { clockSentence, measure } from './clock.ts'
import { afterWrong, MOST_TRIES, pinProblem } from './pin.ts'
import {
  base64url,
  fromBase64url,
  ITERATIONS,
  keyOf,
  openBytes,
  pinKey,
  random,
  seal,
  unseal,
} from './seal.ts'

test('what is sealed opens with its key, in its place and unchanged only', async () => {
  const key = await keyOf(random(32))
  const sealed = await seal(key, 'entry:1', { name: 'Nông Thị Mùi' })
  expect(new TextDecoder().decode(sealed.data)).not.toContain('Mùi')
  expect(await unseal(key, 'entry:1', sealed)).toEqual({ name: 'Nông Thị Mùi' })
  await expect(unseal(key, 'entry:2', sealed)).rejects.toThrow()
  await expect(unseal(await keyOf(random(32)), 'entry:1', sealed)).rejects.toThrow()
  new Uint8Array(sealed.data)[3]! ^= 1
  await expect(unseal(key, 'entry:1', sealed)).rejects.toThrow()
})

test('a PIN costs at least 600,000 rounds, and another PIN opens nothing', async () => {
  expect(ITERATIONS).toBeGreaterThanOrEqual(600_000)
  const salt = random(16)
  const sealed = await seal(await pinKey('480261', salt, 1000), 'key:an', 'secret')
  expect(await unseal(await pinKey('480261', salt, 1000), 'key:an', sealed)).toBe('secret')
  await expect(openBytes(await pinKey('480262', salt, 1000), 'key:an', sealed)).rejects.toThrow()
  await expect(openBytes(await pinKey('480261', salt, 1001), 'key:an', sealed)).rejects.toThrow()
})

test.each(['12345', '111111', '123456', '987654', '89012345', '48o261', '1234567890123'])(
  'the PIN %s is refused',
  (pin) => expect(pinProblem(pin)).not.toBeNull(),
)
test('a PIN nobody guesses at once is taken', () => expect(pinProblem('480261')).toBeNull())

test('wrong PINs cost a wait that doubles, until no more are allowed', () => {
  let state = { tries: 0, blockedUntil: 0 }
  const waits = Array.from({ length: MOST_TRIES }, () => {
    state = afterWrong(state, 1_000_000)
    return (state.blockedUntil - 1_000_000) / 60_000
  })
  expect(waits).toEqual([0, 0, 0, 0, 1, 2, 4, 8, 16, 32])
})

test('the clock is measured at the middle of the round trip and told of when it is far off', () => {
  const sentAt = Date.parse('2026-11-23T01:00:00Z')
  const right = measure('2026-11-23T01:00:00.400Z', sentAt, sentAt + 800)
  expect([right.offsetMs, clockSentence(right)]).toEqual([0, null])
  const late = measure('2026-11-24T01:00:00.400Z', sentAt, sentAt + 800)
  expect(late.offsetMs).toBe(86_400_000)
  expect(clockSentence(late)).toContain('chậm khoảng 1 ngày')
})

test('a key crosses the line as text and back', () => {
  const key = random(32)
  expect(base64url(key)).toMatch(/^[A-Za-z0-9_-]{43}$/)
  expect(fromBase64url(base64url(key))).toEqual(key)
})
