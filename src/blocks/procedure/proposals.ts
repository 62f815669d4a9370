import type { Kysely } from 'kysely'
import type { Memory } from '../../platform/command/memory.ts'
import { agencyTree } from '../organisation/index.ts'
import type { DraftContent, DraftView } from './contract.ts'
import { Flow, type Pack } from './model/definition.ts'
import { type Fixed, fixedOf } from './model/fixed.ts'
import type { NationalRecord } from './model/national-record.ts'
import { type Province, propose } from './model/proposal/propose.ts'
import { catalogue, localDay } from './read.ts'
import type { ProcedureTables } from './tables.ts'

type Reading = { db: Kysely<any>; memory: Memory; now: Date; sql: Kysely<any> }

/** What a draft of a catalogue entry begins with: what the entry tells, what of it is fixed, what is left to decide. */
export type Proposed = { content: DraftContent; flags: DraftView['flags']; fixed: Fixed | null }

/** The draft of one entry; empty when the release ships no flow it could begin with. */
export async function proposalFor(reading: Reading, record: NationalRecord): Promise<Proposed> {
  return (
    proposedFrom(record, await provinceOf(reading)) ?? {
      content: { competent: { kinds: [], agencies: [] }, definition: {}, variants: [] },
      flags: [],
      fixed: null,
    }
  )
}

/** As `proposalFor`, for many entries in one province. What is flagged is the official's; the rest is fixed. */
export function proposedFrom(record: NationalRecord, province: Province): Proposed | null {
  const proposal = propose(record, province)
  if (!proposal) return null
  const { definition, competent, flags } = proposal
  const open = new Set(flags.map((flag) => flag.path))
  const fixed = fixedOf(definition)
  return {
    content: { competent, definition, variants: [] },
    flags,
    fixed: {
      ...fixed,
      decision: open.has('law.decision') ? null : fixed.decision,
      term: open.has('clock.term') ? null : fixed.term,
      fees: open.has('fees') ? null : fixed.fees,
    },
  }
}

/** The flows a release ships, the agencies of today, and who decides which field by the editions in force. */
export async function provinceOf(reading: Reading): Promise<Province> {
  const day = localDay(reading.now)
  const tree = await agencyTree(reading)
  const flows = await (reading.sql as Kysely<ProcedureTables>)
    .selectFrom('procedure.shared_flow')
    .selectAll()
    .orderBy('key')
    .execute()
  const decidedBy = new Map<string, Pack['competent']>()
  for (const entry of (await catalogue(reading, day)).values()) {
    const agencies = entry.competentAgencies.flatMap((code) => tree.successorOn(code, day)?.code ?? [])
    if (agencies.length > 0 && !decidedBy.has(entry.definition.field))
      decidedBy.set(entry.definition.field, { kinds: [], agencies: [...new Set(agencies)] })
  }
  return {
    flows: Object.fromEntries(flows.map((row) => [row.key, Flow.parse(row.flow)])),
    agencies: tree.all().filter((agency) => tree.inForce(agency.code, day)),
    decidedBy,
  }
}
