import { type Kysely, sql } from 'kysely'
import { dayOf, formatDate } from '../../../kernel/local-time.ts'
import type { FactorStanding } from '../../../platform/command/actor.ts'
import type { Memory } from '../../../platform/command/memory.ts'
import type { FactorKind, PolicyView } from '../model/factors.ts'

type Reading = { db: Kysely<any>; memory: Memory }

const POLICY_KEPT_MS = 2000

/** Which roles must have a second factor, and since when. */
export async function readPolicy(db: Kysely<any>): Promise<PolicyView> {
  const { rows } = await sql<{ roles: string[]; since: string }>`
    select roles, since::text as since from identity.policy`.execute(db)
  return rows[0] ?? { roles: [], since: null }
}

/** Whether an account holds a second factor and must have one on the day of `now`. */
export async function factorStanding(
  { db, memory }: Reading,
  account: string,
  roles: readonly string[],
  now: Date,
): Promise<FactorStanding> {
  const policy = await memory.get('identity.policy', () => readPolicy(db), POLICY_KEPT_MS)
  const begun = policy.since !== null && policy.since <= formatDate(dayOf(now.getTime()))
  const held = (await waysOf(db, account)).length > 0
  return { held, required: begun && policy.roles.some((role) => roles.includes(role)), shownAt: null }
}

/** The second factors this account can show; none when it has not added any. A recovery code stands in for another. */
export async function waysOf(db: Kysely<any>, account: string): Promise<FactorKind[]> {
  const { rows } = await sql<{ passkey: boolean; totp: boolean; recovery: boolean }>`
    select exists (select 1 from identity.passkey where account = ${account}) as passkey,
      exists (select 1 from identity.totp where account = ${account}) as totp,
      exists (select 1 from identity.recovery_code where account = ${account} and used_at is null) as recovery`.execute(
    db,
  )
  const row = rows[0]
  if (!row || (!row.passkey && !row.totp)) return []
  return (['passkey', 'totp', 'recovery'] as const).filter((kind) => row[kind])
}
