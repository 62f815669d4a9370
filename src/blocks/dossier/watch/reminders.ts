import { sql } from 'kysely'
import { z } from 'zod'
import { query } from '../../../platform/command/declare.ts'
import { agencyTree } from '../../organisation/index.ts'
import { PERMISSIONS, ReminderView } from '../contract.ts'
import { reachOf } from '../policy.ts'
import { localDay } from '../seat.ts'
import { type ReminderRow, reminderViews } from './reminder-views.ts'

const MOST = 100

/** The latest reminders given by or to the agencies within reach, newest first; for everybody of the agency to see. */
export const reminders = query({
  name: 'dossier.reminders',
  route: 'GET /reminders',
  summary: 'Các lần đôn đốc: ai nhắc, nhắc gì, đã xem và trả lời chưa',
  input: z.strictObject({}),
  output: z.object({ items: z.array(ReminderView) }),
  permission: PERMISSIONS.read,
  async run(context) {
    const { actor, sql: trx, now } = context
    const tree = await agencyTree(context)
    const day = localDay(now)
    const [read, watched] = [PERMISSIONS.read, PERMISSIONS.watch].map((each) =>
      reachOf(actor, each, tree, day),
    )
    const agencies = [...read!.agencies, ...watched!.agencies]
    const { rows } = await sql<ReminderRow>`
      select r.*, d.code from dossier.reminder r left join dossier.dossier d on d.id = r.dossier_id
      where ${read!.all || watched!.all ? sql`true` : sql`r.agency = any(${agencies}::text[])`}
      order by r.at desc limit ${MOST}`.execute(trx)
    return { items: await reminderViews(context, rows) }
  },
})
