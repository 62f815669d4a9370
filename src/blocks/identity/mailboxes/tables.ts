/** The part of this block's schema that keeps official mailboxes. */
export type MailboxTables = {
  'identity.mailbox': { address: string; position: string; opened_at: Date; suspended_at: Date | null }
  'identity.mail_password': { address: string; account: string; hash: string; created_at: Date }
}
