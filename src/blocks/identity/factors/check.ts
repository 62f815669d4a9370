import { type Kysely, sql } from 'kysely'
import { Problem } from '../../../kernel/problem.ts'
import { forgive, limit } from '../../../platform/access/limit.ts'
import type { House } from '../../../platform/command/run.ts'
import type { FactorAnswer, FactorKind, PasskeyResponse } from '../model/factors.ts'
import { countedBy } from './device.ts'
import { NEWS, tellOwner } from './letters.ts'
import { showPasskey } from './passkey.ts'
import { codesLeft, takeCode } from './recovery.ts'
import type { FactorTables } from './tables.ts'
import { stepOfCode } from './totp.ts'

/** Wrong codes from one place, then from all places the account's browsers are not. */
const FROM_ONE = { most: 5, seconds: 300 }
const FROM_ALL = { most: 60, seconds: 3600 }

export type Showing = Pick<House, 'db' | 'jobs' | 'vault' | 'publicUrl'>
/** Where an attempt comes from: its address, and the cookie of a browser that has shown a factor before. */
export type From = { origin: string; device: string | undefined }

/**
 * Checks a second factor of this account. Codes are counted per account and place; a browser known to the account is a
 * place of its own, and is not held up by what others try. A passkey cannot be guessed and is not counted. Each attempt
 * leaves its row. Errors: identity.wrong-factor 401, identity.passkey-cloned 401, identity.question-over 410,
 * request.too-many 429.
 */
export async function checkFactor(
  house: Showing,
  account: string,
  answer: FactorAnswer,
  now: Date,
  { origin, device }: From,
): Promise<FactorKind> {
  if (answer.way === 'passkey') {
    await passkeyAccount(house, answer, now, account)
    return 'passkey'
  }
  const { from, known } = await countedBy(house.db, account, device, origin, now)
  const subject = `factor:${account}:${from}`
  await limit(house.db, subject, now, FROM_ONE.most, FROM_ONE.seconds)
  if (!known) await limit(house.db, `factor-all:${account}`, now, FROM_ALL.most, FROM_ALL.seconds)
  const right =
    answer.way === 'totp'
      ? await takeTotp(house, account, answer.code, now)
      : await takeRecovery(house, account, answer.code, now)
  if (!right) {
    await recordFactor(house.db, 'refused', account, answer.way, now)
    throw wrongFactor(answer.way)
  }
  await forgive(house.db, subject)
  await recordFactor(house.db, 'done', account, answer.way, now)
  return answer.way
}

/**
 * Whose passkey this is; `expected` narrows it to one account. Errors: identity.wrong-factor 401,
 * identity.passkey-cloned 401, identity.question-over 410.
 */
export async function passkeyAccount(
  house: Showing,
  answer: { token: string; response: PasskeyResponse },
  now: Date,
  expected?: string,
): Promise<string> {
  const shown = await showPasskey(house.db, house.publicUrl, answer, now)
  const refused = 'refused' in shown ? shown.refused : expected && shown.account !== expected ? 'wrong' : null
  await recordFactor(house.db, refused ? 'refused' : 'done', shown.account, 'passkey', now)
  if (refused === 'cloned' && shown.account) {
    const owner = shown.account
    await house.db
      .transaction()
      .execute((trx) => tellOwner(trx, house.jobs.sender(trx), owner, NEWS.cloned()))
    throw new Problem(
      'identity.passkey-cloned',
      401,
      'Khóa truy cập này có dấu hiệu bị sao chép nên đã bị khóa lại. Hãy dùng cách xác thực khác, rồi gỡ khóa này.',
    )
  }
  if (refused || !shown.account) throw wrongFactor('passkey')
  return shown.account
}

/** One statement decides: of two that bring the same code at one moment, one is refused. */
async function takeTotp({ db, vault }: Showing, account: string, code: string, now: Date): Promise<boolean> {
  const tables = db as Kysely<FactorTables>
  const row = await tables
    .selectFrom('identity.totp')
    .select('secret')
    .where('account', '=', account)
    .executeTakeFirst()
  const step = row && stepOfCode(vault.open(totpName(account), row.secret), code, now)
  if (step === undefined || step === null) return false
  const taken = await tables
    .updateTable('identity.totp')
    .set({ last_step: step, used_at: now })
    .where('account', '=', account)
    .where('last_step', '<', step)
    .executeTakeFirst()
  return taken.numUpdatedRows === 1n
}

async function takeRecovery(
  { db, jobs }: Showing,
  account: string,
  code: string,
  now: Date,
): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    if (!(await takeCode(trx, account, code, now))) return false
    await tellOwner(trx, jobs.sender(trx), account, NEWS.recoveryUsed(await codesLeft(trx, account)))
    return true
  })
}

export const totpName = (account: string) => `totp:${account}`

const WRONG: Record<FactorKind, string> = {
  totp: 'Mã chưa đúng, đã hết hạn hoặc đã dùng. Hãy chờ mã mới trong ứng dụng rồi thử lại; kiểm tra giờ của điện thoại.',
  recovery: 'Mã dự phòng chưa đúng hoặc đã dùng. Mỗi mã chỉ dùng được một lần.',
  passkey: 'Khóa truy cập này không mở được tài khoản. Hãy thử khóa khác hoặc cách khác.',
}

export function wrongFactor(way: FactorKind): Problem {
  return new Problem('identity.wrong-factor', 401, WRONG[way], [{ path: 'code', message: WRONG[way] }])
}

async function recordFactor(
  db: Kysely<any>,
  outcome: 'done' | 'refused',
  account: string | null,
  way: FactorKind,
  now: Date,
): Promise<void> {
  const wording = outcome === 'done' ? `showed a second factor by ${way}` : `identity.wrong-factor: ${way}`
  await sql`
    insert into audit.audit_row (at, operation, outcome, actor_kind, account, wording)
    values (${now}, 'identity.showFactor', ${outcome}, 'person', ${account}, ${wording})`.execute(db)
}
