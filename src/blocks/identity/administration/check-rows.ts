import { type Kysely, sql } from 'kysely'
import { parseDate } from '../../../kernel/local-time.ts'
import { Problem } from '../../../kernel/problem.ts'
import { plain } from '../../../kernel/vietnamese.ts'
import type { Actor } from '../../../platform/command/actor.ts'
import {
  type AgencyTree,
  requireActing,
  requireGivable,
  requireReach,
  startingGrants,
} from '../../organisation/index.ts'
import { ROLE_NAMES } from '../../organisation/model/role-names.ts'
import { PERMISSIONS } from '../contract.ts'
import type { StaffCheck, StaffRowView } from '../model/administered.ts'
import { STAFF_COLUMNS, type StaffColumn } from '../model/staff-columns.ts'
import { Email, PersonName, UserName } from './open-account.ts'
import type { SheetRow } from './read-sheet.ts'

/** A row as it would be carried out. */
export type StaffPlan = {
  row: number
  name: string
  userName: string
  email: string
  agency: string
  title: string
  roles: string[]
  from: string
  /** Null when the account is to be made. */
  account: string | null
  becomes: 'new' | 'seat' | 'same' | 'wrong'
  problems: { column: string; message: string }[]
}

type Known = {
  id: string
  user_name: string
  name: string
  kind: string
  closed_at: Date | null
  seats: Seat[]
}
type Seat = { agency: string; title: string; to: string | null }

/** What each row of a sheet would do, and what is wrong with it; nothing is written. */
export async function checkRows(
  trx: Kysely<any>,
  rows: readonly SheetRow[],
  { actor, tree }: { actor: Actor; tree: AgencyTree },
): Promise<StaffPlan[]> {
  const known = await knownAccounts(
    trx,
    rows.map((each) => each.userName.toLowerCase()),
  )
  const first = new Map<string, number>()
  return rows.map((typed) => {
    const plan = planOf(typed, { actor, tree })
    const wrong = (column: StaffColumn, message: string) =>
      plan.problems.push({ column: STAFF_COLUMNS[column], message })
    const before = first.get(plan.userName)
    if (before !== undefined) wrong('userName', `Tên đăng nhập này đã có ở dòng ${before}.`)
    else first.set(plan.userName, plan.row)
    const account = known.get(plan.userName)
    if (account) meet(plan, account, wrong)
    if (plan.problems.length > 0) plan.becomes = 'wrong'
    return plan
  })
}

/** A user name that is known already: the same person, or another. */
function meet(plan: StaffPlan, account: Known, wrong: (column: StaffColumn, message: string) => void): void {
  plan.account = account.id
  if (account.kind !== 'officer' || plain(account.name) !== plain(plan.name))
    return void wrong('userName', 'Tên đăng nhập này đã thuộc về người khác. Hãy chọn tên đăng nhập khác.')
  if (account.closed_at)
    return void wrong('userName', 'Tài khoản này đã đóng. Hãy mở lại tài khoản trước khi nhập.')
  const here = account.seats.find(
    (seat) => seat.agency === plan.agency && plain(seat.title) === plain(plan.title),
  )
  if (here) plan.becomes = 'same'
  else if (account.seats.length > 0)
    wrong(
      'title',
      `Người này đang giữ vị trí “${account.seats[0]!.title}”. Hãy cho thôi giữ vị trí đó, hoặc giao thêm vị trí ở trang Vị trí.`,
    )
  else plan.becomes = 'seat'
}

function planOf(typed: SheetRow, { actor, tree }: { actor: Actor; tree: AgencyTree }): StaffPlan {
  const problems: StaffPlan['problems'] = []
  const wrong = (column: StaffColumn, message: string) =>
    problems.push({ column: STAFF_COLUMNS[column], message })
  const read = (column: StaffColumn, schema: { safeParse: (value: unknown) => any }): string => {
    const parsed = schema.safeParse(typed[column])
    if (!parsed.success)
      wrong(column, typed[column] === '' ? 'Ô này đang trống.' : parsed.error.issues[0].message)
    return parsed.success ? parsed.data : typed[column].slice(0, 200)
  }
  const name = read('name', PersonName)
  const userName = read('userName', UserName)
  const email = read('email', Email)
  if (typed.title.length < 2 || typed.title.length > 200)
    wrong('title', typed.title === '' ? 'Ô này đang trống.' : 'Chức danh dài 2 đến 200 ký tự.')
  const from = dayIn(typed.from)
  if (!from)
    wrong(
      'from',
      typed.from === ''
        ? 'Ô này đang trống.'
        : `“${typed.from.slice(0, 40)}” không phải là ngày; viết dạng 01/07/2026.`,
    )
  const roles = rolesIn(typed.roles, (message) => wrong('roles', message))
  const agency = agencyIn(typed.agency, from, tree, (message) => wrong('agency', message))
  if (agency && from)
    for (const [column, check] of [
      ['from', () => requireActing(tree, agency, from)],
      ['agency', () => requireReach(actor, PERMISSIONS.administer, agency, tree)],
      [
        'roles',
        () => requireGivable(actor, startingGrants(roles, 'roles'), { agency, roles }, tree, 'roles'),
      ],
    ] as const)
      try {
        check()
      } catch (error) {
        if (!(error instanceof Problem)) throw error
        wrong(column, error.message)
        break
      }
  return {
    row: typed.row,
    name,
    userName: userName.toLowerCase(),
    email,
    agency: agency ?? '',
    title: typed.title,
    roles,
    from: from ?? '',
    account: null,
    becomes: 'new',
    problems,
  }
}

