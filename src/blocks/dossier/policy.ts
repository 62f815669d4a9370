import { type RawBuilder, type SqlBool, sql } from 'kysely'
import { type Actor, grantsOf } from '../../platform/command/actor.ts'
import type { AgencyTree } from '../organisation/index.ts'
import type { DossierRecord } from './tables.ts'

type Row = Pick<
  DossierRecord,
  'agency' | 'desk' | 'return_desk' | 'consulted_agency' | 'assignee' | 'applicant_account' | 'holder_agency'
>

/** The agencies a dossier stands between; those that are never empty first. */
const BETWEEN = ['agency', 'desk', 'return_desk', 'holder_agency', 'consulted_agency'] as const
type Between = (typeof BETWEEN)[number]
const NEVER_NULL: ReadonlySet<Between> = new Set(['agency', 'desk', 'return_desk'])

/**
 * One way a dossier `d` is within reach: `column` is one of `values` and nothing of `but` is so. Without a column: every
 * dossier there is.
 */
export type Way = {
  column: Between | 'applicant_account' | 'assignee' | null
  values: readonly string[]
  but: readonly RawBuilder<SqlBool>[]
}

/** How far a permission reaches for this actor: the union of their grants, each with the agencies it succeeded. */
export type Reach = { all: boolean; agencies: string[]; seats: string[]; account: string | null }

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
  const assigned = grants.filter((each) => each.scope === 'assigned')
  return {
    all: scopes.has('all'),
    agencies: [...agencies],
    seats: [...new Set(assigned.flatMap((each) => each.position ?? actor.position ?? []))],
    account: scopes.has('own') || actor.kind === 'person' ? actor.account : null,
  }
}

/**
 * One predicate, two uses. A dossier is within reach when it is the actor's own, assigned to a seat of theirs, or one of
 * the agencies it stands between (competent, receiving desk, return desk, consulted, present holder) is within theirs.
 */
export const within = {
  check(row: Row, reach: Reach): boolean {
    if (reach.all) return true
    if (reach.account !== null && row.applicant_account === reach.account) return true
    if (row.assignee !== null && reach.seats.includes(row.assignee)) return true
    return BETWEEN.some((column) => row[column] !== null && reach.agencies.includes(row[column]))
  },

  /**
   * The same for lists, as ways that exclude each other: a row that `check` lets through is found by exactly one. A list
   * asks each way by its own index and puts the answers together; one condition with OR over them reads every row.
   */
  ways(reach: Reach): Way[] {
    if (reach.all) return [{ column: null, values: [], but: [] }]
    const ways: Way[] = []
    const { agencies } = reach
    if (agencies.length > 0)
      for (const [at, column] of BETWEEN.entries())
        ways.push({
          column,
          values: agencies,
          but: BETWEEN.slice(0, at).flatMap((each) => not(each, column)),
        })
    const notTheirs = agencies.length > 0 ? BETWEEN.flatMap((each) => not(each, null)) : []
    if (reach.account !== null)
      ways.push({ column: 'applicant_account', values: [reach.account], but: notTheirs })
    if (reach.seats.length > 0) {
      const notOwn =
        reach.account === null
          ? []
          : [sql<SqlBool>`d.applicant_account is distinct from ${reach.account}::text`]
      ways.push({ column: 'assignee', values: reach.seats, but: [...notTheirs, ...notOwn] })
    }
    return ways

    /** `column` is not among the agencies; and, in the words of the partial indexes, what follows from `found` being so. */
    function not(column: Between, found: Between | null): RawBuilder<SqlBool>[] {
      const never = NEVER_NULL.has(column)
      const theirs = sql<SqlBool>`${sql.raw(`d.${column}`)} = any(${agencies}::text[])`
      if (!never) return [sql<SqlBool>`(${theirs}) is not true`]
      const apart = found ? [sql<SqlBool>`${sql.raw(`d.${found}`)} <> ${sql.raw(`d.${column}`)}`] : []
      return [sql<SqlBool>`not (${theirs})`, ...apart]
    }
  },

  /** A way as one condition, for the few rows that something else has found. */
  condition({ column, values, but }: Way): RawBuilder<SqlBool> {
    if (column === null) return sql<SqlBool>`true`
    const among = sql<SqlBool>`${sql.raw(`d.${column}`)} = any(${[...values]}::text[])`
    return sql<SqlBool>`(${sql.join([among, ...but], sql` and `)})`
  },
}
