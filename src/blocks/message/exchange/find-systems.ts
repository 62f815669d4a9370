import { sql } from 'kysely'
import { z } from 'zod'
import { formatInstant } from '../../../kernel/local-time.ts'
import { query } from '../../../platform/command/declare.ts'
import { EXCHANGE, SystemView } from '../model/exchange.ts'
import { systemRows } from './systems.ts'
import type { ExchangeTables } from './tables.ts'

type LineRow = ExchangeTables['message.exchange_line']
type Counts = { system: string; waiting: number; failed: number; oldest: Date | null }

const shown = (moment: Date | null | undefined) => (moment ? formatInstant(moment.getTime()) : null)

/** The outside systems of this installation and how each line stands. Secrets are never shown. */
export const findSystems = query({
  name: 'exchange.systems',
  route: 'GET /exchange/systems',
  summary: 'Các hệ thống đang kết nối và tình trạng đường truyền',
  input: z.strictObject({}),
  output: z.object({ items: z.array(SystemView) }),
  permission: EXCHANGE.read,
  async run({ sql: trx, now }) {
    const systems = await systemRows(trx, now)
    const lines = await sql<LineRow>`select * from message.exchange_line`.execute(trx)
    const counted = await sql<Counts>`
      select system, count(*) filter (where state = 'waiting')::int as waiting,
        count(*) filter (where state = 'failed')::int as failed,
        min(made_at) filter (where state = 'waiting') as oldest
      from (
        select system, state, made_at from message.exchange_out where state in ('waiting', 'failed')
        union all
        select system, state, made_at from message.exchange_in where state in ('waiting', 'failed')
      ) m group by system`.execute(trx)
    return {
      items: systems.map((row) => {
        const line = lines.rows.find(({ system }) => system === row.key)
        const counts = counted.rows.find(({ system }) => system === row.key)
        return {
          key: row.key,
          name: row.name,
          address: row.address,
          clientId: row.client_id,
          enabled: row.enabled,
          procedures: row.procedures,
          since: formatInstant(row.valid_from.getTime()),
          line: lineOf(row.enabled, line),
          okAt: shown(line?.ok_at),
          downSince: shown(line?.failed_since),
          error: line?.error ?? null,
          waiting: counts?.waiting ?? 0,
          failed: counts?.failed ?? 0,
          oldestWaiting: shown(counts?.oldest),
        }
      }),
    }
  },
})

function lineOf(enabled: boolean, line: LineRow | undefined): SystemView['line'] {
  if (!enabled) return 'off'
  if (line?.failed_since) return 'down'
  return line?.ok_at ? 'up' : 'quiet'
}
