import type { Kysely } from 'kysely'
import type { Memory } from '../../platform/command/memory.ts'
import { definitionFor } from '../procedure/index.ts'
import type { Definition } from '../procedure/model/definition.ts'
import type { DossierRecord } from './tables.ts'

type Bound = Pick<DossierRecord, 'procedure' | 'edition' | 'agency' | 'variant_agency'>

/** The definition that binds a dossier: the edition and the variant it began with, whoever goes on with it. */
export function bindingDefinition(
  reading: { db: Kysely<any>; memory: Memory },
  row: Bound,
): Promise<Definition> {
  return definitionFor(reading, row.procedure, row.edition, row.variant_agency ?? row.agency)
}
