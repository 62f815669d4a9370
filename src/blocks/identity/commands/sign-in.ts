import { hash, verify } from '@node-rs/argon2'
import { type Kysely, sql } from 'kysely'
import { Problem } from '../../../kernel/problem.ts'
import { forgive, limit } from '../../../platform/access/limit.ts'
import type { Memory } from '../../../platform/command/memory.ts'
import { SignInInput } from '../contract.ts'
import type { Recognised } from '../oidc/interactions.ts'
import { openSession, standing } from '../sessions.ts'
import type { AccountRow, IdentityTables } from '../tables.ts'

/** OWASP's floor for argon2id: 19 MiB, two passes, one lane. */
const ARGON2ID = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const

const PER_ACCOUNT = { most: 10, seconds: 300 }
const PER_ORIGIN = { most: 60, seconds: 300 }
/** A password alone makes nobody surer than a counter's look at their card. */
const BY_PASSWORD = 2

export function hashPassword(password: string): Promise<string> {
  return hash(password.normalize('NFC'), ARGON2ID)
}

let decoy: Promise<string> | null = null

type Signing = { db: Kysely<any>; memory: Memory }

/**
 * Who this user name and password stand for. The limit is per name *and* address, so that nobody can lock another out.
 * A failed attempt is counted and leaves its row though nothing else was written.
 * Errors: identity.wrong-password 401 (the same for an unknown name), request.too-many 429.
 */
export async function checkPassword(
  house: Signing,
  raw: unknown,
  now: Date,
  origin: string,
): Promise<Pick<AccountRow, 'id' | 'name' | 'user_name' | 'kind' | 'assurance'>> {
  const parsed = SignInInput.safeParse(raw)
  if (!parsed.success) {
    const errors = parsed.error.issues.map((issue) => ({
      path: issue.path.join('.'),
      message: issue.message,
    }))
    throw new Problem('request.invalid', 422, errors[0]?.message ?? 'Nhập tên đăng nhập và mật khẩu.', errors)
  }
  const { userName, password } = parsed.data
  const subject = `sign-in:${userName.toLowerCase()}:${origin}`
  await limit(house.db, `sign-in:${origin}`, now, PER_ORIGIN.most, PER_ORIGIN.seconds)
  await limit(house.db, subject, now, PER_ACCOUNT.most, PER_ACCOUNT.seconds)
  const account = await (house.db as Kysely<IdentityTables>)
    .selectFrom('identity.account')
    .select(['id', 'name', 'user_name', 'kind', 'assurance', 'password_hash'])
    .where('user_name', '=', userName.toLowerCase())
    .where('closed_at', 'is', null)
    .executeTakeFirst()
  // An unknown name, or an account without a password, costs the same time as a wrong password.
  decoy ??= hashPassword('no account has this password')
  const right = await verify(account?.password_hash ?? (await decoy), password.normalize('NFC'))
  if (!account?.password_hash || !right) {
    // An unknown name may be a password typed in the wrong box: only a known account is named.
    await recordSignIn(house.db, 'refused', account?.id ?? null, now)
    throw new Problem(
      'identity.wrong-password',
      401,
      'Tên đăng nhập hoặc mật khẩu chưa đúng. Kiểm tra phím Caps Lock và bộ gõ tiếng Việt rồi thử lại.',
      [{ path: 'password', message: 'Tên đăng nhập hoặc mật khẩu chưa đúng.' }],
    )
  }
  await forgive(house.db, subject)
  return account
}

/** The same, as the provider is told of it. Errors: those of checkPassword. */
export async function recogniseByPassword(
  house: Signing,
  raw: unknown,
  now: Date,
  origin: string,
): Promise<Recognised> {
  const account = await checkPassword(house, raw, now, origin)
  await recordSignIn(house.db, 'done', account.id, now)
  return { account: account.id, assurance: Math.min(account.assurance, BY_PASSWORD), way: 'password' }
}

/**
 * Checks a user name and password and opens a session at once, for the office's dialogue that must not leave the page.
 * Not a `command`: its answer is a cookie. Errors: those of checkPassword.
 */
export async function signIn(house: Signing, raw: unknown, now: Date, origin: string, agent = '') {
  const { id, name, user_name, kind, assurance } = await checkPassword(house, raw, now, origin)
  const sure = Math.min(assurance, BY_PASSWORD)
  const session = await house.db.transaction().execute(async (trx) => {
    await recordSignIn(trx, 'done', id, now)
    const opening = { account: id, assurance: sure, way: 'password', agent, providerSession: null }
    return openSession(trx, opening, now, origin)
  })
  const who = await standing(house, id, now)
  return {
    session,
    account: id,
    me: { account: id, name, userName: user_name, kind, assurance: sure, ...who.me },
  }
}

/** One row for each attempt, whichever way: no password, no unknown name. */
export async function recordSignIn(
  db: Kysely<any>,
  outcome: 'done' | 'refused',
  account: string | null,
  now: Date,
  way = 'password',
) {
  const by = way === 'password' ? '' : ` by ${way}`
  const wording = outcome === 'done' ? `signed in${by}` : 'identity.wrong-password: tried to sign in'
  await sql`
    insert into audit.audit_row (at, operation, outcome, actor_kind, account, wording)
    values (${now}, 'identity.signIn', ${outcome}, 'person', ${account}, ${wording})`.execute(db)
}
