import type { Kysely } from 'kysely'
import { z } from 'zod'
import { command } from '../../../platform/command/declare.ts'
import { PERMISSIONS } from '../contract.ts'
import { RULE_KEYS, RULES_KEPT } from '../rules.ts'
import type { ContentTables } from '../tables.ts'

/** A limit or threshold from a day on, with the text it comes from. */
export const setRule = command({
  name: 'feedback.setRule',
  route: 'POST /feedback-rules',
  summary: 'Đặt thời hạn xử lý phản ánh, ngưỡng công bố khảo sát, có nguồn',
  input: z.strictObject({
    key: z.enum(RULE_KEYS),
    validFrom: z.iso.date('Ngày áp dụng viết dạng 2026-11-23'),
    value: z.int().min(1, 'Ít nhất 1.').max(1000, 'Nhiều nhất 1000.'),
    source: z.string().trim().min(5, 'Ghi văn bản quy định hoặc lý do.').max(500),
  }),
  output: z.object({ key: z.string(), validFrom: z.iso.date(), value: z.int(), source: z.string() }),
  permission: PERMISSIONS.rules,
  audit: (input) => `set the rule ${input.key} from ${input.validFrom}`,
  forgets: [RULES_KEPT],
  async run({ input, sql }) {
    const { key, validFrom, value, source } = input
    await (sql as Kysely<ContentTables>)
      .insertInto('content.rule')
      .values({ key, valid_from: validFrom, value, source })
      .onConflict((conflict) => conflict.columns(['key', 'valid_from']).doUpdateSet({ value, source }))
      .execute()
    return input
  },
})
