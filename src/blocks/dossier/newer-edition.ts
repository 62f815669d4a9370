import type { Kysely } from 'kysely'
import { Problem } from '../../kernel/problem.ts'
import type { Memory } from '../../platform/command/memory.ts'
import { type CatalogueEntry, definitionFor, editionInForce } from '../procedure/index.ts'
import type { Definition } from '../procedure/model/definition.ts'
import { fieldsOf } from '../procedure/model/form.ts'
import type { Draft } from './contract.ts'
import { answersThatStand, editionChanges } from './model/edition-changes.ts'
import { localDay } from './seat.ts'
import type { DraftRow } from './tables.ts'

type Reading = { db: Kysely<any>; memory: Memory; now: Date }
type Begun = Pick<DraftRow, 'procedure' | 'edition' | 'agency' | 'answers'>

/** The edition in force now when it is another than the draft began with; null while it is the same, or none is. */
async function inForceInstead({ db, memory, now }: Reading, draft: Begun): Promise<CatalogueEntry | null> {
  try {
    const entry = await editionInForce({ db, memory }, draft.procedure, localDay(now))
    return entry.edition === draft.edition ? null : entry
  } catch (error) {
    // Retired altogether: there is nothing to go over to, and submitting says so.
    if (error instanceof Problem && error.code === 'procedure.not-found') return null
    throw error
  }
}

/** The definition a draft is filled in by: its own edition as its agency runs it. */
export function draftDefinition(reading: Reading, draft: Begun): Promise<Definition> {
  return definitionFor(reading, draft.procedure, draft.edition, draft.agency ?? '')
}

export type Change = { edition: number; validFrom: string; changed: string[]; answers: DraftRow['answers'] }

/** What going over to the edition in force would change, and the answers that would stand; null when there is none. */
export async function newerEdition(reading: Reading, draft: Begun): Promise<Change | null> {
  const entry = await inForceInstead(reading, draft)
  if (!entry) return null
  const before = await draftDefinition(reading, draft)
  const after = await definitionFor(reading, entry.code, entry.edition, draft.agency ?? '')
  const answered = new Set(
    fieldsOf(before)
      .map((field) => field.key)
      .filter((key) => isGiven(draft.answers[key])),
  )
  return {
    edition: entry.edition,
    validFrom: entry.validFrom,
    changed: editionChanges(before, after, answered),
    answers: answersThatStand(before, after, draft.answers),
  }
}

/** As a draft tells it. */
export function asNewer(change: Change | null): Draft['newer'] {
  return change && { edition: change.edition, validFrom: change.validFrom, changed: change.changed }
}

/** Refuses to hand in what was filled in under an edition that is no more in force. Errors: draft.newer-edition 409. */
export async function requireCurrent(reading: Reading, draft: Begun): Promise<void> {
  const entry = await inForceInstead(reading, draft)
  if (!entry) return
  throw new Problem(
    'draft.newer-edition',
    409,
    `Thủ tục đã có phiên bản mới áp dụng từ ${entry.validFrom.split('-').reverse().join('/')}. Hãy xem thay đổi và chuyển bản nháp sang phiên bản mới rồi nộp.`,
    [{ path: 'draft', message: 'Bản nháp khai theo phiên bản cũ.' }],
  )
}

function isGiven(value: unknown): boolean {
  return (
    value !== undefined && value !== null && value !== '' && !(Array.isArray(value) && value.length === 0)
  )
}
