import type { Kysely } from 'kysely'
import type { Memory } from '../../platform/command/memory.ts'
import type { Limits } from './model/feedback.ts'
import type { ContentTables } from './tables.ts'

export const RULE_KEYS = [
  'refuseOrForwardDays',
  'supplementDays',
  'resolveDays',
  'publishDays',
  'surveyFewest',
  'surveyOpenDays',
] as const
type RuleKey = (typeof RULE_KEYS)[number]
type Rules = Limits & Record<RuleKey, number>
export const RULES_KEPT = 'content.rules'

/** The limits and thresholds in force on a day (`YYYY-MM-DD`). */
export function rulesOn({ db, memory }: { db: Kysely<any>; memory: Memory }, day: string): Promise<Rules> {
  return memory.get(`${RULES_KEPT}:${day}`, async () => {
    const rows = await (db as Kysely<ContentTables>)
      .selectFrom('content.rule')
      .select(['key', 'value'])
      .where('valid_from', '<=', day)
      .orderBy('valid_from')
      .execute()
    const rules = Object.fromEntries(rows.map((row) => [row.key, row.value]))
    for (const key of RULE_KEYS)
      if (rules[key] === undefined) throw new Error(`the rule ${key} has no value on ${day}`)
    return rules as Rules
  })
}

/** How many ratings a unit needs before anything is told of them. */
export async function fewestAnswers(
  reading: { db: Kysely<any>; memory: Memory },
  day: string,
): Promise<number> {
  return (await rulesOn(reading, day)).surveyFewest
}
