import type { Kysely } from 'kysely'
import { dayOf, formatDate } from '../../../kernel/local-time.ts'
import type { Memory } from '../../../platform/command/memory.ts'
import { seats } from '../../organisation/index.ts'
import type { IdentityTables } from '../tables.ts'
import type { MailboxTables } from './tables.ts'

type Reading = { db: Kysely<any>; memory: Memory }

/** How the mail server is told; absent where the installation has none beside it. */
export type TellMailServer = ((mailboxes: { address: string; password: string | null }[]) => void) | null

/**
 * Every mailbox and the password that opens it on the day of `now`: the one its seat's present holder made. A suspended
 * mailbox, one whose seat nobody holds, and one whose holder made no password yet open to nobody; mail is still taken in.
 */
export async function servedMailboxes(
  { db, memory }: Reading,
  now: Date,
): Promise<{ address: string; password: string | null }[]> {
  const tables = db as Kysely<MailboxTables & Pick<IdentityTables, 'identity.account'>>
  const holders = await seats({ db, memory }, formatDate(dayOf(now.getTime())))
  const boxes = await tables.selectFrom('identity.mailbox').selectAll().orderBy('address').execute()
  const passwords = await tables
    .selectFrom('identity.mail_password as p')
    .innerJoin('identity.account as a', 'a.id', 'p.account')
    .select(['p.address', 'p.account', 'p.hash'])
    .where('a.closed_at', 'is', null)
    .execute()
  return boxes.map(({ address, position, suspended_at }) => {
    const account = holders.get(position)?.account
    const made = passwords.find((each) => each.address === address && each.account === account)
    return { address, password: suspended_at === null ? (made?.hash ?? null) : null }
  })
}
