import { type Kysely, sql } from 'kysely'

/** One row for each attempt, whichever way: no password, no unknown name. */
export async function recordSignIn(
  db: Kysely<any>,
  outcome: 'done' | 'refused',
  account: string | null,
  now: Date,
  way = 'password',
) {
  const by = way === 'password' ? '' : ` by ${way}`
  const wording = outcome === 'done' ? `signed in${by}` : 'identity.wrong-password: tried to sign in'
  await sql`
    insert into audit.audit_row (at, operation, outcome, actor_kind, account, wording)
    values (${now}, 'identity.signIn', ${outcome}, 'person', ${account}, ${wording})`.execute(db)
}
