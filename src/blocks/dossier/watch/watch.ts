import { sql } from 'kysely'
import { z } from 'zod'
import { formatInstant } from '../../../kernel/local-time.ts'
import { query } from '../../../platform/command/declare.ts'
import { agencyTree, workingCalendar } from '../../organisation/index.ts'
import { PERMISSIONS, WatchedAgency } from '../contract.ts'
import { reachOf } from '../policy.ts'
import { localDay } from '../seat.ts'
import { standingBy } from './standing.ts'

type Told = { agency: string; at: Date; seen_at: Date | null; reply: string | null }

/** Every agency within reach that has open dossiers: late, soon late, likely late, and today's reminder; the latest first. */
export const watch = query({
  name: 'dossier.watch',
  route: 'GET /watched-agencies',
  summary: 'Hồ sơ quá hạn, sắp đến hạn, dễ trễ của từng cơ quan',
  input: z.strictObject({
    /** `centre`: departments and central branches at the provincial centre; `all` within reach. */
    of: z.enum(['centre', 'all']).default('centre'),
  }),
  output: z.object({ items: z.array(WatchedAgency), weighedAt: z.iso.datetime({ offset: true }).nullable() }),
  permission: PERMISSIONS.watch,
  async run({ input, actor, sql: trx, db, memory, now }) {
    const tree = await agencyTree({ db, memory })
    const day = localDay(now)
    const reach = reachOf(actor, PERMISSIONS.watch, tree, day)
    const theirs = reach.all ? tree.all().map(({ code }) => code) : reach.agencies
    const centre = new Set(tree.atCentre())
    const agencies = input.of === 'centre' ? theirs.filter((code) => centre.has(code)) : theirs
    const calendar = await workingCalendar({ db, memory })
    const standings = await standingBy(trx, { agencies, calendar, now })
    const { rows: told } = await sql<Told>`
      select distinct on (agency) agency, at, seen_at, reply from dossier.reminder
      where agency = any(${agencies}::text[]) and day = ${day}::date order by agency, at desc`.execute(trx)
    const { rows: weighed } = await sql<{ at: Date | null }>`
      select max(at) as at from dossier.dossier_risk`.execute(trx)
    const toldTo = new Map(told.map((each) => [each.agency, each]))
    const shown = (moment: Date | null) => (moment ? formatInstant(moment.getTime()) : null)
    return {
      items: standings
        .toSorted(
          (a, b) =>
            b.late - a.late || b.likely - a.likely || b.soon - a.soon || a.agency.localeCompare(b.agency),
        )
        .map(({ agency, oldest, ...counts }) => {
          const last = toldTo.get(agency)
          return {
            agency: { code: agency, name: tree.nameOf(agency) },
            ...counts,
            oldestDueAt: shown(oldest),
            reminded: last
              ? { at: formatInstant(last.at.getTime()), seenAt: shown(last.seen_at), reply: last.reply }
              : null,
          }
        }),
      weighedAt: shown(weighed[0]?.at ?? null),
    }
  },
})
