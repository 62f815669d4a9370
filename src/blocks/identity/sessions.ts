import { createHash, randomBytes } from 'node:crypto'
import { type Kysely, sql } from 'kysely'
import { dayOf, formatDate } from '../../kernel/local-time.ts'
import type { Actor, Grant } from '../../platform/command/actor.ts'
import type { Memory } from '../../platform/command/memory.ts'
import { agencyTree } from '../organisation/index.ts'
import type { Me } from './contract.ts'
import type { IdentityTables } from './tables.ts'

export const SESSION_COOKIE = 'tan-trao'
export const SESSION_HOURS = 12

export type Session = { actor: Actor; me: Me }
type Reading = { db: Kysely<any>; memory: Memory }

const hashOf = (token: string) => createHash('sha256').update(token).digest()

/** Opens a session; the token is shown once, to the browser alone. */
export async function openSession(
  db: Kysely<any>,
  account: string,
  now: Date,
  origin: string,
): Promise<{ token: string; expiresAt: Date }> {
  const token = randomBytes(32).toString('base64url')
  const expiresAt = new Date(now.getTime() + SESSION_HOURS * 3_600_000)
  await (db as Kysely<IdentityTables>)
    .insertInto('identity.session')
    .values({
      token_hash: hashOf(token),
      account,
      position: null,
      created_at: now,
      seen_at: now,
      expires_at: expiresAt,
      origin,
    })
    .execute()
  return { token, expiresAt }
}

export async function closeSession(db: Kysely<any>, token: string): Promise<void> {
  await (db as Kysely<IdentityTables>)
    .deleteFrom('identity.session')
    .where('token_hash', '=', hashOf(token))
    .execute()
}

/** Who this token stands for at `now`, with the rights of their seat; null when it is unknown or over. */
export async function sessionOf(
  { db, memory }: Reading,
  token: string,
  now: Date,
  origin: string,
): Promise<Session | null> {
  const key = hashOf(token).toString('hex')
  const session = await memory.get(
    `identity.session:${key}`,
    () => readSession({ db, memory }, token, now),
    1000,
  )
  if (!session || session.expiresAt <= now.getTime()) return null
  return { me: session.me, actor: { ...session.actor, origin } }
}

async function readSession({ db, memory }: Reading, token: string, now: Date) {
  const { rows } = await sql<{ account: string; name: string; user_name: string; expires_at: Date }>`
    select s.account, a.name, a.user_name, s.expires_at
    from identity.session s join identity.account a on a.id = s.account
    where s.token_hash = ${hashOf(token)} and s.expires_at > ${now} and a.closed_at is null`.execute(db)
  const row = rows[0]
  if (!row) return null
  const who = await standing({ db, memory }, row.account, now)
  return {
    expiresAt: row.expires_at.getTime(),
    actor: { ...who.actor, name: row.name },
    me: { account: row.account, name: row.name, userName: row.user_name, ...who.me },
  }
}

/** An account's seat and grants in force on the day of `now`. A person without a seat is a citizen. */
export async function standing({ db, memory }: Reading, account: string, now: Date) {
  const day = formatDate(dayOf(now.getTime()))
  const { rows } = await sql<{
    id: string
    title: string
    roles: string[]
    agency: string
    grants: Grant[] | null
  }>`
    select p.id, p.title, p.roles, p.agency,
      (select json_agg(json_build_object('permission', g.permission, 'scope', g.scope, 'agency', p.agency))
       from organisation.seat_grant g
       where g.position = p.id and g.valid_from <= ${day} and (g.valid_to is null or g.valid_to > ${day})) as grants
    from organisation.holding h join organisation.position p on p.id = h.position
    where h.account = ${account} and h.valid_from <= ${day} and (h.valid_to is null or h.valid_to > ${day})
      and p.valid_from <= ${day} and (p.valid_to is null or p.valid_to > ${day})
    order by p.id limit 1`.execute(db)
  const seat = rows[0]
  const grants = seat?.grants ?? []
  const tree = await agencyTree({ db, memory })
  const actor: Actor = {
    kind: 'person',
    account,
    position: seat?.id ?? null,
    agency: seat?.agency ?? null,
    name: '',
    grants,
    roles: seat?.roles ?? [],
    caller: `account:${account}`,
    origin: '',
  }
  return {
    actor,
    me: {
      position: seat ? { id: seat.id, title: seat.title, roles: seat.roles } : null,
      agency: seat ? { code: seat.agency, name: tree.nameOf(seat.agency) } : null,
      permissions: [...new Set(grants.map((each) => each.permission))].sort(),
    },
  }
}
