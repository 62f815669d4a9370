import { type Kysely, sql as raw } from 'kysely'
import { z } from 'zod'
import { dayOf, formatDate, formatInstant } from '../../../kernel/local-time.ts'
import { Problem } from '../../../kernel/problem.ts'
import { type Context, command, query } from '../../../platform/command/declare.ts'
import { agencyTree, lockSeat, requireReach, seats } from '../../organisation/index.ts'
import { administered } from '../administration/reach.ts'
import { PERMISSIONS } from '../contract.ts'
import { MailboxView } from '../model/administered.ts'
import type { MailboxTables } from './tables.ts'

const Address = z
  .string('Ghi địa chỉ hộp thư.')
  .trim()
  .toLowerCase()
  .max(200)
  .regex(
    /^[a-z0-9](?:[a-z0-9._-]{0,62}[a-z0-9])?@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,}$/,
    'Địa chỉ có dạng tiepnhan.sotuphap@tinh.example.vn: chữ thường không dấu, số, dấu chấm, gạch nối.',
  )
const Done = z.object({ address: z.string() })

/**
 * Opens an official mailbox for a seat. Errors: request.invalid naming `address`, organisation.no-position 404,
 * organisation.out-of-reach 403, identity.mailbox-taken 409 naming `address` or `position`.
 */
export const openMailbox = command({
  name: 'identity.openMailbox',
  route: 'POST /mailboxes',
  summary: 'Mở hộp thư công vụ cho một vị trí',
  input: z.strictObject({ address: Address, position: z.string().min(1, 'Chọn vị trí.').max(100) }),
  output: Done,
  permission: PERMISSIONS.administer,
  answers: 201,
  audit: (input) => `opened a mailbox for position ${input.position}`,
  async run(context) {
    const { input, now, sql, send } = context
    await reachSeat(context, input.position)
    const tables = sql as Kysely<MailboxTables>
    const made = await tables
      .insertInto('identity.mailbox')
      .values({ address: input.address, position: input.position, opened_at: now, suspended_at: null })
      .onConflict((conflict) => conflict.doNothing())
      .returning('address')
      .executeTakeFirst()
    if (!made) {
      const there = await tables
        .selectFrom('identity.mailbox')
        .select('address')
        .where('position', '=', input.position)
        .executeTakeFirst()
      throw there
        ? taken('position', `Vị trí này đã có hộp thư ${there.address}.`)
        : taken('address', `Địa chỉ ${input.address} đã có hộp thư. Hãy chọn địa chỉ khác.`)
    }
    await send('identity.mailboxes', {})
    return { address: input.address }
  },
})

/** Nobody signs in any more; mail is still taken in and kept. Errors: identity.no-mailbox 404. */
export const suspendMailbox = command({
  name: 'identity.suspendMailbox',
  route: 'POST /mailboxes/suspend',
  summary: 'Tạm khóa hộp thư công vụ',
  input: z.strictObject({ address: z.string().max(200) }),
  output: Done,
  permission: PERMISSIONS.administer,
  audit: () => 'suspended a mailbox',
  run: (context) => change(context, { suspended_at: context.now }),
})

/** Its seat's holder signs in again, by the password they had. Errors: identity.no-mailbox 404. */
export const resumeMailbox = command({
  name: 'identity.resumeMailbox',
  route: 'POST /mailboxes/resume',
  summary: 'Mở lại hộp thư công vụ đã tạm khóa',
  input: z.strictObject({ address: z.string().max(200) }),
  output: Done,
  permission: PERMISSIONS.administer,
  audit: () => 'resumed a mailbox',
  run: (context) => change(context, { suspended_at: null }),
})

/**
 * Gives a mailbox with all its mail to another seat, as when the work of a seat moves. Errors: identity.no-mailbox 404,
 * those of openMailbox for the seat.
 */
