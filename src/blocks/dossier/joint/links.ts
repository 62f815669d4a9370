import { type Kysely, sql } from 'kysely'
import type { Memory } from '../../../platform/command/memory.ts'
import { type Part, partsIn } from '../../procedure/model/check-parts.ts'
import type { Definition } from '../../procedure/model/definition.ts'
import { bindingDefinition } from '../binding.ts'
import { type ChildStanding, type PartStanding, standParts } from '../model/parts.ts'
import type { DossierRecord, DossierTables } from '../tables.ts'

type Reading = { db: Kysely<any>; memory: Memory }

/** The dossiers of a joint dossier's parts, by part. */
export async function childrenOf(trx: Kysely<any>, parent: string): Promise<Map<string, DossierRecord>> {
  const { rows } = await sql<DossierRecord & { part: string }>`
    select d.*, l.part from dossier.dossier_link l join dossier.dossier d on d.id = l.child
    where l.parent = ${parent} order by l.at, l.part`.execute(trx)
  return new Map(rows.map(({ part, ...row }) => [part, row as DossierRecord]))
}

/** The joint dossier a part belongs to, and which part it is. */
export async function parentOf(
  trx: Kysely<any>,
  row: Pick<DossierRecord, 'id' | 'is_part'>,
): Promise<{ parent: DossierRecord; part: string } | null> {
  if (!row.is_part) return null
  const { rows } = await sql<DossierRecord & { part: string }>`
    select d.*, l.part from dossier.dossier_link l join dossier.dossier d on d.id = l.parent
    where l.child = ${row.id}`.execute(trx)
  if (!rows[0]) return null
  const { part, ...parent } = rows[0]
  return { parent: parent as DossierRecord, part }
}

export async function link(
  trx: Kysely<any>,
  { parent, part, child, at }: { parent: string; part: string; child: string; at: Date },
): Promise<void> {
  await (trx as Kysely<DossierTables>)
    .insertInto('dossier.dossier_link')
    .values({ parent, part, child, at })
    .execute()
}

/** How a part's own dossier stands: granted only by an outcome its edition calls favourable. */
export function standingOfChild(row: DossierRecord, definition: Definition): ChildStanding {
  if (row.finished_at === null)
    return row.phase === 'waiting' && row.folded.state.role === 'applicant' ? 'waits' : 'open'
  const outcome = definition.outcomes.find((each) => each.key === row.outcome)
  return outcome?.favourable && row.status >= 9 ? 'granted' : 'refused'
}

export type JointPart = {
  part: Part
  standing: PartStanding
  child: { row: DossierRecord; definition: Definition } | null
}

/** A joint dossier's parts in the edition's order, each with its own dossier once there is one; none for any other. */
export async function jointParts(
  trx: Kysely<any>,
  reading: Reading,
  parent: Pick<DossierRecord, 'id'>,
  definition: Definition,
): Promise<JointPart[]> {
  const parts = partsIn(definition)
  if (parts.length === 0) return []
  const children = new Map<string, { row: DossierRecord; definition: Definition }>()
  for (const [part, row] of await childrenOf(trx, parent.id))
    children.set(part, { row, definition: await bindingDefinition(reading, row) })
  const standing = standParts(
    parts,
    new Map([...children].map(([part, { row, definition: own }]) => [part, standingOfChild(row, own)])),
  )
  return parts.map((part) => ({
    part,
    standing: standing.get(part.part)!,
    child: children.get(part.part) ?? null,
  }))
}
