import { Problem } from '../../../kernel/problem.ts'
import type { Context } from '../../../platform/command/declare.ts'
import { partsIn } from '../../procedure/model/check-parts.ts'
import type { Definition, Role } from '../../procedure/model/definition.ts'
import { lockInherited } from '../inherit.ts'
import type { DossierRecord } from '../tables.ts'
import { jointParts } from './links.ts'

type Take = (
  context: Context<unknown>,
  row: DossierRecord,
  taking: { move: string; note?: string },
  parts: Role[],
) => Promise<unknown>

/**
 * Takes every open part back with the joint dossier, in its own transaction: all of them or none. What has a result keeps
 * it. Errors: dossier.part-not-withdrawable 409 naming the part that cannot be taken back any more.
 */
export async function withdrawParts(
  context: Context<unknown>,
  parent: DossierRecord,
  definition: Definition,
  note: string | undefined,
  take: Take,
): Promise<void> {
  if (partsIn(definition).length === 0) return
  for (const { part, child } of await jointParts(context.sql, context, parent, definition)) {
    if (!child || child.row.finished_at !== null) continue
    const row = await lockInherited(context, child.row.code)
    if (row.finished_at !== null) continue
    const arrow = child.definition.moves.find(
      (move) => move.kind === 'withdraw' && move.from.includes(row.state),
    )
    if (!arrow)
      throw new Problem(
        'dossier.part-not-withdrawable',
        409,
        `Phần “${part.name.vi}” (${row.code}) đang ở bước “${row.folded.state.name.vi}” nên chưa rút được. Hãy rút hồ sơ liên thông sau khi phần này xong bước đó.`,
      )
    await take(context, row, { move: arrow.key, note: note ?? 'Rút theo hồ sơ liên thông.' }, ['applicant'])
  }
}
