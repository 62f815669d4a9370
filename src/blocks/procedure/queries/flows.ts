import type { Kysely } from 'kysely'
import { z } from 'zod'
import { query } from '../../../platform/command/declare.ts'
import { Flow } from '../model/definition.ts'
import type { ProcedureTables } from '../tables.ts'

/** The ready-made tables of states and moves that the release ships: what a designer may begin with. */
export const flows = query({
  name: 'procedure.flows',
  route: 'GET /procedure-flows',
  summary: 'Các quy trình dùng chung có sẵn: bước và thao tác',
  input: z.strictObject({}),
  output: z.object({ items: z.array(z.object({ key: z.string(), flow: Flow })) }),
  permission: 'procedure.readDrafts',
  async run({ sql }) {
    const tables = sql as Kysely<ProcedureTables>
    const rows = await tables.selectFrom('procedure.shared_flow').selectAll().orderBy('key').execute()
    return { items: rows.map(({ key, flow }) => ({ key, flow: Flow.parse(flow) })) }
  },
})
