/** This block's own schema. */
export type MessageTables = {
  'message.notice': {
    subject: string
    event: string
    text: string
    text_en: string | null
    at: Date
    email: string | null
    state: 'shown' | 'sent' | 'failed'
  }
}
