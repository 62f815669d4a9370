import { type Kysely, type Selectable, sql } from 'kysely'
import { dayOf, formatDate, parseDate } from '../../kernel/local-time.ts'
import { invalid, Problem } from '../../kernel/problem.ts'
import { formatDate as shownDate } from '../../kernel/vietnamese.ts'
import { type Actor, grantsOf, type Scope } from '../../platform/command/actor.ts'
import { ADMINISTRATION, covers, mayGive } from './model/giving.ts'
import { ROLE_GRANTS } from './model/role-grants.ts'
import { PERMISSION_NAMES, ROLE_NAMES, SCOPE_NAMES } from './model/role-names.ts'
import type { AgencyTree } from './model/tree.ts'
import type { OrganisationTables } from './tables.ts'

type Seats = Kysely<OrganisationTables>
type SeatRow = Selectable<OrganisationTables['organisation.position']>

/** Facts that change when a seat, its holder or its grants do. */
export const STALE = ['organisation.seats', 'organisation.seatHeirs', 'identity.session', 'identity.token']

/** A real day; the local day of `now` when none is given. Errors: request.invalid naming `path`. */
export function dayGiven(day: string | undefined, now: Date, path: string): string {
  if (day === undefined) return formatDate(dayOf(now.getTime()))
  if (parseDate(day) === null) throw invalid(path, `Ngày ${day} không có thật.`)
  return day
}

/** Refuses whoever's administration does not reach this agency. Errors: organisation.out-of-reach 403. */
export function requireReach(actor: Actor, permission: string, agency: string, tree: AgencyTree): void {
  if (covers(grantsOf(actor, permission), 'agency', agency, tree)) return
  const text = `${tree.nameOf(agency)} nằm ngoài phạm vi quản trị của bạn.`
  throw new Problem('organisation.out-of-reach', 403, text, [{ path: 'agency', message: text }])
}

/** Refuses a grant the giver may not give. Errors: organisation.grant-beyond-own 403 naming `path`. */
export function requireGivable(
  actor: Actor,
  grants: readonly (readonly [permission: string, scope: Scope])[],
  seat: { agency: string; roles: readonly string[] },
  tree: AgencyTree,
  path: string,
): void {
  const beyond = grants.find(([permission, scope]) => !mayGive(actor, { permission, scope }, seat, tree))
  if (!beyond) return
  const [permission, scope] = beyond
  const text = `Bạn không được cấp quyền “${PERMISSION_NAMES[permission] ?? permission}” phạm vi ${SCOPE_NAMES[scope]}: chỉ cấp được quyền mình đang có, hoặc quyền ban đầu của vai trò trong phạm vi mình quản trị.`
  throw new Problem('organisation.grant-beyond-own', 403, text, [{ path, message: text }])
}

/** The starting grants of some parts. Errors: request.invalid naming `path` for a part there is none of. */
export function startingGrants(roles: readonly string[], path: string): (readonly [string, Scope])[] {
  const unknown = roles.find((role) => !Object.hasOwn(ROLE_GRANTS, role))
  if (unknown !== undefined)
    throw invalid(path, `Không có vai trò “${unknown}”. Có: ${Object.values(ROLE_NAMES).join(', ')}.`)
  return roles.flatMap((role) => ROLE_GRANTS[role] ?? [])
}

/** A seat in an agency acting on that day. Errors: request.invalid naming `agency` or `from`. */
export function requireActing(tree: AgencyTree, agency: string, from: string): void {
  const found = tree.get(agency)
  if (!found) throw invalid('agency', `Không có cơ quan mã ${agency}. Hãy chọn trong danh sách cơ quan.`)
  if (!tree.inForce(agency, from))
    throw invalid('from', `${found.name} không hoạt động vào ngày ${shownDate(from)}; chọn ngày khác.`)
}

/** The seat, its row locked. Errors: organisation.no-position 404; what requireReach refuses. */
export async function lockSeat(trx: Kysely<any>, id: string): Promise<SeatRow> {
  const row = await (trx as Seats)
    .selectFrom('organisation.position')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!row)
    throw new Problem('organisation.no-position', 404, `Không có vị trí “${id}”. Hãy tải lại danh sách.`, [
      { path: 'position', message: 'Không có vị trí này.' },
    ])
  return row
}

export type Holding = {
  position: string
  account: string
  personName: string
  from: string
  to: string | null
}

/**
 * Puts a person on a seat from a day on. One seat has one holder at a time.
 * Errors: organisation.seat-held 409, organisation.already-holds 409, request.invalid naming `from` or `to`.
 */