export const moveMailbox = command({
  name: 'identity.moveMailbox',
  route: 'POST /mailboxes/move',
  summary: 'Chuyển hộp thư công vụ sang vị trí khác',
  input: z.strictObject({ address: z.string().max(200), position: z.string().min(1).max(100) }),
  output: Done,
  permission: PERMISSIONS.administer,
  audit: (input) => `moved a mailbox to position ${input.position}`,
  async run(context) {
    const { input, sql } = context
    await reachSeat(context, input.position)
    const there = await (sql as Kysely<MailboxTables>)
      .selectFrom('identity.mailbox')
      .select('address')
      .where('position', '=', input.position)
      .where('address', '<>', input.address)
      .executeTakeFirst()
    if (there) throw taken('position', `Vị trí này đã có hộp thư ${there.address}.`)
    return change(context, { position: input.position })
  },
})

/** Official mailboxes of the agencies one administers, each with its seat and who holds it. */
export const findMailboxes = query({
  name: 'identity.findMailboxes',
  route: 'GET /mailboxes',
  summary: 'Hộp thư công vụ trong phạm vi quản trị',
  input: z.strictObject({
    q: z.string().trim().max(200).default(''),
    limit: z.coerce.number().int().min(1).max(200).default(50),
    cursor: z.string().max(200).optional(),
  }),
  output: z.object({ items: z.array(MailboxView), nextCursor: z.string().nullable() }),
  permission: PERMISSIONS.administer,
  audit: () => 'listed mailboxes',
  async run({ input, actor, now, sql, db, memory, subjects }) {
    const tree = await agencyTree({ db, memory })
    const reach = administered(actor, tree)
    const day = formatDate(dayOf(now.getTime()))
    const words = `%${input.q.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`
    const { rows } = await raw<
      MailboxTables['identity.mailbox'] & { agency: string; title: string; ready: boolean }
    >`
      select m.*, p.agency, p.title, exists (select 1 from identity.mail_password w
        join organisation.holding h on h.account = w.account and h.position = m.position
        where w.address = m.address and h.valid_from <= ${day}::date and (h.valid_to is null or h.valid_to > ${day}::date)
      ) as ready
      from identity.mailbox m join organisation.position p on p.id = m.position
      where (${reach}::text[] is null or p.agency = any(${reach}::text[]))
        and (${input.q} = '' or m.address like ${words} or platform.plain(p.title) like platform.plain(${words}))
        and (${input.cursor ?? null}::text is null or m.address > ${input.cursor ?? null})
      order by m.address limit ${input.limit + 1}`.execute(sql)
    const page = rows.slice(0, input.limit)
    const holders = await seats({ db, memory }, day)
    return {
      items: page.map(({ address, position, title, agency, opened_at, suspended_at, ready }) => {
        const seat = holders.get(position)
        if (seat?.account) subjects.add(seat.account)
        return {
          address,
          position,
          title,
          agencyName: tree.nameOf(agency),
          holder: seat?.holder ?? null,
          openedAt: formatInstant(opened_at.getTime()),
          suspendedAt: suspended_at && formatInstant(suspended_at.getTime()),
          ready,
        }
      }),
      nextCursor: rows.length > page.length ? (page.at(-1)?.address ?? null) : null,
    }
  },
})

async function reachSeat({ actor, sql, db, memory }: Context<unknown>, position: string): Promise<void> {
  const seat = await lockSeat(sql, position)
  requireReach(actor, PERMISSIONS.administer, seat.agency, await agencyTree({ db, memory }))
}

async function change(
  context: Context<{ address: string }>,
  set: Partial<Pick<MailboxTables['identity.mailbox'], 'position' | 'suspended_at'>>,
): Promise<{ address: string }> {
  const { input, sql, send } = context
  const tables = sql as Kysely<MailboxTables>
  const row = await tables
    .selectFrom('identity.mailbox')
    .select('position')
    .where('address', '=', input.address)
    .forUpdate()
    .executeTakeFirst()
  if (!row) {
    const text = `Không có hộp thư ${input.address}. Hãy tải lại danh sách.`
    throw new Problem('identity.no-mailbox', 404, text, [{ path: 'address', message: text }])
  }
  await reachSeat(context, row.position)
  await tables.updateTable('identity.mailbox').set(set).where('address', '=', input.address).execute()
  await send('identity.mailboxes', {})
  return { address: input.address }
}

function taken(path: string, text: string): Problem {
  return new Problem('identity.mailbox-taken', 409, text, [{ path, message: text }])
}
