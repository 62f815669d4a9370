import type { Generated } from 'kysely'
import type { Channel, Form, Lang } from './contract.ts'

export type DeliveryRow = {
  id: Generated<string>
  notice: string
  channel: Channel
  address: string
  lang: Lang
  title: string
  body: string
  link: string | null
  state: Generated<'waiting' | 'sent' | 'delivered' | 'failed'>
  due_at: Date
  tries: Generated<number>
  round: Generated<number>
  reference: Generated<string | null>
  reason: Generated<string | null>
  created_at: Date
  sent_at: Generated<Date | null>
  settled_at: Generated<Date | null>
}

/** This block's own schema. */
export type MessageTables = {
  'message.notice': {
    id: Generated<string>
    subject: string
    event: string
    kind: string
    listed: boolean
    text: string
    text_en: string | null
    at: Date
  }
  'message.delivery': DeliveryRow
  'message.template': {
    kind: string
    form: Form
    lang: Lang
    title: string
    body: string
    changed_at: Date
    changed_by: string
  }
  'message.preference': {
    owner: string
    channels: Channel[]
    lang: Lang
    quiet_email: boolean
    changed_at: Date
  }
  'message.channel': {
    channel: Channel
    enabled: boolean
    address: string | null
    sender: string | null
    secret: string | null
    opened_at: Generated<Date | null>
  }
  'message.quiet_hours': { one: boolean; starts: string; ends: string }
}
