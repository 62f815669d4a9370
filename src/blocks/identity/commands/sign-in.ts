import type { Kysely } from 'kysely'
import { Problem } from '../../../kernel/problem.ts'
import { forgive, limit } from '../../../platform/access/limit.ts'
import type { Memory } from '../../../platform/command/memory.ts'
import { type Me, SignInInput } from '../contract.ts'
import { countedBy } from '../factors/device.ts'
import { askSecond } from '../factors/second.ts'
import type { SecondAsked } from '../model/factors.ts'
import type { Recognised } from '../oidc/interactions.ts'
import { hashPassword, isPassword } from '../password.ts'
import { recordSignIn } from '../record-sign-in.ts'
import { openSession, standing } from '../sessions.ts'
import type { AccountRow, IdentityTables } from '../tables.ts'

const PER_ACCOUNT = { most: 10, seconds: 300 }
const PER_ORIGIN = { most: 60, seconds: 300 }
/** A password alone makes nobody surer than a counter's look at their card. */
const BY_PASSWORD = 2

let decoy: Promise<string> | null = null

type Signing = { db: Kysely<any>; memory: Memory }

/**
 * Who this user name and password stand for. The limit is per name *and* address, so that nobody can lock another out; a
 * browser that has shown a second factor of the account is counted by itself.
 * A failed attempt is counted and leaves its row though nothing else was written.
 * Errors: identity.wrong-password 401 (the same for an unknown name), request.too-many 429.
 */
export async function checkPassword(
  house: Signing,
  raw: unknown,
  now: Date,
  origin: string,
  device?: string,
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
  const from = device ? await placeOf(house.db, userName.toLowerCase(), device, origin, now) : origin
  const subject = `sign-in:${userName.toLowerCase()}:${from}`
  await limit(house.db, `sign-in:${from}`, now, PER_ORIGIN.most, PER_ORIGIN.seconds)
  await limit(house.db, subject, now, PER_ACCOUNT.most, PER_ACCOUNT.seconds)
  const account = await (house.db as Kysely<IdentityTables>)
    .selectFrom('identity.account')
    .select(['id', 'name', 'user_name', 'kind', 'assurance', 'password_hash'])
    .where('user_name', '=', userName.toLowerCase())
    .where('closed_at', 'is', null)
    .executeTakeFirst()
  // An unknown name, or an account without a password, costs the same time as a wrong password.
  decoy ??= hashPassword('no account has this password')
  const right = await isPassword(account?.password_hash ?? (await decoy), password)
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

/** The address, or the browser itself once it has shown a second factor of this account. */
async function placeOf(db: Kysely<any>, userName: string, device: string, origin: string, now: Date) {
  const row = await (db as Kysely<IdentityTables>)
    .selectFrom('identity.account')
    .select('id')
    .where('user_name', '=', userName)
    .executeTakeFirst()
  return (await countedBy(db, row?.id ?? null, device, origin, now)).from
}

/** The same, as the provider is told of it; whoever goes on with it writes down that they signed in. */
export async function recogniseByPassword(
  house: Signing,
  raw: unknown,
  now: Date,
  origin: string,
  device?: string,
): Promise<Recognised> {
  const account = await checkPassword(house, raw, now, origin, device)
  return { account: account.id, assurance: Math.min(account.assurance, BY_PASSWORD), way: 'password' }
}

/**
 * Checks a user name and password and opens a session at once, for the office's dialogue that must not leave the page; an
 * account with a second factor is asked for it first. Not a `command`: its answer is a cookie. Errors: those of checkPassword.
 */
export async function signIn(
  house: Signing,
  raw: unknown,
  now: Date,
  origin: string,
  agent = '',
  device?: string,
): Promise<SignedIn | { second: SecondAsked }> {
  const who = await recogniseByPassword(house, raw, now, origin, device)
  const second = await askSecond(house.db, who, now)
  if (second) return { second }
  await recordSignIn(house.db, 'done', who.account, now)
  return openSignedIn(house, who, now, origin, agent)
}

type SignedIn = { session: { token: string; expiresAt: Date }; me: Me }

/** The session of somebody wholly recognised. */
export async function openSignedIn(
  house: Signing,
  { account, assurance, way, factor }: Recognised,
  now: Date,
  origin: string,
  agent: string,
): Promise<SignedIn> {
  const shown = factor ? { kind: factor, at: now } : null
  const opening = { account, assurance, way, agent, providerSession: null, factor: shown }
  const session = await openSession(house.db, opening, now, origin)
  const { name, user_name, kind } = await (house.db as Kysely<IdentityTables>)
    .selectFrom('identity.account')
    .select(['name', 'user_name', 'kind'])
    .where('id', '=', account)
    .executeTakeFirstOrThrow()
  const who = await standing(house, account, now)
  return { session, me: { account, name, userName: user_name, kind, assurance, ...who.me } }
}
