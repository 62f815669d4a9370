import type { Kysely } from 'kysely'
import type { FactorAnswer, FactorKind, PasskeyResponse, SecondAsked } from '../model/factors.ts'
import type { Recognised } from '../oidc/interactions.ts'
import { keepPending, seePending, takePending } from '../pending.ts'
import { recordSignIn } from '../record-sign-in.ts'
import type { IdentityTables } from '../tables.ts'
import { checkFactor, type From, passkeyAccount, type Showing, wrongFactor } from './check.ts'
import { waysOf } from './standing.ts'

const ANSWER_WITHIN_MS = 10 * 60_000
/** A device that its owner unlocked makes nobody surer than a counter's look at their card. */
const BY_PASSKEY = 2

/** A password was right: what else the account asks for. Null when it has no second factor. */
export async function askSecond(
  db: Kysely<any>,
  who: Recognised,
  now: Date,
  name?: string,
): Promise<SecondAsked | null> {
  const ways = await waysOf(db, who.account)
  if (ways.length === 0) return null
  const until = new Date(now.getTime() + ANSWER_WITHIN_MS)
  return { token: await keepPending(db, 'second', who, until, name), ways }
}

/** What is still asked under this token; null when nothing is. */
export async function waysAsked(db: Kysely<any>, token: string, now: Date): Promise<FactorKind[] | null> {
  const who = await seePending<Recognised>(db, 'second', token, now)
  return who && waysOf(db, who.account)
}

/** The second factor of a sign-in: who it was, now wholly recognised. Null when it is over. Errors: those of checkFactor. */
export async function showSecond(
  house: Showing,
  token: string,
  answer: FactorAnswer,
  now: Date,
  from: From,
): Promise<Recognised | null> {
  const who = await seePending<Recognised>(house.db, 'second', token, now)
  if (!who) return null
  const factor = await checkFactor(house, who.account, answer, now, from)
  if (!(await takePending(house.db, 'second', token, now))) return null
  await recordSignIn(house.db, 'done', who.account, now, `${who.way} and ${factor}`)
  return { ...who, factor }
}

/** A passkey alone: it is something one has, opened by something one knows or is. Errors: those of passkeyAccount. */
export async function recogniseByPasskey(
  house: Showing,
  answer: { token: string; response: PasskeyResponse },
  now: Date,
): Promise<Recognised> {
  const id = await passkeyAccount(house, answer, now)
  const account = await (house.db as Kysely<IdentityTables>)
    .selectFrom('identity.account')
    .select('assurance')
    .where('id', '=', id)
    .where('closed_at', 'is', null)
    .executeTakeFirst()
  if (!account) throw wrongFactor('passkey')
  await recordSignIn(house.db, 'done', id, now, 'passkey')
  return {
    account: id,
    assurance: Math.min(account.assurance, BY_PASSKEY),
    way: 'passkey',
    factor: 'passkey',
  }
}
