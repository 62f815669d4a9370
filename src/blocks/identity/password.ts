import { hash, verify } from '@node-rs/argon2'
import { Problem } from '../../kernel/problem.ts'

/** OWASP's floor for argon2id: 19 MiB, two passes, one lane. */
const ARGON2ID = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const
/** More at once only take each other's processor and 19 MiB each. */
const AT_ONCE = 4
const MOST_WAITING = 200

let working = 0
const waiting: (() => void)[] = []

/** The password as argon2id keeps it; composed first, since two Vietnamese keyboards send the same letters in two ways. */
export function hashPassword(password: string): Promise<string> {
  return inTurn(() => hash(password.normalize('NFC'), ARGON2ID))
}

/** Errors: identity.busy 503 when too many wait for theirs. */
export function isPassword(kept: string, password: string): Promise<boolean> {
  return inTurn(() => verify(kept, password.normalize('NFC')))
}

/** The costliest thing anybody may ask of us without signing in: a few at once, the others in the order they came. */
async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (waiting.length >= MOST_WAITING)
    throw new Problem(
      'identity.busy',
      503,
      'Đang có quá nhiều người đăng nhập cùng lúc. Xin thử lại sau ít giây.',
    )
  if (working >= AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve))
  else working += 1
  try {
    return await work()
  } finally {
    const next = waiting.shift()
    // The place goes straight to the next: nobody who comes meanwhile slips in before.
    if (next) next()
    else working -= 1
  }
}
