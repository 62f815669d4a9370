import { randomUUID } from 'node:crypto'
import type { Kysely } from 'kysely'
import { z } from 'zod'
import { dayOf, formatDate } from '../../../kernel/local-time.ts'
import { invalid, Problem } from '../../../kernel/problem.ts'
import { command } from '../../../platform/command/declare.ts'
import { agencyTree, recordAccounts } from '../../organisation/index.ts'
import { PERMISSIONS } from '../contract.ts'
import { OneTimeLink } from '../model/administered.ts'
import type { AccountRow, IdentityTables } from '../tables.ts'
import { appointTo } from './appoint.ts'
import { oneTimeLink } from './links.ts'
import { administered } from './reach.ts'

export const UserName = z
  .string('Ghi tên đăng nhập.')
  .trim()
  .toLowerCase()
  .regex(
    /^[a-z0-9][a-z0-9._-]{2,59}$/,
    'Tên đăng nhập dài 3 đến 60 ký tự: chữ không dấu, số, dấu chấm, gạch nối; bắt đầu bằng chữ hoặc số.',
  )
export const PersonName = z
  .string('Ghi họ và tên.')
  .trim()
  .min(2, 'Ghi họ và tên, ít nhất 2 ký tự.')
  .max(200, 'Họ và tên dài nhất 200 ký tự.')
export const Email = z.email('Thư điện tử có dạng ten@noinhan.vn').max(200, 'Thư điện tử dài nhất 200 ký tự.')

/**
 * Opens an officer's account, on a seat when one is named; they set the password themselves by a link that works once.
 * Whose administration does not reach the whole province names a seat. Errors: identity.user-name-taken 409, what
 * identity.appoint refuses, request.invalid naming userName, name, email or position.
 */
export const openAccount = command({
  name: 'identity.openAccount',
  route: 'POST /accounts',
  summary: 'Lập tài khoản cán bộ, nhận đường dẫn đặt mật khẩu dùng một lần',
  input: z.strictObject({
    userName: UserName,
    name: PersonName,
    email: Email.optional(),
    position: z.string().max(200).optional(),
    from: z.string().max(10).optional(),
  }),
  output: OneTimeLink,
  permission: PERMISSIONS.administer,
  answers: 201,
  shownOnce: true,
  audit: () => 'opened an account for an officer',
  forgets: ['organisation.seats'],
  async run(context) {
    const { input, actor, sql, db, memory, now, subjects } = context
    const tree = await agencyTree({ db, memory })
    if (!input.position && administered(actor, tree) !== null)
      throw invalid('position', 'Chọn vị trí cho người này: bạn chỉ quản trị cán bộ của một số cơ quan.')
    const row = newOfficer(input, now)
    await insertOfficers(sql, [row])
    await recordAccounts(sql, [row.id], formatDate(dayOf(now.getTime())))
    subjects.add(row.id)
    const { position, from } = input
    if (position) await appointTo(context, tree, { account: row, position, from, to: undefined })
    return oneTimeLink(context, row, 'opened')
  },
})

export function newOfficer(
  { userName, name, email }: { userName: string; name: string; email?: string },
  now: Date,
): AccountRow {
  return {
    id: randomUUID(),
    user_name: userName,
    name,
    kind: 'officer',
    password_hash: null,
    created_at: now,
    closed_at: null,
    citizen_number: null,
    tax_code: null,
    represented_by: null,
    birth_date: null,
    phone: null,
    email: email ?? null,
    // Whoever gave an officer their seat knew them.
    assurance: 2,
    proved_by: null,
  }
}

/** Errors: identity.user-name-taken 409. */
export async function insertOfficers(trx: Kysely<any>, rows: readonly AccountRow[]): Promise<void> {
  if (rows.length === 0) return
  const made = await (trx as Kysely<IdentityTables>)
    .insertInto('identity.account')
    .values([...rows])
    .onConflict((conflict) => conflict.column('user_name').doNothing())
    .returning('id')
    .execute()
  if (made.length === rows.length) return
  const known = new Set(made.map((each) => each.id))
  const taken = rows.filter((row) => !known.has(row.id)).map((row) => row.user_name)
  const text = `Tên đăng nhập đã có người dùng: ${taken.join(', ')}. Hãy chọn tên khác.`
  throw new Problem('identity.user-name-taken', 409, text, [{ path: 'userName', message: text }])
}
