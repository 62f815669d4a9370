import type { Generated } from 'kysely'

type Sent = 'waiting' | 'sent' | 'failed' | 'dropped'
type Arrived = 'waiting' | 'done' | 'failed' | 'dropped'

/** The part of this block's schema that holds messages between systems. */
export type ExchangeTables = {
  'message.exchange_system': {
    key: string
    valid_from: Date
    name: string
    address: string
    client_id: string
    secret: string
    enabled: boolean
    procedures: string[]
    set_by: string | null
  }
  'message.exchange_line': {
    system: string
    cursor: string | null
    ok_at: Date | null
    failed_at: Date | null
    failed_since: Date | null
    error: string | null
    failures: Generated<number>
    paused_until: Date | null
  }
  'message.exchange_out': {
    id: string
    position: Generated<number>
    system: string
    subject: string
    kind: string
    key: string
    content: Record<string, unknown>
    state: Generated<Sent>
    attempts: Generated<number>
    next_at: Date
    leased_until: Date | null
    error: string | null
    reason: string | null
    made_at: Date
    sent_at: Date | null
  }
  'message.exchange_in': {
    id: string
    position: Generated<number>
    system: string
    kind: string
    outside_id: string
    subject: string | null
    content: Record<string, unknown> | null
    content_hash: Buffer
    state: Generated<Arrived>
    attempts: Generated<number>
    next_at: Date
    leased_until: Date | null
    error: string | null
    reason: string | null
    made_at: Date
    done_at: Date | null
  }
}
