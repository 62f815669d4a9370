import type { Kysely } from 'kysely'
import { Problem } from '../../kernel/problem.ts'
import type { Actor } from '../../platform/command/actor.ts'
import type { Memory } from '../../platform/command/memory.ts'
import { isOpenedBy } from '../organisation/index.ts'
import { bindingDefinition } from './binding.ts'
import { PERMISSIONS } from './contract.ts'
import { standingOf } from './inherit.ts'
import { SEES_ALL, type Sight, sightOf } from './model/hiding.ts'
import { partsOf } from './model/player.ts'
import { seatOf } from './seat.ts'
import type { DossierRecord } from './tables.ts'

type Reading = { sql: Kysely<any>; db: Kysely<any>; memory: Memory; now: Date }

/** The mark of an opening by which its account sees what is kept back. */
export const REVEALED = 'dossier.reveal'

/** What of this dossier's personal data the actor may see now: by their part in it, or because they said why they must. */
export async function sightFor(reading: Reading, row: DossierRecord, actor: Actor): Promise<Sight> {
  const { sql, db, memory, now } = reading
  if (actor.kind !== 'person') return SEES_ALL
  const roles = partsOf(seatOf(actor), await standingOf({ db, memory }, row, now))
  const sight = sightOf(
    await bindingDefinition({ db, memory }, row),
    { state: row.folded.state, assignee: row.assignee },
    { roles, position: actor.position },
  )
  if ((sight.personal && sight.sensitive) || actor.account === null) return sight
  for (const permission of [REVEALED, PERMISSIONS.read])
    if (await isOpenedBy(sql, actor.account, permission, row.id, now)) return SEES_ALL
  return sight
}

/** For papers and letters, which show everything. Errors: dossier.kept-back 403 saying how to see them. */
export async function requireSight(reading: Reading, row: DossierRecord, actor: Actor): Promise<void> {
  if ((await sightFor(reading, row, actor)).personal) return
  throw new Problem(
    'dossier.kept-back',
    403,
    'Bạn không tham gia giải quyết hồ sơ này, hoặc hồ sơ đã xong, nên dữ liệu cá nhân được che. Nếu cần cho công việc, bấm “Xem dữ liệu cá nhân” ở trang hồ sơ và ghi lý do.',
  )
}
