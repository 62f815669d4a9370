import { type Expression, type ExpressionBuilder, type SqlBool, sql } from 'kysely'
import { type Actor, grantsOf } from '../../platform/command/actor.ts'
import type { AgencyTree } from '../organisation/index.ts'
import type { DossierRecord, DossierTables } from './tables.ts'

type Row = Pick<
  DossierRecord,
  'agency' | 'desk' | 'return_desk' | 'consulted_agency' | 'assignee' | 'applicant_account' | 'holder_agency'
>

/** How far a permission reaches for this actor: the union of their grants, each with the agencies it succeeded. */
export type Reach = { all: boolean; agencies: string[]; position: string | null; account: string | null }

/** `day` (`YYYY-MM-DD`) decides which ended agencies' dossiers a successor's officers answer for. */
export function reachOf(actor: Actor, permission: string, tree: AgencyTree, day: string): Reach {
  const grants = grantsOf(actor, permission)
  const agencies = new Set<string>()
  const add = (code: string) => {
    agencies.add(code)
    for (const ended of tree.predecessors(code, day)) agencies.add(ended)
  }
  for (const { scope, agency } of grants) {
    if (agency === null) continue
    if (scope === 'agency') add(agency)
    if (scope === 'subtree') for (const below of tree.subtree(agency)) add(below)
  }
  const scopes = new Set(grants.map((each) => each.scope))
  return {
    all: scopes.has('all'),
    agencies: [...agencies],
    position: scopes.has('assigned') ? actor.position : null,
    account: scopes.has('own') || actor.kind === 'person' ? actor.account : null,
  }
}

/**
 * One predicate, two uses. A dossier is within reach when it is the actor's own, assigned to their seat, or one of
 * the agencies it stands between (competent, receiving desk, return desk, consulted, present holder) is within theirs.
 */
export const within = {
  check(row: Row, reach: Reach): boolean {
    if (reach.all) return true
    if (reach.account !== null && row.applicant_account === reach.account) return true
    if (reach.position !== null && row.assignee === reach.position) return true
    const between = [row.agency, row.desk, row.return_desk, row.consulted_agency, row.holder_agency]
    return between.some((each) => each !== null && reach.agencies.includes(each))
  },

  where(reach: Reach) {
    return (eb: ExpressionBuilder<DossierTables & { d: DossierRecord }, 'd'>): Expression<SqlBool> => {
      if (reach.all) return sql<SqlBool>`true`
      const ways: Expression<SqlBool>[] = []
      if (reach.account !== null) ways.push(eb('d.applicant_account', '=', reach.account))
      if (reach.position !== null) ways.push(eb('d.assignee', '=', reach.position))
      if (reach.agencies.length > 0)
        for (const column of [
          'd.agency',
          'd.desk',
          'd.return_desk',
          'd.consulted_agency',
          'd.holder_agency',
        ] as const)
          ways.push(eb(column, 'in', reach.agencies))
      return ways.length > 0 ? eb.or(ways) : sql<SqlBool>`false`
    }
  },
}
