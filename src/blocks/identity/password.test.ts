import { expect, test } from 'vitest'
import { hashPassword, isPassword } from './password.ts'

test('a password is itself in either composition, and no other', async () => {
  const kept = await hashPassword('Mật khẩu của tôi'.normalize('NFD'))
  expect(kept).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
  expect(await isPassword(kept, 'Mật khẩu của tôi')).toBe(true)
  expect(await isPassword(kept, 'Mat khau cua toi')).toBe(false)
})

test('a crowd is served a few at a time, and beyond the queue told to come again', async () => {
  const kept = await hashPassword('x')
  const crowd = Array.from({ length: 300 }, () => isPassword(kept, 'x').catch((error) => error.status))
  const answers = await Promise.all(crowd)
  expect(answers.filter((each) => each === true)).toHaveLength(204)
  expect(answers.filter((each) => each === 503)).toHaveLength(96)
  expect(await isPassword(kept, 'x')).toBe(true)
}, 60_000)
