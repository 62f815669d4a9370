import type { Kysely } from 'kysely'
import type { Memory } from '../../../platform/command/memory.ts'
import type { AgencyTree } from '../../organisation/index.ts'
import type { Definition } from '../../procedure/model/definition.ts'
import type { DossierRecord } from '../tables.ts'
import { jointParts, parentOf } from './links.ts'

/** What an officer is told of a joint dossier's parts, or of the whole that a part belongs to. */
export async function jointView(
  trx: Kysely<any>,
  reading: { db: Kysely<any>; memory: Memory },
  row: DossierRecord,
  definition: Definition,
  tree: AgencyTree,
) {
  const whole = await parentOf(trx, row)
  const joint = await jointParts(trx, reading, row, definition)
  if (!whole && joint.length === 0) return null
  return {
    parent: whole?.parent.code ?? null,
    part: whole?.part ?? null,
    parts: joint.map(({ part, standing, child }) => {
      const agency = child?.row.agency ?? (part.agency === 'same' ? row.agency : part.agency)
      return {
        key: part.part,
        name: part.name.vi,
        standing,
        code: child?.row.code ?? null,
        agency: { code: agency, name: tree.get(agency)?.shortName ?? agency },
        state: child?.row.folded.state.name.vi ?? null,
        after: part.after,
      }
    }),
  }
}
