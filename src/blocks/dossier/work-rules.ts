import type { Kysely } from 'kysely'
import type { Memory } from '../../platform/command/memory.ts'
import type { Definition } from '../procedure/model/definition.ts'
import type { DossierTables } from './tables.ts'

/** How an agency shares out its work: may specialists claim it, and what goes to whom by itself. */
export type WorkRules = {
  claimOpen: boolean
  rules: { kind: 'procedure' | 'field'; subject: string; position: string }[]
}

export const WORK_RULES = 'dossier.workRules'

export function workRules(
  { db, memory }: { db: Kysely<any>; memory: Memory },
  agency: string,
): Promise<WorkRules> {
  return memory.get(`${WORK_RULES}:${agency}`, () => readWorkRules(db, agency))
}

export async function readWorkRules(sql: Kysely<any>, agency: string): Promise<WorkRules> {
  const tables = sql as Kysely<DossierTables>
  const setting = await tables
    .selectFrom('dossier.work_setting')
    .select('claim_open')
    .where('agency', '=', agency)
    .executeTakeFirst()
  const rules = await tables
    .selectFrom('dossier.assignment_rule')
    .select(['kind', 'subject', 'position'])
    .where('agency', '=', agency)
    .orderBy('kind')
    .orderBy('subject')
    .execute()
  return { claimOpen: setting?.claim_open ?? false, rules }
}

/** The seat a dossier goes to by rule: its procedure's before its field's; null leaves it to the head. */
export function ruledSeat(
  { rules }: WorkRules,
  procedure: string,
  { field }: Pick<Definition, 'field'>,
): string | null {
  const of = (kind: string, subject: string) =>
    rules.find((rule) => rule.kind === kind && rule.subject === subject)?.position
  return of('procedure', procedure) ?? of('field', field) ?? null
}
