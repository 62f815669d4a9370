import { type Kysely, sql } from 'kysely'
import { dayOf, formatDate } from '../../kernel/local-time.ts'
import {
  chosenOf,
  type DatedSeat,
  type Delegation,
  heldBy,
  lentTo,
  type Moment,
  type Standing,
} from './model/standing.ts'

export const momentOf = (now: Date): Moment => ({
  day: formatDate(dayOf(now.getTime())),
  instant: now.getTime(),
})

/**
 * Where an account may act from at `now`: seats it holds, then those lent to it; and the one chosen (a position's id, null
 * for none). A lent seat is acted from only when chosen: nobody signs for another by accident.
 */
export async function standingsOf(
  db: Kysely<any>,
  account: string,
  now: Date,
  chosen: string | null = null,
): Promise<{ held: Standing[]; lent: Standing[]; chosen: Standing | null }> {
  const moment = momentOf(now)
  const [seats, delegations] = await Promise.all([
    datedSeats(db, account),
    delegationsTo(db, account, moment.day),
  ])
  const held = heldBy(seats, account, moment.day)
  const lent = lentTo(seats, delegations, account, moment)
  return { held, lent, chosen: chosenOf([...held, ...lent], seats, chosen, moment.day) }
}

/** Every seat this account ever held or was lent, and those that go on with them; with all that hangs on each. */
async function datedSeats(db: Kysely<any>, account: string): Promise<DatedSeat[]> {
  const { rows } = await sql<DatedSeat>`
    with recursive line as (
      select position as id from organisation.holding where account = ${account}
      union select position from organisation.delegation where to_account = ${account}
      union select p.id from organisation.position p join line on p.predecessor = line.id)
    select p.id, p.agency, p.title, p.roles, p.predecessor, p.valid_from as from, p.valid_to as to,
      (select coalesce(json_agg(json_build_object('account', h.account, 'name', h.person_name,
          'from', h.valid_from, 'to', h.valid_to)), '[]')
       from organisation.holding h where h.position = p.id) as holdings,
      (select coalesce(json_agg(json_build_object('permission', g.permission, 'scope', g.scope,
          'from', g.valid_from, 'to', g.valid_to) order by g.permission, g.scope, g.valid_from), '[]')
       from organisation.seat_grant g where g.position = p.id) as grants
    from organisation.position p where p.id in (select id from line)`.execute(db)
  return rows
}

async function delegationsTo(db: Kysely<any>, account: string, day: string): Promise<Delegation[]> {
  const { rows } = await sql<Omit<Delegation, 'revokedAt'> & { revoked_at: Date | null }>`
    select id, position, from_account as giver, to_account as taker, permissions, valid_from as from, valid_to as to,
      revoked_at
    from organisation.delegation where to_account = ${account} and valid_from <= ${day} and valid_to > ${day}
    order by made_at, id`.execute(db)
  return rows.map(({ revoked_at, ...row }) => ({ ...row, revokedAt: revoked_at?.getTime() ?? null }))
}
