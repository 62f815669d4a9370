import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import type { Kysely } from 'kysely'
import type { FactorTables } from './tables.ts'

const CODES = 10
/** 32 signs, five bits each; no 0, 1, O or I, which are copied for one another. */
const SIGNS = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789'
const LENGTH = 16

/** 80 random bits: too many to try, so a salted SHA-256 keeps them as well as a slow hash would. */
function newCode(): string {
  const signs = [...randomBytes(LENGTH)].map((byte) => SIGNS[byte & 31])
  return [0, 4, 8, 12].map((at) => signs.slice(at, at + 4).join('')).join('-')
}

const hashOf = (salt: Buffer, code: string) =>
  createHash('sha256')
    .update(salt)
    .update(code.toUpperCase().replace(/[^A-Z2-9]/g, ''))
    .digest()

/** Ten new codes in place of all before; they are shown once, and only their hashes stay. */
export async function renewCodes(trx: Kysely<any>, account: string, now: Date): Promise<string[]> {
  const tables = trx as Kysely<FactorTables>
  const codes = Array.from({ length: CODES }, newCode)
  await tables.deleteFrom('identity.recovery_code').where('account', '=', account).execute()
  const rows = codes.map((code) => {
    const salt = randomBytes(16)
    return { account, salt, hash: hashOf(salt, code), created_at: now, used_at: null }
  })
  await tables.insertInto('identity.recovery_code').values(rows).execute()
  return codes
}

export async function codesLeft(db: Kysely<any>, account: string): Promise<number> {
  const rows = await (db as Kysely<FactorTables>)
    .selectFrom('identity.recovery_code')
    .select('hash')
    .where('account', '=', account)
    .where('used_at', 'is', null)
    .execute()
  return rows.length
}

/** Takes a code for good; false when it is wrong or was taken before, also at the same moment. */
export async function takeCode(trx: Kysely<any>, account: string, code: string, now: Date): Promise<boolean> {
  const tables = trx as Kysely<FactorTables>
  const open = await tables
    .selectFrom('identity.recovery_code')
    .select(['salt', 'hash'])
    .where('account', '=', account)
    .where('used_at', 'is', null)
    .execute()
  const found = open.find(({ salt, hash }) => timingSafeEqual(hashOf(salt, code), hash))
  if (!found) return false
  const taken = await tables
    .updateTable('identity.recovery_code')
    .set({ used_at: now })
    .where('account', '=', account)
    .where('hash', '=', found.hash)
    .where('used_at', 'is', null)
    .executeTakeFirst()
  return taken.numUpdatedRows === 1n
}
