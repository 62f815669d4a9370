/** This block's own schema. */
export type IdentityTables = {
  'identity.account': {
    id: string
    user_name: string
    name: string
    kind: 'officer' | 'citizen'
    password_hash: string
    created_at: Date
    closed_at: Date | null
  }
  'identity.session': {
    token_hash: Buffer
    account: string
    position: string | null
    created_at: Date
    seen_at: Date
    expires_at: Date
    origin: string
  }
  'identity.oidc_record': {
    model: string
    id: string
    payload: unknown
    grant_id: string | null
    uid: string | null
    user_code: string | null
    consumed: boolean
    expires_at: Date | null
  }
  'identity.signing_key': { kid: string; jwk: unknown; created_at: Date; retired_at: Date | null }
}
