import { type Expression, type ExpressionBuilder, type SqlBool, sql } from 'kysely'
import { type Actor, grantsOf } from '../../platform/command/actor.ts'
import type { AgencyTree } from '../organisation/index.ts'
import type { DossierRecord, DossierTables } from './tables.ts'

type Row = Pick<
  DossierRecord,
  'agency' | 'desk' | 'return_desk' | 'consulted_agency' | 'assignee' | 'applicant_account' | 'holder_agency'
>

/** The agencies a dossier stands between; those that are never empty first. */
const BETWEEN = ['agency', 'desk', 'return_desk', 'holder_agency', 'consulted_agency'] as const
type Between = (typeof BETWEEN)[number]
const NEVER_NULL: ReadonlySet<Between> = new Set(['agency', 'desk', 'return_desk'])

/** A condition on `d`. */
export type Way = (eb: ExpressionBuilder<DossierTables & { d: DossierRecord }, 'd'>) => Expression<SqlBool>

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
    return BETWEEN.some((column) => row[column] !== null && reach.agencies.includes(row[column]))
  },

  /**
   * The same for lists, as ways that exclude each other: a row that `check` lets through is found by exactly one. A list
   * asks each way by its own index and puts the answers together; one condition with OR over them reads every row.
   */
  ways(reach: Reach): Way[] {
    if (reach.all) return [() => sql<SqlBool>`true`]
    const mine = (column: Between) => sql<SqlBool>`${sql.ref(`d.${column}`)} in (${sql.join(reach.agencies)})`
    const ways: Way[] = []
    if (reach.agencies.length > 0)
      for (const [at, column] of BETWEEN.entries()) {
        const before = BETWEEN.slice(0, at)
        // The second half says what the first implies, in the words of the partial indexes of 0003.
        const alone = before.flatMap((each) => [
          sql<SqlBool>`(${mine(each)}) is not true`,
          ...(NEVER_NULL.has(each)
            ? [sql<SqlBool>`${sql.ref(`d.${column}`)} <> ${sql.ref(`d.${each}`)}`]
            : []),
        ])
        ways.push((eb) => eb.and([mine(column), ...alone]))
      }
    const others: [column: 'applicant_account' | 'assignee', value: string | null][] = [
      ['applicant_account', reach.account],
      ['assignee', reach.position],
    ]
    for (const [column, value] of others) {
      if (value === null) continue
      const before = [...ways]
      ways.push((eb) =>
        eb.and([
          eb(`d.${column}`, '=', value),
          ...before.map((way) => sql<SqlBool>`(${way(eb)}) is not true`),
        ]),
      )
    }
    return ways
  },
}
