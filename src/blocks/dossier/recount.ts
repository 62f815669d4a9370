import type { Kysely } from 'kysely'
import type { Calendar } from '../../kernel/calendar.ts'
import { Problem } from '../../kernel/problem.ts'
import type { House } from '../../platform/command/run.ts'
import { workingCalendar } from '../organisation/index.ts'
import { bindingDefinition } from './binding.ts'
import { dueOf } from './model/projection.ts'
import type { DossierRecord, DossierTables } from './tables.ts'

const BATCH = 500
const FIRST_ID = '00000000-0000-0000-0000-000000000000'

/**
 * Counts the due dates of unfinished dossiers anew after a change of the calendar; what is finished was measured by the
 * calendar of its day and stays. Rows are locked a batch at a time, so that no move counts by the old calendar meanwhile.
 * One that cannot be counted (its term leaves the calendar's years) keeps its date and is told of.
 */
export async function recountAll(house: House): Promise<void> {
  house.memory.forget('organisation.calendar')
  const calendar = await workingCalendar(house)
  let after = FIRST_ID
  for (;;) {
    const rows = await (house.db as Kysely<DossierTables>).transaction().execute(async (trx) => {
      const batch = await unfinished(trx, after)
      for (const row of batch) await recount(trx, house, row, calendar)
      return batch
    })
    if (rows.length < BATCH) return
    after = rows.at(-1)!.id
  }
}

function unfinished(trx: Kysely<DossierTables>, after: string): Promise<DossierRecord[]> {
  return trx
    .selectFrom('dossier.dossier')
    .selectAll()
    .where('phase', '<>', 'closed')
    .where('finished_at', 'is', null)
    .where('accepted_at', 'is not', null)
    .where('id', '>', after)
    .orderBy('id')
    .limit(BATCH)
    .forUpdate()
    .execute()
}

async function recount(
  trx: Kysely<DossierTables>,
  house: House,
  row: DossierRecord,
  calendar: Calendar,
): Promise<void> {
  try {
    const { firstDueAt } = dueOf(await bindingDefinition(house, row), row.folded, calendar)
    if (firstDueAt?.getTime() === row.first_due_at?.getTime()) return
    await trx
      .updateTable('dossier.dossier')
      .set({ first_due_at: firstDueAt })
      .where('id', '=', row.id)
      .execute()
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    house.log.warn({ dossier: row.id, problem: error.code }, 'a due date could not be counted anew')
  }
}
