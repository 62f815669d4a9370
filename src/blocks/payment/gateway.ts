import type { Kysely } from 'kysely'
import type { Vault } from '../../platform/secrets/vault.ts'
import type { PaymentTables } from './tables.ts'

const SECRET = 'payment.gateway'
/** What the composition root makes a client of the gateway from. */
export type GatewaySetting = { name: string; address: string; merchant: string; secret: string }

/** The gateway this installation pays by; null when none is set. */
export async function gatewaySetting(db: Kysely<any>, vault: Vault): Promise<GatewaySetting | null> {
  const row = await (db as Kysely<PaymentTables>).selectFrom('payment.gateway').selectAll().executeTakeFirst()
  return row ? { ...row, secret: vault.open(SECRET, row.sealed) } : null
}

export async function gatewayName(db: Kysely<any>): Promise<string | null> {
  const row = await (db as Kysely<PaymentTables>)
    .selectFrom('payment.gateway')
    .select('name')
    .executeTakeFirst()
  return row?.name ?? null
}

export async function setGatewayTo(db: Kysely<any>, vault: Vault, setting: GatewaySetting): Promise<void> {
  const { name, address, merchant, secret } = setting
  const row = { name, address, merchant, sealed: vault.seal(SECRET, secret) }
  await (db as Kysely<PaymentTables>)
    .insertInto('payment.gateway')
    .values({ id: 1, ...row })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
    .execute()
}

/** What the block asks of a gateway; src/connectors/payment-gateway gives it. Integer đồng. */
export type Gateway = {
  createOrder: (asked: {
    order: string
    amount: number
    bill: string
    description: string
    returnUrl: string
    notifyUrl: string
    expiresAt: Date
  }) => Promise<{ reference: string; payUrl: string }>
  orderState: (
    order: string,
  ) => Promise<{ status: 'open' | 'paid' | 'expired'; transaction: string | null; amount: number } | null>
  refund: (asked: {
    refund: string
    order: string
    amount: number
    reason: string
  }) => Promise<{ transaction: string }>
}
/** Null while the installation has no gateway. */
export type OpenGateway = () => Promise<Gateway | null>
