import { type Kysely, sql } from 'kysely'
import type { Memory } from '../../../platform/command/memory.ts'
import type { LetterSet } from './letter-sets.ts'
import type { LetterKind } from './schemas.ts'
import { SHIPPED_WORDINGS, type Wording } from './wordings.ts'

type Reading = { db: Kysely<any>; memory: Memory }
/** What `memory` keeps of letters; stale once somebody has edited them. */
export const LETTERS = 'document.letters'

type Kept = {
  sets: { letter_set: LetterSet; valid_from: string }[]
  wordings: { letter_set: LetterSet; kind: LetterKind; valid_from: string; wording: Wording }[]
}

function kept({ db, memory }: Reading): Promise<Kept> {
  return memory.get(LETTERS, () => readLetters(db))
}

/** Both tables, as they stand in this transaction. */
export async function readLetters(db: Kysely<any>): Promise<Kept> {
  const sets = await sql<Kept['sets'][number]>`
    select letter_set, valid_from::text from document.letter_set order by valid_from`.execute(db)
  const wordings = await sql<Kept['wordings'][number]>`
    select letter_set, kind, valid_from::text, wording from document.letter_wording order by valid_from`.execute(
    db,
  )
  return { sets: sets.rows, wordings: wordings.rows }
}

/** Which set of forms a dossier's letters are made by: the latest that applied on the day it was received (`YYYY-MM-DD`). */
export async function letterSetOn(reading: Reading, day: string): Promise<LetterSet> {
  const { sets } = await kept(reading)
  return sets.findLast(({ valid_from }) => valid_from <= day)?.letter_set ?? '2018'
}

/** The words of a letter issued on that day: as last edited for it, else the release's. */
export async function wordingOn(
  reading: Reading,
  set: LetterSet,
  kind: LetterKind,
  day: string,
): Promise<Wording> {
  const { wordings } = await kept(reading)
  const edited = wordings.findLast(
    (each) => each.letter_set === set && each.kind === kind && each.valid_from <= day,
  )
  return edited?.wording ?? SHIPPED_WORDINGS[set][kind]
}
