import type { Kysely } from 'kysely'
import { z } from 'zod'
import { invalid } from '../../../kernel/problem.ts'
import { command } from '../../../platform/command/declare.ts'
import { PERMISSIONS } from '../contract.ts'
import { SETTINGS_KEPT } from '../index766/settings.ts'
import { BANDS, componentOf } from '../model/index-766.ts'
import type { IndicatorTables } from '../tables.ts'

/** Sets a component's points or threshold, or where a band begins, from a day on, with the text it comes from. */
export const setIndex = command({
  name: 'indicator.setIndex',
  route: 'POST /index-766-settings',
  summary: 'Đặt điểm, ngưỡng, mức xếp loại của bộ chỉ số 766, có nguồn',
  input: z.strictObject({
    key: z
      .string()
      .max(40)
      .regex(/^(points|threshold|band)\./, 'Ghi points.1.1, threshold.3.6 hoặc band.Tốt.'),
    validFrom: z.iso.date('Ngày áp dụng viết dạng 2026-11-23'),
    value: z.number().min(0, 'Ít nhất 0.').max(100, 'Nhiều nhất 100.'),
    source: z.string().trim().min(5, 'Ghi văn bản quy định.').max(500),
  }),
  output: z.object({ key: z.string(), validFrom: z.iso.date(), value: z.number(), source: z.string() }),
  permission: PERMISSIONS.setIndex,
  audit: (input) => `set ${input.key} of the index from ${input.validFrom}`,
  forgets: [SETTINGS_KEPT],
  async run({ input, sql }) {
    const { key, validFrom, value, source } = input
    const [kind, name = ''] = [key.slice(0, key.indexOf('.')), key.slice(key.indexOf('.') + 1)]
    const known = kind === 'band' ? BANDS.some((band) => band.name === name) : componentOf(name) !== undefined
    if (!known) throw invalid('key', `Không có “${name}” trong bộ chỉ số.`)
    if (kind === 'threshold' && value === 0) throw invalid('value', 'Ngưỡng phải lớn hơn 0.')
    await (sql as Kysely<IndicatorTables>)
      .insertInto('indicator.index_setting')
      .values({ key, valid_from: validFrom, value, source })
      .onConflict((conflict) => conflict.columns(['key', 'valid_from']).doUpdateSet({ value, source }))
      .execute()
    return input
  },
})
