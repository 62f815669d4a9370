import { createHash, randomBytes } from 'node:crypto'
import { type Kysely, sql } from 'kysely'
import type { Actor, Grant } from '../../platform/command/actor.ts'
import type { Memory } from '../../platform/command/memory.ts'
import type { SendJob } from '../../platform/jobs/jobs.ts'
import { agencyTree, standingsOf } from '../organisation/index.ts'
import type { Me } from './contract.ts'
import { factorStanding } from './factors/standing.ts'
import type { FactorKind } from './model/factors.ts'
import type { AccountKind, IdentityTables } from './tables.ts'

export const SESSION_COOKIE = 'tan-trao'
export const SESSION_HOURS = 12
/** Half a working day away from the desk. */
export const IDLE_HOURS = 4
/** How exactly a session list tells when somebody was last there. */
const SEEN_EVERY_MS = 5 * 60_000

/** What a citizen or company may do without any seat: ask, and see what is their own. */
const OWN_GRANTS: Grant[] = ['dossier.read', 'dossier.submit'].map((permission) => ({
  permission,
  scope: 'own',
  agency: null,
}))

export type Session = { id: string; actor: Actor; me: Me }
type Reading = { db: Kysely<any>; memory: Memory }

const hashOf = (token: string) => createHash('sha256').update(token).digest()

export type Opening = {
  account: string
  /** How sure we are who it is, 1 to 3. */
  assurance: number
  /** `password`, or the key of the nation's provider. */
  way: string
  /** The browser's own name for itself, for the person's list of sessions. */
  agent: string
  /** The provider's session behind it. */
  providerSession: string | null
  /** The second factor shown with it, and when. */
  factor?: { kind: FactorKind; at: Date } | null
}

/** Opens a session; the token is shown once, to the browser alone. */
export async function openSession(
  db: Kysely<any>,
  opening: Opening,
  now: Date,
  origin: string,
): Promise<{ token: string; expiresAt: Date }> {
  const token = randomBytes(32).toString('base64url')
  const expiresAt = new Date(now.getTime() + SESSION_HOURS * 3_600_000)
  await (db as Kysely<Omit<IdentityTables, 'identity.session'> & { 'identity.session': any }>)
    .insertInto('identity.session')
    .values({
      token_hash: hashOf(token),
      account: opening.account,
      position: null,
      created_at: now,
      seen_at: now,
      expires_at: expiresAt,
      origin,
      provider_session: opening.providerSession,
      assurance: opening.assurance,
      way: opening.way,
      agent: opening.agent.slice(0, 200),
      factor: opening.factor?.kind ?? null,
      factor_at: opening.factor?.at ?? null,
    })
    .execute()
  return { token, expiresAt }
}

/** Ends the session of this token, and the provider's behind it. */
export async function closeSession(db: Kysely<any>, send: SendJob, token: string): Promise<void> {
  const row = await (db as Kysely<IdentityTables>)
    .deleteFrom('identity.session')
    .where('token_hash', '=', hashOf(token))
    .returning('provider_session')
    .executeTakeFirst()
  if (row?.provider_session) await endProviderSession(db, send, row.provider_session)
}

type Kept = {
  accountId?: string
  authorizations?: Record<string, { sid?: string; grantId?: string; persistsLogout?: boolean }>
}

/**
 * Ends the provider's session: whatever was lent to clients under it is taken back, and each client that listens is told
 * by a job of its own, so that one that does not answer holds up nobody.
 */
export async function endProviderSession(db: Kysely<any>, send: SendJob, uid: string): Promise<void> {
  const tables = db as Kysely<IdentityTables>
  const rows = await tables
    .deleteFrom('identity.oidc_record')
    .where('model', '=', 'Session')
    .where('uid', '=', uid)
    .returning('payload')
    .execute()
  await tables.deleteFrom('identity.session').where('provider_session', '=', uid).execute()
  for (const { payload } of rows) {
    const { accountId, authorizations = {} } = payload as Kept
    for (const [client, { sid, grantId, persistsLogout }] of Object.entries(authorizations)) {
      if (grantId && !persistsLogout)
        await tables
          .deleteFrom('identity.oidc_record')
          .where('grant_id', '=', grantId)
          .where('model', '<>', 'Grant')
          .execute()
      if (sid && accountId) await send('identity.logout', { client, account: accountId, sid })
    }
  }
}

/**
 * Ends every session of an account, here and at partner systems, or all but the session `except`; answers how many of
 * ours there were.
 */
