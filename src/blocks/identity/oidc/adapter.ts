import type { Kysely } from 'kysely'
import { type Adapter, type AdapterPayload, errors } from 'oidc-provider'
import type { Vault } from '../../../platform/secrets/vault.ts'
import type { IdentityTables } from '../tables.ts'
import { partnerMetadata } from './clients.ts'

type OidcRecord = IdentityTables['identity.oidc_record']

/** oidc-provider's storage on identity.oidc_record, one row per model and id. */
export function recordAdapter(db: Kysely<any>, vault: Vault, clock: () => Date) {
  const tables = db as Kysely<IdentityTables>
  return class implements Adapter {
    readonly #model: string
    constructor(model: string) {
      this.#model = model
    }

    async upsert(id: string, payload: AdapterPayload, expiresIn?: number) {
      const row: OidcRecord = {
        model: this.#model,
        id,
        payload: JSON.stringify(payload),
        grant_id: payload.grantId ?? null,
        uid: payload.uid ?? null,
        user_code: payload.userCode ?? null,
        consumed: false,
        expires_at: expiresIn ? new Date(clock().getTime() + expiresIn * 1000) : null,
      }
      const { model: _model, id: _id, ...changes } = row
      await tables
        .insertInto('identity.oidc_record')
        .values(row)
        .onConflict((conflict) => conflict.columns(['model', 'id']).doUpdateSet(changes))
        .execute()
    }

    find(id: string) {
      return this.#model === 'Client' ? partnerMetadata(db, vault, id) : this.#first('id', id)
    }
    findByUid(uid: string) {
      return this.#first('uid', uid)
    }
    findByUserCode(userCode: string) {
      return this.#first('user_code', userCode)
    }

    async #first(column: 'id' | 'uid' | 'user_code', value: string): Promise<AdapterPayload | undefined> {
      const row = await tables
        .selectFrom('identity.oidc_record')
        .select(['payload', 'consumed', 'expires_at'])
        .where('model', '=', this.#model)
        .where(column, '=', value)
        .executeTakeFirst()
      if (!row || (row.expires_at && row.expires_at <= clock())) return undefined
      return { ...(row.payload as AdapterPayload), ...(row.consumed ? { consumed: true } : {}) }
    }

    /** Of two that use a code or refresh token at the same moment, one is refused. */
    async consume(id: string) {
      const { numUpdatedRows } = await tables
        .updateTable('identity.oidc_record')
        .set({ consumed: true })
        .where('model', '=', this.#model)
        .where('id', '=', id)
        .where('consumed', '=', false)
        .executeTakeFirst()
      if (numUpdatedRows === 0n) throw new errors.InvalidGrant(`${this.#model} already used`)
    }
    async destroy(id: string) {
      await tables
        .deleteFrom('identity.oidc_record')
        .where('model', '=', this.#model)
        .where('id', '=', id)
        .execute()
    }
    async revokeByGrantId(grantId: string) {
      await tables.deleteFrom('identity.oidc_record').where('grant_id', '=', grantId).execute()
    }
  }
}
