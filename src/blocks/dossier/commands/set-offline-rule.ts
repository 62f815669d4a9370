import { sql } from 'kysely'
import { command } from '../../../platform/command/declare.ts'
import { OfflineRuleInput } from '../model/offline-taking.ts'

/** From a day on, how many hours back a receipt taken in without a line may be dated. */
export const setOfflineRule = command({
  name: 'dossier.setOfflineRule',
  route: 'PUT /offline-intake/rule',
  summary: 'Đặt số giờ được ghi lùi khi tiếp nhận lúc mất mạng',
  input: OfflineRuleInput,
  output: OfflineRuleInput,
  permission: 'organisation.change',
  audit: (input) => `let counters date receipts up to ${input.backHours} hours back from ${input.from}`,
  async run({ input, sql: trx }) {
    await sql`
      insert into dossier.offline_rule (valid_from, back_hours) values (${input.from}, ${input.backHours})
      on conflict (valid_from) do update set back_hours = excluded.back_hours`.execute(trx)
    return input
  },
})
