import type { Kysely } from 'kysely'
import { daysAfter } from '../../kernel/period.ts'
import type { Context } from '../../platform/command/declare.ts'
import type { ToldAbout } from '../dossier/index.ts'
import { agencyTree } from '../organisation/index.ts'
import type { SurveyView } from './contract.ts'
import { today } from './handle.ts'
import { rulesOn } from './rules.ts'
import type { ContentTables } from './tables.ts'

/** Only what is decided is rated: national status 9 (result there), 10 (handed over), 3 and 8 (refused, stopped). */
const DECIDED = new Set([3, 8, 9, 10])

/** Whether a dossier may be rated now, and what was said of it. */
export async function surveyOf(context: Context<unknown>, about: ToldAbout): Promise<SurveyView> {
  const { db, memory, now, sql } = context
  const said = await (sql as Kysely<ContentTables>)
    .selectFrom('content.survey_answer')
    .selectAll()
    .where('key', '=', about.key)
    .executeTakeFirst()
  const { surveyOpenDays } = await rulesOn({ db, memory }, today(now))
  const decided = about.finishedAt !== null && DECIDED.has(about.status)
  const closesOn = said?.closes_on ?? (decided ? daysAfter(today(about.finishedAt!), surveyOpenDays) : null)
  return {
    dossier: about.code,
    agency: (await agencyTree({ db, memory })).nameOf(about.agency),
    standing: closesOn === null ? 'early' : today(now) > closesOn ? 'closed' : 'open',
    closesOn,
    marks: said?.marks ?? {},
    comment: said?.comment ?? null,
    answered: said !== undefined,
  }
}
