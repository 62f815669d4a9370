import type { Kysely } from 'kysely'
import type { Context } from '../../../platform/command/declare.ts'
import {
  FORMS,
  formOf,
  type LetterKind,
  type LetterSet,
  letterSetOn,
  wordingOn,
} from '../../document/index.ts'
import { headOf, type Subject } from '../letters.ts'
import { localDay } from '../seat.ts'
import type { DossierTables } from '../tables.ts'

/** What a dossier's letters are written on: the set of its day, the words of theirs, and their numbers. */
export type Stationery = {
  set: LetterSet
  /** Form number in the set, `01`; null for slips that have none. */
  formOf: (kind: LetterKind) => string | null
  nameOf: (kind: LetterKind) => string
  /** `0012`, by the move that issued it; null when none did. */
  numberOf: (seq: number) => string | null
  wording: (kind: LetterKind, issuedAt: Date) => ReturnType<typeof wordingOn>
  head: (
    kind: LetterKind,
    agency: string,
    issuedAt: Date,
    seq?: number,
  ) => Promise<ReturnType<typeof headOf> & { number?: string; symbol?: string }>
}

/** What a letter is made of. */
export type Making = { subject: Subject; paper: Stationery; context: Context<unknown> }

/** The set is that of the day of receipt, and stays whatever comes after. */
export async function stationeryOf(context: Context<unknown>, subject: Subject): Promise<Stationery> {
  const { db, memory, sql, now } = context
  const reading = { db, memory }
  const { row } = subject
  const set = await letterSetOn(reading, localDay(row.accepted_at ?? row.submitted_at))
  const numbers = await (sql as Kysely<DossierTables>)
    .selectFrom('dossier.letter')
    .select(['seq', 'number'])
    .where('dossier_id', '=', row.id)
    .execute()
  const numberOf = (seq: number) => {
    const found = numbers.find((each) => each.seq === seq)
    return found ? String(found.number).padStart(4, '0') : null
  }
  const wording = (kind: LetterKind, issuedAt: Date) => wordingOn(reading, set, kind, localDay(issuedAt))
  return {
    set,
    formOf: (kind) => formOf(set, kind)?.form ?? null,
    nameOf: (kind) =>
      formOf(set, kind)?.name ?? FORMS['2025'].find((each) => each.kind === kind)?.name ?? kind,
    numberOf,
    wording,
    async head(kind, agency, issuedAt, seq) {
      const number = seq === undefined ? null : numberOf(seq)
      const { symbol } = await wording(kind, issuedAt)
      return {
        ...headOf(subject, agency, now, issuedAt),
        ...(number ? { number } : {}),
        ...(symbol ? { symbol } : {}),
      }
    },
  }
}
