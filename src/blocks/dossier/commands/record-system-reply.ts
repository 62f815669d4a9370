import { z } from 'zod'
import { Problem } from '../../../kernel/problem.ts'
import { command } from '../../../platform/command/declare.ts'
import { sentOver } from '../../message/index.ts'
import { bindingDefinition } from '../binding.ts'
import { Code, MoveOutput, PERMISSIONS } from '../contract.ts'
import { arrowFor, givenOf } from '../exchange/system-reply.ts'
import { lockInherited } from '../inherit.ts'
import { reaches } from '../reach.ts'
import { outOfReach } from '../read.ts'
import { moveAnswer, takeMove } from '../take-move.ts'

/**
 * Writes down by hand what a national system of record decided, from its own paper, while the line to it is down or
 * does not exist. Over a line that works, its reply comes by itself and nobody types numbers.
 * Errors: dossier.not-found, dossier.system-line-up 409, dossier.no-system-step 409, request.invalid.
 */
export const recordSystemReply = command({
  name: 'dossier.recordSystemReply',
  route: 'POST /dossiers/{code}/system-reply',
  summary: 'Ghi trả lời của hệ thống chuyên ngành khi mất kết nối',
  input: z.strictObject({
    code: Code,
    verdict: z.enum(
      ['approved', 'rejected', 'returned'],
      'Chọn hệ thống chuyên ngành đã quyết định thế nào.',
    ),
    resultNumber: z.string().trim().max(50).optional(),
    /** Which paper says so, and why it was written by hand. */
    note: z
      .string()
      .trim()
      .min(10, 'Ghi căn cứ: văn bản nào của hệ thống chuyên ngành, vì sao ghi tay; ít nhất 10 ký tự.')
      .max(1000),
  }),
  output: MoveOutput,
  permission: PERMISSIONS.recordSystemReply,
  audit: (input) => `wrote down the national system's reply to dossier ${input.code} by hand`,
  async run(context) {
    const { input, actor, sql, now } = context
    const row = await lockInherited(context, input.code)
    if (!(await reaches(context, row, actor, PERMISSIONS.recordSystemReply))) throw outOfReach(input.code)
    const arrow = arrowFor(await bindingDefinition(context, row), row.state, input.verdict)
    if (await sentOver(sql, row.code, now))
      throw new Problem(
        'dossier.system-line-up',
        409,
        'Đường truyền với hệ thống chuyên ngành đang thông và hồ sơ đã gửi sang đó; kết quả sẽ tự về. Chỉ ghi tay khi mất kết nối.',
      )
    const reply = { verdict: input.verdict, resultNumber: input.resultNumber ?? null, note: input.note }
    const taking = { move: arrow.key, ...givenOf(arrow, reply), note: `Ghi tay: ${input.note}` }
    return moveAnswer(row, await takeMove(context, row, taking, ['system']))
  },
})
