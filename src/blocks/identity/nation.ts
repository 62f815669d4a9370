import type { Kysely } from 'kysely'
import type { House } from '../../platform/command/run.ts'
import type { Vault } from '../../platform/secrets/vault.ts'
import { accountOfOutside, linkOutside, separateOutside } from './citizens.ts'
import { checkPassword } from './commands/sign-in.ts'
import type { NationalIdentity, NationalSettings, OutsideAttempt, OutsidePerson } from './contract.ts'
import { nationSecret, unsealed } from './oidc/at-rest.ts'
import type { Recognised } from './oidc/interactions.ts'
import { keepPending, seePending, takePending } from './pending.ts'
import { recordSignIn } from './record-sign-in.ts'
import type { IdentityTables } from './tables.ts'

/** Under way to one of the nation's providers, for this step of signing in. */
type Sent = { uid: string; page: string; provider: string; attempt: OutsideAttempt }
/** Back from there. */
type Back = { uid: string; provider: string; person: OutsidePerson }
type Claim = Back & { claimed: string }

const MINUTES = 60_000

/** Signing in by the nation's identity, step by step; each step is kept under a secret of its own and used once. */
export function nationDoor(house: House, nations: readonly NationalIdentity[]) {
  const named = (key: string) => nations.find((each) => each.key === key)
  const until = (minutes: number) => new Date(house.clock().getTime() + minutes * MINUTES)
  const claimOf = (uid: string) => `claim:${uid}`

  return {
    list: () => nations.map(({ key, name }) => ({ key, name })),

    /** Where to send the browser; null when there is no such provider. `page` is the step's own address. */
    async begin(key: string, uid: string, page: string): Promise<string | null> {
      const nation = named(key)
      if (!nation) return null
      const { address, attempt } = await nation.begin()
      const sent: Sent = { uid, page, provider: key, attempt }
      await keepPending(house.db, 'nation', sent, until(20), `sent:${attempt.state}`)
      return address
    },

    /** The browser is back: whom the nation names, kept for the step it began from. Errors: those of finish. */
    async returned(path: string, state: string): Promise<{ page: string; mark: string } | null> {
      const sent = await takePending<Sent>(house.db, 'nation', `sent:${state}`, house.clock())
      const nation = sent && named(sent.provider)
      if (!sent || !nation) return null
      const { uid, page, provider, attempt } = sent
      try {
        const person = await nation.finish(new URL(path, house.publicUrl), attempt)
        const back: Back = { uid, provider, person }
        return { page, mark: await keepPending(house.db, 'nation', back, until(5)) }
      } catch (error) {
        throw Object.assign(error as Error, { page })
      }
    },

    /** The step's own browser takes it up: recognised, or first to say whose the claimed account is. */
    async recognise(uid: string, mark: string): Promise<Recognised | 'claimed' | null> {
      const now = house.clock()
      const back = await takePending<Back>(house.db, 'nation', mark, now)
      if (back?.uid !== uid) return null
      const found = await house.db.transaction().execute((trx) => accountOfOutside(trx, back.person, now))
      if ('claimed' in found) {
        const claim: Claim = { ...back, claimed: found.claimed }
        await keepPending(house.db, 'join', claim, until(20), claimOf(uid))
        return 'claimed'
      }
      return recognised(back, found.account)
    },

    /** The user name of the account that claimed the number, half hidden. */
    async claimed(uid: string): Promise<string | null> {
      const claim = await seePending<Claim>(house.db, 'join', claimOf(uid), house.clock())
      return claim && halfHidden(await userNameOf(house.db, claim.claimed))
    },

    /** Errors: those of checkPassword. */
    async join(uid: string, password: string, origin: string): Promise<Recognised | null> {
      const now = house.clock()
      const claim = await seePending<Claim>(house.db, 'join', claimOf(uid), now)
      if (!claim) return null
      const userName = await userNameOf(house.db, claim.claimed)
      await checkPassword(house, { userName, password }, now, origin)
      await takePending(house.db, 'join', claimOf(uid), now)
      await house.db.transaction().execute((trx) => linkOutside(trx, claim.claimed, claim.person, now))
      return recognised(claim, claim.claimed)
    },

    async separate(uid: string): Promise<Recognised | null> {
      const now = house.clock()
      const claim = await takePending<Claim>(house.db, 'join', claimOf(uid), now)
      if (!claim) return null
      const account = await house.db
        .transaction()
        .execute((trx) => separateOutside(trx, claim.claimed, claim.person, now))
      return recognised(claim, account)
    },
  }

  async function recognised({ person, provider }: Back, account: string): Promise<Recognised> {
    await recordSignIn(house.db, 'done', account, house.clock(), provider)
    return { account, assurance: person.assurance, way: provider }
  }
}

async function userNameOf(db: Kysely<any>, account: string): Promise<string> {
  const row = await (db as Kysely<IdentityTables>)
    .selectFrom('identity.account')
    .select('user_name')
    .where('id', '=', account)
    .executeTakeFirstOrThrow()
  return row.user_name
}

/** `hoa.nguyen@example.vn` -> `ho…@example.vn`: enough to recognise one's own, too little to learn another's. */
export function halfHidden(userName: string): string {
  const [name = '', domain] = userName.split('@')
  return `${name.slice(0, 2)}…${domain ? `@${domain}` : ''}`
}

/** The nation's providers this installation is registered with; one whose secret can no longer be read must be set anew. */
export async function nationalSettings(db: Kysely<any>, vault: Vault): Promise<NationalSettings[]> {
  const rows = await (db as Kysely<IdentityTables>)
    .selectFrom('identity.outside_provider')
    .selectAll()
    .where('enabled', '=', true)
    .orderBy('key')
    .execute()
  return rows.flatMap(({ key, name, issuer, client_id, client_secret }) => {
    const clientSecret = unsealed(vault, nationSecret(key), client_secret)
    return clientSecret === null ? [] : [{ key, name, issuer, clientId: client_id, clientSecret }]
  })
}

/** Puts a provider of the nation into the settings, or changes it. */
export async function setNational(db: Kysely<any>, vault: Vault, settings: NationalSettings): Promise<void> {
  const { key, name, issuer, clientId, clientSecret } = settings
  const sealed = vault.seal(nationSecret(key), clientSecret)
  const row = { name, issuer, client_id: clientId, client_secret: sealed, enabled: true }
  await (db as Kysely<IdentityTables>)
    .insertInto('identity.outside_provider')
    .values({ key, ...row })
    .onConflict((conflict) => conflict.column('key').doUpdateSet(row))
    .execute()
}
