import type { Kysely } from 'kysely'
import { limit } from '../../platform/access/limit.ts'
import type { Context } from '../../platform/command/declare.ts'
import { type Contents, hasSecret, mayPass, outOfReach } from './read.ts'
import type { DossierRecord } from './tables.ts'

const CHECKS_A_MINUTE = 30
/** Tries by four digits on one dossier, from wherever: all ten thousand endings would take more than half a year. */
const DIGITS_A_DAY = 50

/**
 * Lets an applicant without an account through by the receipt's secret or the last four digits; counted by address, so
 * that ten thousand endings cannot be tried. Errors: dossier.not-found (the same as for an unknown code), request.too-many 429.
 */
export async function requireCheck(
  { db, actor, now }: Pick<Context<unknown>, 'db' | 'actor' | 'now'>,
  row: DossierRecord,
  contents: Contents,
  check: string,
): Promise<void> {
  await limit(db, `check:${actor.origin}`, now, CHECKS_A_MINUTE, 60)
  await boundDigits(db, row, check, now)
  if (!mayPass(row, contents, check)) throw outOfReach(row.code)
}

/** Lets somebody act as the applicant: by the receipt's own secret only. Errors: dossier.not-found, request.too-many 429. */
export async function requireSecret(
  { db, actor, now }: Pick<Context<unknown>, 'db' | 'actor' | 'now'>,
  row: DossierRecord,
  check: string,
): Promise<void> {
  await limit(db, `check:${actor.origin}`, now, CHECKS_A_MINUTE, 60)
  if (!hasSecret(row, check)) throw outOfReach(row.code)
}

/** The secret always passes; guesses at the digits of one dossier are counted whatever address they come from. */
export async function boundDigits(
  db: Kysely<any>,
  row: DossierRecord,
  check: string,
  now: Date,
): Promise<void> {
  if (/^\d{4}$/.test(check)) await limit(db, `digits:${row.code}`, now, DIGITS_A_DAY, 86_400)
}
