import type { Kysely } from 'kysely'
import { Problem } from '../../../kernel/problem.ts'
import type { Context } from '../../../platform/command/declare.ts'
import type { FactorAdded, FactorKind } from '../model/factors.ts'
import { keepPending, takePending } from '../pending.ts'
import type { IdentityTables } from '../tables.ts'
import { NEWS, tellOwner } from './letters.ts'
import { codesLeft, renewCodes } from './recovery.ts'

/** Time for the page that added a factor to raise its own session. */
const RAISE_WITHIN_MS = 2 * 60_000

type Raise = { session: string; way: FactorKind }
type Self = { id: string; userName: string; name: string; session: string }

/** The person in their own session; a system, or a client a person lent rights to, changes nobody's factors. */
export async function selfOf({ actor, sql }: Context<unknown>): Promise<Self> {
  if (actor.kind !== 'person' || !actor.account || !actor.session)
    throw new Problem(
      'identity.not-a-person',
      404,
      'Chỉ người đang đăng nhập đổi được cách xác thực của mình.',
    )
  const { id, user_name, name } = await (sql as Kysely<IdentityTables>)
    .selectFrom('identity.account')
    .select(['id', 'user_name', 'name'])
    .where('id', '=', actor.account)
    // Two pages that add the first factor at once must not both give recovery codes.
    .forUpdate()
    .executeTakeFirstOrThrow()
  return { id, userName: user_name, name, session: actor.session }
}

/** A factor has just been added: the owner hears of it, the first one brings recovery codes, the session may rise. */
export async function factorAdded(
  { sql, send, now, subjects }: Context<unknown>,
  { id, session }: Self,
  way: FactorKind,
  what: string,
): Promise<FactorAdded> {
  subjects.add(id)
  await tellOwner(sql, send, id, NEWS.added(what))
  const raise: Raise = { session, way }
  const proof = await keepPending(sql, 'raise', raise, new Date(now.getTime() + RAISE_WITHIN_MS))
  return { proof, recoveryCodes: (await codesLeft(sql, id)) > 0 ? null : await renewCodes(sql, id, now) }
}

/** What the proof of an added factor is worth to this session, once. */
export async function takeRaise(
  db: Kysely<any>,
  proof: string,
  session: string,
  now: Date,
): Promise<FactorKind | null> {
  const raise = await takePending<Raise>(db, 'raise', proof, now)
  return raise?.session === session ? raise.way : null
}
