import type { JWK } from 'jose'
/** This block's own schema. */
export type IdentityTables = {
  'identity.account': {
    id: string
    user_name: string
    name: string
    kind: AccountKind
    /** Null for who has never set one: they come by the nation's identity, or have not yet used their link. */
    password_hash: string | null
    created_at: Date
    closed_at: Date | null
    citizen_number: string | null
    tax_code: string | null
    represented_by: string | null
    /** `YYYY-MM-DD` */
    birth_date: string | null
    phone: string | null
    email: string | null
    assurance: number
    proved_by: 'counter' | 'nation' | null
  }
  'identity.session': {
    token_hash: Buffer
    id: string
    account: string
    position: string | null
    created_at: Date
    seen_at: Date
    expires_at: Date
    origin: string
    provider_session: string | null
    assurance: number
    way: string
    agent: string
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
  'identity.signing_key': {
    kid: string
    jwk: JWK | { sealed: string }
    created_at: Date
    retired_at: Date | null
  }
  'identity.client': {
    id: string
    name: string
    secret: string
    redirect_uris: string[]
    post_logout_uris: string[]
    scopes: string[]
    backchannel_logout_uri: string | null
    agency: string | null
    created_at: Date
    closed_at: Date | null
  }
  'identity.resource': { id: string; name: string; scopes: string[]; created_at: Date }
  'identity.provider_secret': { name: string; value: string; created_at: Date }
  'identity.link': { issuer: string; subject: string; account: string; linked_at: Date }
  'identity.outside_provider': {
    key: string
    name: string
    issuer: string
    client_id: string
    client_secret: string
    enabled: boolean
  }
  'identity.representation': {
    id: string
    representative: string
    kind: 'company' | 'child' | 'elder' | 'other'
    number: string | null
    name: string | null
    procedures: string[] | null
    proof: string | null
    valid_from: string
    valid_to: string
    asked_at: Date
    accepted_at: Date | null
    accepted_by: string | null
    agency: string | null
    ended_at: Date | null
    ended_by: string | null
  }
  'identity.pending': {
    token_hash: Buffer
    kind: PendingKind
    content: unknown
    expires_at: Date
  }
}

export type AccountKind = 'officer' | 'citizen' | 'company'
export type PendingKind =
  | 'surface'
  | 'nation'
  | 'join'
  | 'sign-up'
  | 'activation'
  | 'second'
  | 'passkey'
  | 'totp'
  | 'raise'
export type AccountRow = IdentityTables['identity.account']
