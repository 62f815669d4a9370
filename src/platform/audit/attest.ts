import type { Kysely } from 'kysely'

/** What each running transaction has written so far, in order; gone with the transaction. */
const written = new WeakMap<Kysely<any>, Buffer[]>()

/**
 * Binds something this transaction writes to the call's audit row: `digest` is SHA-256 of its canonical form. Whoever
 * changes the thing later can no longer make it agree with the sealed row.
 */
export function attest(trx: Kysely<any>, digest: Buffer): void {
  const before = written.get(trx)
  if (before) before.push(digest)
  else written.set(trx, [digest])
}

/** Everything attested in this transaction. */
export function attested(trx: Kysely<any>): Buffer[] {
  return written.get(trx) ?? []
}
