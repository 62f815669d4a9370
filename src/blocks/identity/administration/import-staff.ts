import { randomUUID } from 'node:crypto'
import type { z } from 'zod'
import { dayOf, formatDate } from '../../../kernel/local-time.ts'
import { invalid, Problem } from '../../../kernel/problem.ts'
import { type Context, command, query } from '../../../platform/command/declare.ts'
import { agencyTree, loadSeats, recordAccounts, STALE_SEATS } from '../../organisation/index.ts'
import { PERMISSIONS } from '../contract.ts'
import { StaffCheck, StaffSheet } from '../model/administered.ts'
import { checkRows, checkView, problemsOf } from './check-rows.ts'
import { oneTimeLink } from './links.ts'
import { insertOfficers, newOfficer } from './open-account.ts'
import { readStaffSheet } from './read-sheet.ts'

const SHEET_LIMIT = 4 * 1024 * 1024

type Reading = Pick<Context<z.output<typeof StaffSheet>>, 'input' | 'actor' | 'sql' | 'db' | 'memory'>

async function read({ input, actor, sql, db, memory }: Reading) {
  const tree = await agencyTree({ db, memory })
  const rows = await readStaffSheet(input)
  if (rows.length === 0) throw invalid('content', 'Tệp không có dòng nào dưới dòng tiêu đề.')
  return { tree, plans: await checkRows(sql, rows, { actor, tree }) }
}

/** Reads a staff sheet and tells what each row would do or what is wrong with it. Writes nothing. Errors: request.invalid naming `content`. */
export const checkStaff = query({
  name: 'identity.checkStaff',
  route: 'POST /staff/check',
  summary: 'Đọc thử danh sách cán bộ từ bảng tính: từng dòng sai được chỉ rõ, chưa ghi gì',
  input: StaffSheet,
  output: StaffCheck,
  permission: PERMISSIONS.administer,
  bodyLimit: SHEET_LIMIT,
  async run(context) {
    const { tree, plans } = await read(context)
    return checkView(plans, tree)
  },
})

/**
 * Makes the accounts and seats of a staff sheet, all or none. A user name that already has the account and the seat
 * changes nothing, so the same sheet may come again. Errors: identity.staff-rows-wrong 422 naming each wrong row;
 * request.invalid naming `content`.
 */
export const importStaff = command({
  name: 'identity.importStaff',
  route: 'POST /staff',
  summary: 'Nhập danh sách cán bộ từ bảng tính: tất cả hoặc không dòng nào',
  input: StaffSheet,
  output: StaffCheck,
  permission: PERMISSIONS.administer,
  bodyLimit: SHEET_LIMIT,
  audit: () => 'imported staff from a sheet',
  forgets: STALE_SEATS,
  async run(context) {
    const { sql, now, subjects } = context
    const { tree, plans } = await read(context)
    const problems = problemsOf(plans)
    if (problems.length > 0)
      throw new Problem(
        'identity.staff-rows-wrong',
        422,
        `Còn ${new Set(problems.map((each) => each.path)).size} dòng sai nên chưa ghi dòng nào. Hãy sửa trong tệp rồi nhập lại.`,
        problems.slice(0, 500),
      )
    const fresh = plans
      .filter((plan) => plan.becomes === 'new')
      .map((plan) => ({ plan, row: newOfficer(plan, now) }))
    await insertOfficers(
      sql,
      fresh.map(({ row }) => row),
    )
    await recordAccounts(
      sql,
      fresh.map(({ row }) => row.id),
      formatDate(dayOf(now.getTime())),
    )
    const made = new Map(fresh.map(({ plan, row }) => [plan.row, row.id]))
    const seated = plans.filter((plan) => plan.becomes === 'new' || plan.becomes === 'seat')
    await loadSeats(
      sql,
      seated.map((plan) => ({
        id: `${plan.agency}/${randomUUID()}`,
        agency: plan.agency,
        title: plan.title,
        roles: plan.roles,
        account: plan.account ?? made.get(plan.row) ?? '',
        personName: plan.name,
        from: plan.from,
      })),
    )
    for (const { row } of fresh) {
      subjects.add(row.id)
      await oneTimeLink(context, row, 'opened')
    }
    for (const { account } of seated) if (account) subjects.add(account)
    return checkView(plans, tree)
  },
})
