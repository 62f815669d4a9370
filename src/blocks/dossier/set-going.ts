import type { Context } from '../../platform/command/declare.ts'
import { partsIn } from '../procedure/model/check-parts.ts'
import type { Definition, Move } from '../procedure/model/definition.ts'
import type { DossierRecord } from './tables.ts'
import { askToTell } from './tell-applicant.ts'

/** What a move sets going by itself: jobs put down in the move's own transaction. */
export async function setGoing(
  context: Context<unknown>,
  row: Pick<DossierRecord, 'id' | 'code' | 'is_part'>,
  definition: Definition,
  arrow: Move,
  { seq, at }: { seq: number; at: Date },
): Promise<void> {
  for (const [index, effect] of arrow.effects.entries())
    if (effect.kind === 'notify')
      await context.send('dossier.notify', { code: row.code, seq, effect: index, at: at.toISOString() })
  if (arrow.kind === 'handOver') await askToTell(context, { code: row.code, seq }, at)
  // A part that moved may move its whole; a whole opens its parts, and hands them over with itself.
  if (row.is_part || partsIn(definition).length > 0)
    await context.send('dossier.parts', { id: row.id, at: at.toISOString() })
}
