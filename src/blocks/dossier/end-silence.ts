import { sql } from 'kysely'
import { recordJob } from '../../platform/audit/record-job.ts'
import type { House } from '../../platform/command/run.ts'
import { bindingDefinition } from './binding.ts'
import { jobContext } from './job-context.ts'
import { lockDossier } from './read.ts'
import { takeMove } from './take-move.ts'

/**
 * Ends consultations whose term is over where the edition takes silence for agreement; each in a transaction of its own.
 * Elsewhere silence decides nothing: the asking stays, late for both to see. Answers how many it ended.
 */
export async function endSilence(house: House, now: Date): Promise<number> {
  const { rows } = await sql<{ code: string }>`
    select code from dossier.dossier
    where phase <> 'closed' and consulted_agency is not null
      and (folded #>> '{consultation,until}')::timestamptz < ${now}`.execute(house.db)
  let ended = 0
  for (const { code } of rows)
    await house.db.transaction().execute(async (trx) => {
      const row = await lockDossier(trx, code)
      const until = row.folded.consultation?.until
      if (!until || Date.parse(until) >= now.getTime()) return
      const context = jobContext(house, trx, 'dossier.silence', now > row.last_at ? now : row.last_at)
      const definition = await bindingDefinition(context, row)
      if (definition.consultation?.silence !== 'agree') return
      const arrow = definition.moves.find(
        (move) => move.kind === 'opinion' && move.who.includes('system') && move.from.includes(row.state),
      )
      if (!arrow) return
      const note = 'Hết thời hạn lấy ý kiến, cơ quan được hỏi không trả lời: coi như đồng ý.'
      await takeMove(context, row, { move: arrow.key, note }, ['system'])
      const wording = `ended the consultation of dossier ${row.id}, its term being over`
      await recordJob(trx, { operation: 'dossier.silence', wording, subjects: [row.id], now: context.now })
      ended += 1
    })
  return ended
}
