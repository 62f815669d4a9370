import type { Kysely } from 'kysely'
import { Problem } from '../../../kernel/problem.ts'
import { type Actor, visitor } from '../../../platform/command/actor.ts'
import { type House, run } from '../../../platform/command/run.ts'
import type { Definition, Move } from '../../procedure/model/definition.ts'
import { bindingDefinition } from '../binding.ts'
import { makeMove } from '../commands/make-move.ts'
import { PERMISSIONS } from '../contract.ts'
import type { SystemReply } from '../model/exchange.ts'
import { notFound } from '../read.ts'
import type { DossierTables } from '../tables.ts'

/** A system of record at our door: it moves what was sent to it, and nothing else stands open to it. */
const systemActor = (key: string): Actor => ({
  ...visitor('exchange'),
  kind: 'system',
  account: key,
  name: 'Hệ thống chuyên ngành',
  grants: [{ permission: PERMISSIONS.move, scope: 'all', agency: null }],
  roles: ['system'],
  caller: `exchange:${key}`,
})

/**
 * Moves a dossier by the reply of the system that decides it; `id` is the reply's own, so that one that comes twice
 * moves once. Errors: dossier.no-system-step 409, exchange.no-number 422, those of dossier.move.
 */
export async function takeReply(
  house: House,
  system: string,
  { id, code, seq, reply }: { id: string; code: string; seq: number; reply: SystemReply },
  now: Date,
): Promise<void> {
  const idempotencyKey = `${system}:${id}`
  const stood = await standing(house.db, code)
  // Cut off after the move and before the message was ticked off.
  if (stood.moves.some((move) => move.idempotency_key === idempotencyKey)) return
  const definition = await bindingDefinition(house, stood.row)
  const arrow = arrowFor(definition, stood.row.state, reply.verdict)
  if (stood.entered !== seq) throw superseded(code)
  if (reply.verdict !== 'returned' && !reply.resultNumber)
    throw new Problem(
      'exchange.no-number',
      422,
      `Hệ thống chuyên ngành báo đã xong hồ sơ ${code} nhưng không gửi số kết quả.`,
    )
  const move = { code, move: arrow.key, ...givenOf(arrow, reply) }
  await run(house, makeMove, move, { actor: systemActor(system), idempotencyKey, now })
}

/** The arrow a verdict means, from where the dossier stands. Errors: dossier.no-system-step 409. */
export function arrowFor(
  definition: Pick<Definition, 'moves' | 'outcomes'>,
  state: string,
  verdict: SystemReply['verdict'],
): Move {
  const able = definition.moves.filter((each) => each.from.includes(state) && each.who.includes('system'))
  const favours = (arrow: Move) =>
    definition.outcomes.find((each) => each.key === arrow.outcome)?.favourable !== false
  const arrow = able.find((each) =>
    verdict === 'returned'
      ? each.kind === 'back'
      : each.kind === 'systemReply' && favours(each) === (verdict === 'approved'),
  )
  if (arrow) return arrow
  const text = 'Hồ sơ không còn ở bước chờ hệ thống chuyên ngành nên không nhận trả lời này được nữa.'
  throw new Problem('dossier.no-system-step', 409, text, [{ path: 'verdict', message: text }])
}

/** What the arrow asks for, out of the reply. */
export function givenOf(arrow: Move, { resultNumber, note }: SystemReply) {
  return {
    ...(arrow.needs.includes('resultNumber') && resultNumber ? { resultNumber } : {}),
    ...(arrow.needs.includes('note')
      ? { note: note ?? 'Hệ thống chuyên ngành không nêu lý do.' }
      : note
        ? { note }
        : {}),
  }
}

function superseded(code: string): Problem {
  return new Problem(
    'exchange.superseded',
    409,
    `Trả lời này là của một lần gửi trước của hồ sơ ${code}; hồ sơ đã được gửi lại hoặc đã có trả lời khác.`,
  )
}

/** Where a dossier stands and since which move it has stood there. */
async function standing(db: Kysely<any>, code: string) {
  const tables = db as Kysely<DossierTables>
  const row = await tables
    .selectFrom('dossier.dossier')
    .selectAll()
    .where('code', '=', code)
    .executeTakeFirst()
  if (!row) throw notFound(code)
  const moves = await tables
    .selectFrom('dossier.dossier_move')
    .select(['seq', 'to_state', 'idempotency_key'])
    .where('dossier_id', '=', row.id)
    .orderBy('seq')
    .execute()
  return { row, moves, entered: enteredAt(moves) }
}

/** The move by which the present state was entered: apologies and mergers on the way do not leave it. */
export function enteredAt(moves: readonly { seq: number; to_state: string }[]): number {
  const last = moves.at(-1)
  return (moves.findLast((each) => each.to_state !== last?.to_state)?.seq ?? -1) + 1
}
