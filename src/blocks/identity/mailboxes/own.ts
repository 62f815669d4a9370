import type { Kysely } from 'kysely'
import { z } from 'zod'
import { dayOf, formatDate, formatInstant } from '../../../kernel/local-time.ts'
import { Problem } from '../../../kernel/problem.ts'
import { type Context, command, query } from '../../../platform/command/declare.ts'
import { seats } from '../../organisation/index.ts'
import { OwnMailbox } from '../model/administered.ts'
import { mailPasswordHash, newMailPassword } from './password.ts'
import type { MailboxTables } from './tables.ts'

/** The mailboxes of the seats one holds today. */
export const ownMailboxes = query({
  name: 'identity.ownMailboxes',
  route: 'GET /account/mailboxes',
  summary: 'Hộp thư công vụ của các vị trí bạn đang giữ',
  input: z.strictObject({}),
  output: z.object({ items: z.array(OwnMailbox) }),
  permission: 'signed-in',
  // Shown on the page where a second factor is added.
  factor: 'enrol',
  async run(context) {
    const rows = await held(context)
    return {
      items: rows.map(({ address, suspended_at, created_at }) => ({
        address,
        suspended: suspended_at !== null,
        passwordMadeAt: created_at && formatInstant(created_at.getTime()),
      })),
    }
  },
})

/**
 * A new password for one's mail program, shown this once; the one before opens nothing any more.
 * Errors: identity.no-mailbox 404 for one whose seat the caller does not hold.
 */
export const renewMailPassword = command({
  name: 'identity.renewMailPassword',
  route: 'POST /account/mailboxes/password',
  summary: 'Cấp mật khẩu ứng dụng cho phần mềm đọc thư',
  input: z.strictObject({ address: z.string().max(200) }),
  output: z.object({ address: z.string(), password: z.string() }),
  permission: 'signed-in',
  factor: 'fresh',
  shownOnce: true,
  audit: () => 'made a password for own mailbox',
  async run(context) {
    const { input, actor, now, sql, send, subjects } = context
    const mine = (await held(context)).find((each) => each.address === input.address)
    if (!mine || !actor.account)
      throw new Problem('identity.no-mailbox', 404, 'Không có hộp thư này trong các vị trí bạn đang giữ.')
    subjects.add(actor.account)
    const password = newMailPassword()
    const row = { hash: mailPasswordHash(password), created_at: now }
    await (sql as Kysely<MailboxTables>)
      .insertInto('identity.mail_password')
      .values({ address: input.address, account: actor.account, ...row })
      .onConflict((conflict) => conflict.columns(['address', 'account']).doUpdateSet(row))
      .execute()
    await send('identity.mailboxes', {})
    return { address: input.address, password }
  },
})

async function held({ actor, now, sql, db, memory }: Context<unknown>) {
  const { account } = actor
  if (account === null) return []
  const today = await seats({ db, memory }, formatDate(dayOf(now.getTime())))
  const own = [...today.values()].filter((seat) => seat.account === account).map(({ id }) => id)
  if (own.length === 0) return []
  return (sql as Kysely<MailboxTables>)
    .selectFrom('identity.mailbox as m')
    .leftJoin('identity.mail_password as p', (join) =>
      join.onRef('p.address', '=', 'm.address').on('p.account', '=', account),
    )
    .select(['m.address', 'm.suspended_at', 'p.created_at'])
    .where('m.position', 'in', own)
    .orderBy('m.address')
    .execute()
}
