import { Problem } from '../../../kernel/problem.ts'
import { command } from '../../../platform/command/declare.ts'
import { RecordLevelsInput, RecordLevelsOutput } from '../contract.ts'
import { recordLevels } from '../online-levels.ts'

/**
 * Puts down at which level procedures are served online from a day on: 2, 3, 4 (Nghị định 43/2011/NĐ-CP) or
 * information, partial, full (Nghị định 42/2022/NĐ-CP, from 15/8/2022). What was known of those days gives way.
 * Errors: procedure.level-dates 422 naming each wrong row.
 */
export const recordOnlineLevels = command({
  name: 'procedure.recordOnlineLevels',
  route: 'POST /procedures/online-levels',
  summary: 'Ghi mức độ dịch vụ công trực tuyến của các thủ tục theo ngày áp dụng',
  input: RecordLevelsInput,
  output: RecordLevelsOutput,
  permission: 'procedure.import',
  bodyLimit: 8 * 1024 * 1024,
  audit: (input) => `recorded the online level of ${input.levels.length} procedures`,
  forgets: ['procedure.findable'],
  async run({ input, sql }) {
    const wrong = input.levels.flatMap(({ from, to }, index) =>
      to !== null && to <= from
        ? [{ path: `levels.${index}.to`, message: 'Ngày hết áp dụng phải sau ngày bắt đầu.' }]
        : [],
    )
    if (wrong.length > 0)
      throw new Problem(
        'procedure.level-dates',
        422,
        `Có ${wrong.length} dòng ghi ngày hết áp dụng không sau ngày bắt đầu. Hãy sửa “to” của các dòng nêu dưới đây.`,
        wrong,
      )
    return { changed: await recordLevels(sql, input.levels) }
  },
})
