import { sql } from 'kysely'
import { z } from 'zod'
import { query } from '../../../platform/command/declare.ts'
import { FindInput, PERMISSIONS, QueueCounts } from '../contract.ts'
import { together, walked, wantedDossiers } from '../find.ts'
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
  async run({ actor, sql: reading, db, memory, now }) {
    const around = await surroundings({ db, memory }, now, [])
    const count = (wanted: Record<string, string>) => {
      const strands = wantedDossiers(FindInput.parse(wanted), actor, around)
      const walks = strands.map((strand) => walked(strand, sql`1 as one`, sql`limit ${CAP + 1}`))
      if (walks.length === 0) return sql`0`
      return sql`(select count(*) from (select one from (${together(walks)}) as walked limit ${CAP + 1}) as counted)`
    }
    // Those who watch and do not work a queue are told of all they may see.
    const own: Record<string, string> = actor.roles.some((role) => WORKING.has(role)) ? { queue: 'mine' } : {}
    const { rows } = await sql<Record<'mine' | 'late' | 'soon' | 'unassigned' | 'open', number>>`
      select ${count({ queue: 'mine' })}::int as mine,
        ${count({ ...own, phase: 'open', late: 'true' })}::int as late,
        ${count({ ...own, soon: 'true' })}::int as soon,
        ${count({ queue: 'unassigned' })}::int as unassigned,
        ${count({ phase: 'open' })}::int as open`.execute(reading)
    const told = (n: number) => ({ value: Math.min(n, CAP), capped: n > CAP })
    const { mine, late, soon, unassigned, open } = rows[0]!
    return {
      mine: told(mine),
      late: told(late),
      soon: told(soon),
      unassigned: told(unassigned),
      open: told(open),
    }
  },
})
