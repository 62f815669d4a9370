import { type Kysely, sql } from 'kysely'
import { dayOf, formatDate } from '../../../kernel/local-time.ts'
import { Problem } from '../../../kernel/problem.ts'
import { type Actor, grantsOf } from '../../../platform/command/actor.ts'
import { type AgencyTree, administrationOf, covers } from '../../organisation/index.ts'
import { PERMISSIONS } from '../contract.ts'
import type { AccountRow, IdentityTables } from '../tables.ts'

/** The agencies whose people this actor administers; null when it is everybody. */
export function administered(actor: Actor, tree: AgencyTree): string[] | null {
  const grants = grantsOf(actor, PERMISSIONS.administer)
  if (grants.some((grant) => grant.scope === 'all')) return null
  return tree
    .all()
    .map(({ code }) => code)
    .filter((code) => covers(grants, 'agency', code, tree))
}

/** SQL: the account `column` holds, or has held, a seat within reach. */
export function withinReach(column: string, agencies: string[] | null) {
  if (agencies === null) return sql<boolean>`true`
  return sql<boolean>`exists (select 1 from organisation.holding h join organisation.position p on p.id = h.position
    where h.account = ${sql.ref(column)} and p.agency = any(${agencies}))`
}

/**
 * Refuses work on an account beyond what the actor administers: an officer as `lockAccount` says, a citizen only to who
 * administers the whole province. Errors: those of lockAccount.
 */
export async function requireReach(
  trx: Kysely<any>,
  actor: Actor,
  tree: AgencyTree,
  account: string,
  now: Date,
): Promise<void> {
  const citizen = await (trx as Kysely<IdentityTables>)
    .selectFrom('identity.account')
    .select('id')
    .where('id', '=', account)
    .where('kind', '<>', 'officer')
    .executeTakeFirst()
  if (citizen && administered(actor, tree) === null) return
  await lockAccount(trx, actor, tree, account, now)
}

/**
 * The officer's account, its row locked, when the actor administers it and it administers no more than they do: who could
 * set another's password could act as them. Errors: identity.no-account 404, identity.account-above 403.
 */
export async function lockAccount(
  trx: Kysely<any>,
  actor: Actor,
  tree: AgencyTree,
  account: string,
  now: Date,
): Promise<AccountRow> {
  const row = await (trx as Kysely<IdentityTables>)
    .selectFrom('identity.account')
    .selectAll()
    .where('id', '=', account)
    .where('kind', '=', 'officer')
    .where(withinReach('identity.account.id', administered(actor, tree)))
    .forUpdate()
    .executeTakeFirst()
  if (!row) {
    const text = 'Không có tài khoản cán bộ này trong phạm vi quản trị của bạn.'
    throw new Problem('identity.no-account', 404, text, [{ path: 'account', message: text }])
  }
  const theirs = await administrationOf(trx, account, formatDate(dayOf(now.getTime())))
  const above = theirs.some(
    ({ permission, scope, agency }) => !covers(grantsOf(actor, permission), scope, agency, tree),
  )
  if (above && account !== actor.account) {
    const text = 'Người này có quyền quản trị rộng hơn bạn; hãy để người quản trị cấp trên làm việc này.'
    throw new Problem('identity.account-above', 403, text, [{ path: 'account', message: text }])
  }
  return row
}
