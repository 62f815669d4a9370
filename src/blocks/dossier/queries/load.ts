import { sql } from 'kysely'
import { z } from 'zod'
import { query } from '../../../platform/command/declare.ts'
import { PERMISSIONS } from '../contract.ts'
import { requireAgency } from '../reach.ts'

/** Open dossiers on each seat of an agency: what a head looks at before assigning. Errors: organisation.not-found 404 (also out of reach). */
export const load = query({
  name: 'dossier.load',
  route: 'GET /dossiers/load',
  summary: 'Số hồ sơ đang thụ lý theo từng vị trí',
  input: z.strictObject({ agency: z.string() }),
  output: z.object({ items: z.array(z.object({ position: z.string(), open: z.int(), late: z.int() })) }),
  permission: PERMISSIONS.read,
  async run(context) {
    const { input, db, now } = context
    await requireAgency(context, input.agency, PERMISSIONS.read)
    const { rows } = await sql<{ position: string; open: number; late: number }>`
      select assignee as position, count(*)::int as open,
        (count(*) filter (where clock_runs and finished_at is null and first_due_at < ${now}))::int as late
      from dossier.dossier where agency = ${input.agency} and phase <> 'closed' and assignee is not null
      group by assignee order by assignee`.execute(db)
    return { items: rows }
  },
})