/** `01/07/2026`, `1/7/2026` or `2026-07-01`; null when it is no real day. */
function dayIn(text: string): string | null {
  const parts = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text)
  const day = parts ? `${parts[3]}-${parts[2]!.padStart(2, '0')}-${parts[1]!.padStart(2, '0')}` : text
  return parseDate(day) === null ? null : day
}

const ROLE_OF = new Map(
  Object.entries(ROLE_NAMES).flatMap(([role, name]) => [
    [plain(name), role],
    [plain(role), role],
  ]),
)

function rolesIn(text: string, wrong: (message: string) => void): string[] {
  const named = text.split(/[;+]|,(?! lệ phí)/).flatMap((each) => (each.trim() ? [each.trim()] : []))
  if (named.length === 0) wrong('Ô này đang trống.')
  return named.flatMap((each) => {
    const role = ROLE_OF.get(plain(each))
    if (!role) wrong(`Không có vai trò “${each.slice(0, 60)}”. Có: ${Object.values(ROLE_NAMES).join('; ')}.`)
    return role ? [role] : []
  })
}

/** By its code, or by its name among those acting on the day. */
function agencyIn(
  text: string,
  from: string | null,
  tree: AgencyTree,
  wrong: (message: string) => void,
): string | null {
  if (text === '') {
    wrong('Ô này đang trống.')
    return null
  }
  const byCode = tree.get(text)
  if (byCode) return byCode.code
  const wanted = plain(text)
  const named = tree
    .all()
    .filter(({ name, shortName }) => plain(name) === wanted || plain(shortName) === wanted)
  const acting = from ? named.filter(({ code }) => tree.inForce(code, from)) : named
  if (acting.length === 1) return acting[0]!.code
  if (named.length === 1) return named[0]!.code
  wrong(
    named.length === 0
      ? `Không có cơ quan “${text.slice(0, 100)}”. Ghi đúng tên hoặc mã cơ quan.`
      : `Có ${named.length} cơ quan cùng tên “${text.slice(0, 100)}” (${named.map(({ code }) => code).join(', ')}); hãy ghi mã.`,
  )
  return null
}

async function knownAccounts(trx: Kysely<any>, userNames: readonly string[]): Promise<Map<string, Known>> {
  const { rows } = await sql<Known>`
    select a.id, a.user_name, a.name, a.kind, a.closed_at,
      coalesce((select json_agg(json_build_object('agency', p.agency, 'title', p.title, 'to', h.valid_to) order by h.valid_from desc)
        from organisation.holding h join organisation.position p on p.id = h.position
        where h.account = a.id and h.valid_to is null), '[]') as seats
    from identity.account a where a.user_name = any(${[...userNames]}::text[])`.execute(trx)
  return new Map(rows.map((row) => [row.user_name, row]))
}

/** The check as it is shown. */
export function checkView(plans: readonly StaffPlan[], tree: AgencyTree): StaffCheck {
  const count = (becomes: StaffPlan['becomes']) => plans.filter((plan) => plan.becomes === becomes).length
  return {
    rows: plans.map(
      ({ row, name, userName, agency, title, becomes, problems }): StaffRowView => ({
        row,
        name,
        userName,
        agency: agency ? tree.nameOf(agency) : '',
        title,
        becomes,
        problems,
      }),
    ),
    fresh: count('new'),
    seated: count('seat'),
    same: count('same'),
    wrong: count('wrong'),
  }
}

/** Told of a row by its number in the sheet. */
export const problemsOf = (plans: readonly StaffPlan[]) =>
  plans.flatMap(({ row, problems }) =>
    problems.map(({ column, message }) => ({
      path: `rows.${row}`,
      message: `Dòng ${row}, cột ${column}: ${message}`,
    })),
  )
