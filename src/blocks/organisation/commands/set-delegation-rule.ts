import type { Kysely } from 'kysely'
import { z } from 'zod'
import { command } from '../../../platform/command/declare.ts'
import type { OrganisationTables } from '../tables.ts'

/** How many days one delegation may last, from now on; those already given stay. */
export const setDelegationRule = command({
  name: 'organisation.setDelegationRule',
  route: 'PUT /delegation-rule',
  summary: 'Đặt số ngày dài nhất của một lần ủy quyền',
  input: z.strictObject({
    maxDays: z.int('Số ngày là số nguyên.').min(1, 'Ít nhất một ngày.').max(366, 'Dài nhất 366 ngày.'),
  }),
  output: z.object({ maxDays: z.int() }),
  permission: 'organisation.change',
  audit: (input) => `set the longest delegation to ${input.maxDays} days`,
  async run({ input, sql }) {
    await (sql as Kysely<OrganisationTables>)
      .updateTable('organisation.delegation_rule')
      .set({ max_days: input.maxDays })
      .execute()
    return { maxDays: input.maxDays }
  },
})
