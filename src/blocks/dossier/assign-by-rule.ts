import type { Context } from '../../platform/command/declare.ts'
import { seats, workingCalendar } from '../organisation/index.ts'
import type { Definition } from '../procedure/model/definition.ts'
import { type Folded, type MoveRecord, step } from './model/fold.ts'
import { project } from './model/projection.ts'
import { localDay } from './seat.ts'
import type { DossierRecord } from './tables.ts'
import { ruledSeat, workRules } from './work-rules.ts'
import { appendMove } from './write.ts'

/**
 * A dossier that has just reached the head or the specialists and is nobody's goes to the seat the agency's rule names:
 * the edition's own arrow of assigning, taken by the system in the same transaction. Null when no rule fits or the seat
 * named is no longer a specialist's there: then the head assigns.
 */
export async function assignByRule(
  context: Context<unknown>,
  row: DossierRecord,
  definition: Definition,
  { folded, at }: { folded: Folded; at: Date },
) {
  const { state } = folded
  const waits = state.role === 'head' || state.role === 'specialist'
  if (!waits || state.holder !== 'agency' || folded.assignee !== null) return null
  const assignee = ruledSeat(await workRules(context, row.agency), row.procedure, definition)
  const arrow = definition.moves.find((each) => each.kind === 'assign' && each.from.includes(state.key))
  if (assignee === null || !arrow) return null
  const seat = (await seats(context, localDay(context.now))).get(assignee)
  if (seat?.agency !== row.agency || !seat.roles.includes('specialist')) return null
  const facts = { assignee, byRule: true }
  const record: MoveRecord = {
    seq: folded.seq + 1,
    move: arrow.key,
    to: arrow.to,
    at: at.toISOString(),
    role: 'system',
    agency: row.agency,
    position: null,
    ...facts,
  }
  const after = step(definition, folded, record)
  const parties = { agency: row.agency, desk: row.desk, returnDesk: row.return_desk }
  const projection = project(definition, after, parties, await workingCalendar(context))
  await appendMove(
    context.sql,
    {
      dossierId: row.id,
      seq: record.seq,
      move: arrow.key,
      to: arrow.to,
      at,
      role: 'system',
      account: null,
      position: null,
      actingFor: null,
      agency: row.agency,
      idempotencyKey: null,
      facts,
      carried: null,
      documents: [],
    },
    { ...row, ...projection, folded: after },
  )
  return { arrow, folded: after, projection, record }
}
