import { createHash, randomBytes } from 'node:crypto'
import { type Kysely, sql } from 'kysely'
import type { FactorTables } from './tables.ts'

export const DEVICE_COOKIE = 'tan-trao-may'
export const DEVICE_DAYS = 180
const DAY_MS = 86_400_000

const hashOf = (token: string) => createHash('sha256').update(token).digest()

/**
 * What attempts at an account are counted by: this very browser, once it has shown a second factor of the account; else
 * the address. So neither a colleague behind the same address nor a stranger far away can lock the owner out of it.
 */
export async function countedBy(
  db: Kysely<any>,
  account: string | null,
  token: string | undefined,
  origin: string,
  now: Date,
): Promise<{ from: string; known: boolean }> {
  if (!account || !token) return { from: origin, known: false }
  const row = await (db as Kysely<FactorTables>)
    .selectFrom('identity.known_device')
    .select('account')
    .where('token_hash', '=', hashOf(token))
    .where('account', '=', account)
    .where('seen_at', '>', new Date(now.getTime() - DEVICE_DAYS * DAY_MS))
    .executeTakeFirst()
  return row
    ? { from: `device-${hashOf(token).toString('hex')}`, known: true }
    : { from: origin, known: false }
}

/** Knows this browser from now on; answers its token. One we never gave is not taken up. */
export async function knowDevice(
  db: Kysely<any>,
  account: string,
  before: string | undefined,
  now: Date,
): Promise<string> {
  const tables = db as Kysely<FactorTables>
  const ours = before
    ? await tables
        .selectFrom('identity.known_device')
        .select('account')
        .where('token_hash', '=', hashOf(before))
        .executeTakeFirst()
    : undefined
  const token = ours && before ? before : randomBytes(32).toString('base64url')
  await sql`
    insert into identity.known_device (token_hash, account, seen_at) values (${hashOf(token)}, ${account}, ${now})
    on conflict (token_hash, account) do update set seen_at = excluded.seen_at`.execute(db)
  return token
}

/** Browsers not seen for so long are strangers again. */
export async function forgetDevices(db: Kysely<any>, now: Date): Promise<void> {
  await (db as Kysely<FactorTables>)
    .deleteFrom('identity.known_device')
    .where('seen_at', '<', new Date(now.getTime() - DEVICE_DAYS * DAY_MS))
    .execute()
}
