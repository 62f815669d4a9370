import { z } from 'zod'
import { formatInstant } from '../../../kernel/local-time.ts'
import { query } from '../../../platform/command/declare.ts'
import { messagesOf } from '../../message/index.ts'
import { MessageView } from '../../message/model/exchange.ts'
import { Code, PERMISSIONS } from '../contract.ts'
import { recordOf } from '../exchange/records.ts'
import { readableDossier } from '../read.ts'

/** How a dossier stands with outside systems: what the National Portal confirmed, what waits, what failed and why. */
export const exchangeOf = query({
  name: 'dossier.exchange',
  route: 'GET /dossiers/{code}/exchange',
  summary: 'Tình trạng đồng bộ của hồ sơ với Cổng Dịch vụ công quốc gia và hệ thống chuyên ngành',
  input: z.strictObject({ code: Code }),
  output: z.object({
    portalCode: z.string().nullable(),
    filedThere: z.boolean(),
    /** `none`: nobody told the portal of it. */
    sync: z.enum(['none', 'waiting', 'failed', 'synced']),
    registeredAt: z.iso.datetime({ offset: true }).nullable(),
    status: z.int().nullable(),
    statusAt: z.iso.datetime({ offset: true }).nullable(),
    messages: z.array(MessageView),
  }),
  permission: PERMISSIONS.read,
  async run({ input, actor, sql, db, memory, now }) {
    const row = await readableDossier({ sql, db, memory, now }, input.code, actor, PERMISSIONS.read)
    const record = await recordOf(sql, row.id)
    const messages = await messagesOf(sql, row.code)
    const shown = (moment: Date | null | undefined) => (moment ? formatInstant(moment.getTime()) : null)
    const any = (state: string) => messages.some((each) => each.state === state)
    const told = messages.length > 0 || record?.filed_there
    const settled = told ? ('synced' as const) : ('none' as const)
    const sync = any('failed') ? ('failed' as const) : any('waiting') ? ('waiting' as const) : settled
    return {
      portalCode: record?.portal_code ?? null,
      filedThere: record?.filed_there ?? false,
      sync,
      registeredAt: shown(record?.registered_at),
      status: record?.status ?? null,
      statusAt: shown(record?.status_at),
      messages,
    }
  },
})