export async function endSessionsOf(
  { sql, send }: { sql: Kysely<any>; send: SendJob },
  account: string,
  except: string | null = null,
): Promise<number> {
  const tables = sql as Kysely<IdentityTables>
  const sessions = await tables
    .selectFrom('identity.session')
    .select(['id', 'provider_session'])
    .where('account', '=', account)
    .execute()
  const ended = sessions.filter(({ id }) => id !== except)
  if (ended.length > 0)
    await tables
      .deleteFrom('identity.session')
      .where(
        'id',
        'in',
        ended.map(({ id }) => id),
      )
      .execute()
  const theirs = await tables
    .selectFrom('identity.oidc_record')
    .select('uid')
    .where('model', '=', 'Session')
    .where(({ eb, ref }) => eb(ref('payload', '->>').key('accountId' as never), '=', account as never))
    .where('uid', 'is not', null)
    .execute()
  const kept = sessions.find(({ id }) => id === except)?.provider_session
  const uids = [...ended.map((row) => row.provider_session), ...theirs.map((row) => row.uid)]
  for (const uid of new Set(uids)) if (uid && uid !== kept) await endProviderSession(sql, send, uid)
  return ended.length
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
  return { id: session.id, me: session.me, actor: { ...session.actor, origin } }
}

async function readSession({ db, memory }: Reading, token: string, now: Date) {
  const idleSince = new Date(now.getTime() - IDLE_HOURS * 3_600_000)
  const { rows } = await sql<{
    id: string
    account: string
    position: string | null
    name: string
    user_name: string
    kind: AccountKind
    assurance: number
    seen_at: Date
    expires_at: Date
    factor_at: Date | null
  }>`
    select s.id, s.account, s.position, a.name, a.user_name, a.kind, s.assurance, s.seen_at, s.expires_at, s.factor_at
    from identity.session s join identity.account a on a.id = s.account
    where s.token_hash = ${hashOf(token)} and s.expires_at > ${now} and s.seen_at > ${idleSince} and a.closed_at is null`.execute(
    db,
  )
  const row = rows[0]
  if (!row) return null
  if (now.getTime() - row.seen_at.getTime() > SEEN_EVERY_MS)
    await sql`update identity.session set seen_at = ${now} where id = ${row.id}`.execute(db)
  const who = await standing({ db, memory }, row.account, now, row.position)
  const { account, name, kind, assurance } = row
  return {
    id: row.id,
    expiresAt: row.expires_at.getTime(),
    actor: {
      ...who.actor,
      name,
      session: row.id,
      assurance,
      factor: { ...who.factor, shownAt: row.factor_at?.getTime() ?? null },
    },
    me: { account, name, userName: row.user_name, kind, assurance, ...who.me },
  }
}

/**
 * An account's seats and grants in force at `now`: rights of all seats they hold, each measured from its own, acting from
 * the one `chosen` (a position's id) or the first. When that is a seat lent to them they act for its holder, by what was
 * lent and nothing else. A person without a seat is a citizen.
 */
export async function standing(
  { db, memory }: Reading,
  account: string,
  now: Date,
  chosen: string | null = null,
) {
  const own = await standingsOf(db, account, now, chosen)
  const { seat, actingFor } = own.chosen ?? { seat: null, actingFor: null }
  const held = own.held.flatMap((each) => each.grants)
  const grants = actingFor ? (own.chosen?.grants ?? []) : seat ? held : await ownGrants(db, account)
  const tree = await agencyTree({ db, memory })
  // Whoever must show a second factor for one of their seats must do so from each.
  const roles = [...own.held.flatMap((each) => each.seat.roles), ...(seat?.roles ?? [])]
  const factor = await factorStanding({ db, memory }, account, roles, now)
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
    factor,
    ...(actingFor ? { actingFor: { ...actingFor, hand: own.held[0]?.seat.id ?? null } } : {}),
  }
  return {
    actor,
    factor,
    me: {
      position: seat ? { id: seat.id, title: seat.title, roles: seat.roles } : null,
      agency: seat ? { code: seat.agency, name: tree.nameOf(seat.agency) } : null,
      permissions: [...new Set(grants.map((each) => each.permission))].sort(),
      mustEnrol: factor.required && !factor.held,
      actingFor: actingFor?.name ?? null,
      seats: [...own.held, ...own.lent].map((each) => ({
        id: each.seat.id,
        title: each.seat.title,
        agency: tree.nameOf(each.seat.agency),
        actingFor: each.actingFor?.name ?? null,
      })),
    },
  }
}

async function ownGrants(db: Kysely<any>, account: string): Promise<Grant[]> {
  const row = await (db as Kysely<IdentityTables>)
    .selectFrom('identity.account')
    .select('kind')
    .where('id', '=', account)
    .executeTakeFirst()
  return row && row.kind !== 'officer' ? OWN_GRANTS : []
}
