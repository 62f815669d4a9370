import { sql } from 'kysely'
import { z } from 'zod'
import { query } from '../../../platform/command/declare.ts'
import { FindInput, PERMISSIONS, QueueCounts } from '../contract.ts'
import { together, wantedDossiers } from '../find.ts'
import { surroundings } from '../surroundings.ts'

/** A count past this is told as "more than": nobody works a list of ten thousand by its number. */
const CAP = 1000
const WORKING = new Set([
  'counter',
  'cashier',
  'specialist',
  'head',
  'leader',
  'officeSpecialist',
  'provinceLeader',
])

/** How many wait for me, are late, are due within a working day, are nobody's yet. */
export const queueCounts = query({
  name: 'dossier.counts',
  route: 'GET /dossiers/counts',
  summary: 'Số hồ sơ của tôi, quá hạn, sắp đến hạn, chưa phân công',
  input: z.strictObject({}),
  output: QueueCounts,
  permission: PERMISSIONS.read,
  async run({ actor, db, memory, now }) {
    const around = await surroundings({ db, memory }, now, [])
    const count = async (wanted: Record<string, string>) => {
      const { limit: _limit, cursor: _cursor, sort: _sort, ...rest } = FindInput.parse(wanted)
      const ways = wantedDossiers(db, rest, actor, around).map(({ query: way }) =>
        way.select(sql<number>`1`.as('one')).limit(CAP + 1),
      )
      const { rows } = await sql<{ n: number }>`
        select count(*)::int as n from (${together(ways)}) as listed`.execute(db)
      const n = rows[0]?.n ?? 0
      return { value: Math.min(n, CAP), capped: n > CAP }
    }
    // Those who watch and do not work a queue are told of all they may see.
    const own: Record<string, string> = actor.roles.some((role) => WORKING.has(role)) ? { queue: 'mine' } : {}
    return {
      mine: await count({ queue: 'mine' }),
      late: await count({ ...own, phase: 'open', late: 'true' }),
      soon: await count({ ...own, soon: 'true' }),
      unassigned: await count({ queue: 'unassigned' }),
      open: await count({ phase: 'open' }),
    }
  },
})
