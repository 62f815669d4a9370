import { z } from 'zod'
import { formatInstant } from '../../../kernel/local-time.ts'
import { Problem } from '../../../kernel/problem.ts'
import { query } from '../../../platform/command/declare.ts'
import { PERMISSIONS, Receipt } from '../contract.ts'

/**
 * The receipt of a dossier one has received oneself, by the id one's own device made for it: a counter whose line broke
 * before the answer came asks whether it had arrived. Errors: dossier.not-found 404 (also when another received it).
 */
export const findReceived = query({
  name: 'dossier.findReceived',
  route: 'GET /dossiers/received/{id}',
  summary: 'Hồ sơ mình đã tiếp nhận, tìm theo mã do máy tự đặt',
  input: z.strictObject({ id: z.uuid() }),
  output: Receipt,
  permission: PERMISSIONS.receive,
  audit: (input) => `asked for the receipt of dossier ${input.id}`,
  async run({ input, sql, actor, publicUrl, subjects }) {
    const row = await sql
      .selectFrom('dossier.dossier as d')
      .innerJoin('dossier.dossier_move as m', (join) =>
        join.onRef('m.dossier_id', '=', 'd.id').on('m.seq', '=', 0).on('m.move', '=', 'receive'),
      )
      .select(['d.id', 'd.code', 'd.state', 'd.submitted_at', 'd.first_due_at', 'd.check_secret'])
      .where('d.id', '=', input.id)
      .where('m.account', '=', actor.account)
      .executeTakeFirst()
    if (!row)
      throw new Problem(
        'dossier.not-found',
        404,
        'Bạn chưa tiếp nhận hồ sơ nào mang mã máy này. Hãy gửi hồ sơ lên.',
      )
    subjects.add(row.id)
    return {
      id: row.id,
      code: row.code,
      state: row.state,
      submittedAt: formatInstant(row.submitted_at.getTime()),
      firstDueAt: row.first_due_at ? formatInstant(row.first_due_at.getTime()) : null,
      check: row.check_secret,
      trackUrl: `${publicUrl}/tra-cuu?ma=${encodeURIComponent(row.code)}&khoa=${row.check_secret}`,
    }
  },
})
