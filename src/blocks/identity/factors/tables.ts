/** The rows of this room. */
export type FactorTables = {
  'identity.passkey': {
    id: string
    account: string
    name: string
    public_key: Buffer
    /** bigint: pg gives a string. */
    counter: string | number
    transports: string[]
    backed_up: boolean
    created_at: Date
    used_at: Date | null
    cloned_at: Date | null
  }
  'identity.totp': {
    account: string
    secret: string
    last_step: string | number
    created_at: Date
    used_at: Date | null
  }
  'identity.recovery_code': {
    account: string
    salt: Buffer
    hash: Buffer
    created_at: Date
    used_at: Date | null
  }
  'identity.known_device': { token_hash: Buffer; account: string; seen_at: Date }
  'identity.policy': { one: boolean; roles: string[]; since: string }
}