export async function holdSeat(trx: Kysely<any>, seat: SeatRow, holding: Holding): Promise<void> {
  const { from, to, account } = holding
  if (to !== null && to <= from) throw invalid('to', 'Ngày thôi giữ vị trí phải sau ngày bắt đầu.')
  if (from < seat.valid_from || (seat.valid_to !== null && (to ?? '9999') > seat.valid_to))
    throw invalid(
      'from',
      `Vị trí này có từ ngày ${shownDate(seat.valid_from)}${seat.valid_to ? ` đến ngày ${shownDate(seat.valid_to)}` : ''}; chọn thời gian trong đó.`,
    )
  const { rows } = await sql<{ account: string; person_name: string; valid_from: string }>`
    select account, person_name, valid_from::text from organisation.holding
    where position = ${seat.id} and (valid_to is null or valid_to > ${from}::date)
      and (${to}::date is null or valid_from < ${to}::date) and (valid_to is null or valid_to > valid_from)
    limit 1`.execute(trx)
  const [other] = rows
  if (other) {
    const own = other.account === account
    const text = own
      ? `Người này đã giữ vị trí đó từ ngày ${shownDate(other.valid_from)}.`
      : `Vị trí này đang do ${other.person_name} giữ từ ngày ${shownDate(other.valid_from)}; hãy cho thôi giữ trước.`
    throw new Problem(own ? 'organisation.already-holds' : 'organisation.seat-held', 409, text, [
      { path: 'from', message: text },
    ])
  }
  await (trx as Seats)
    .insertInto('organisation.holding')
    .values({
      position: seat.id,
      account,
      person_name: holding.personName,
      valid_from: from,
      valid_to: to,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['position', 'account', 'valid_from'])
        .doUpdateSet({ valid_to: to, person_name: holding.personName }),
    )
    .execute()
}

/** What an account may administer on a day, by all its seats. */
export async function administrationOf(trx: Kysely<any>, account: string, day: string) {
  const { rows } = await sql<{ permission: string; scope: Scope; agency: string }>`
    select g.permission, g.scope, p.agency
    from organisation.holding h join organisation.position p on p.id = h.position
    join organisation.seat_grant g on g.position = p.id
    where h.account = ${account} and g.permission = any(${[...ADMINISTRATION]})
      and h.valid_from <= ${day}::date and (h.valid_to is null or h.valid_to > ${day}::date)
      and p.valid_from <= ${day}::date and (p.valid_to is null or p.valid_to > ${day}::date)
      and g.valid_from <= ${day}::date and (g.valid_to is null or g.valid_to > ${day}::date)`.execute(trx)
  return rows
}

/** Without these nobody could give an administration back. */
const LAST = ['organisation.change', 'identity.administer']

/**
 * After something of a seat was ended on `day`: when it is a seat of whoever ended it, they must not have ended their own
 * last administration. Errors: organisation.last-administration 409; the transaction goes with it.
 */
export async function requireStillAdministers(
  trx: Kysely<any>,
  actor: Actor,
  position: string,
  day: string,
): Promise<void> {
  if (actor.kind !== 'person' || !actor.account) return
  const own = await (trx as Seats)
    .selectFrom('organisation.holding')
    .select('position')
    .where('position', '=', position)
    .where('account', '=', actor.account)
    .executeTakeFirst()
  if (!own) return
  const left = new Set((await administrationOf(trx, actor.account, day)).map((each) => each.permission))
  const lost = LAST.find((permission) => grantsOf(actor, permission).length > 0 && !left.has(permission))
  if (!lost) return
  throw new Problem(
    'organisation.last-administration',
    409,
    `Đây là quyền quản trị cuối cùng của chính bạn (${PERMISSION_NAMES[lost]}). Hãy để một người quản trị khác làm việc này.`,
  )
}

/** Tells the register of accounts that these officers can sign in from this day on. */
export async function recordAccounts(
  trx: Kysely<any>,
  accounts: readonly string[],
  day: string,
): Promise<void> {
  await sql`
    insert into organisation.staff_account (account, valid_from)
    select account, ${day}::date from unnest(${[...accounts]}::text[]) as given(account)
    where not exists (select 1 from organisation.staff_account s where s.account = given.account and s.valid_to is null)
    on conflict (account, valid_from) do update set valid_to = null`.execute(trx)
}

/** …and that this one no longer can. */
export async function endAccount(trx: Kysely<any>, account: string, day: string): Promise<void> {
  await sql`
    update organisation.staff_account set valid_to = greatest(valid_from, ${day}::date)
    where account = ${account} and valid_to is null`.execute(trx)
}
