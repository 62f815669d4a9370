import { randomUUID } from 'node:crypto'
import type { Kysely } from 'kysely'
import { invalid, Problem } from '../../../kernel/problem.ts'
import { formatDate as shownDate } from '../../../kernel/vietnamese.ts'
import type { Actor } from '../../../platform/command/actor.ts'
import { command } from '../../../platform/command/declare.ts'
import { DelegateInput, DelegationView } from '../contract.ts'
import { dayAfter, daysBetween } from '../model/delegation-days.ts'
import type { Moment, Standing } from '../model/standing.ts'
import { agencyTree, seats } from '../read.ts'
import { delegationsOf, maxDelegationDays } from '../read-delegations.ts'
import { momentOf, standingsOf } from '../read-standing.ts'
import type { OrganisationTables } from '../tables.ts'

/**
 * Lends a seat's rights to another officer for a time: what its holder may do that day, never more. Who was lent a seat
 * lends it to nobody. Legal source: NĐ 30/2020/NĐ-CP, Phụ lục I, on signing by delegation (TUQ.).
 * Errors: organisation.not-your-seat 403, organisation.no-redelegation 403; 422 naming `delegate`, `permissions`, `from`
 * or `to`.
 */
export const delegate = command({
  name: 'organisation.delegate',
  route: 'POST /delegations',
  summary: 'Ủy quyền cho cán bộ khác làm thay một chức vụ của mình trong một thời gian',
  input: DelegateInput,
  output: DelegationView,
  permission: 'signed-in',
  answers: 201,
  audit: (input) => `delegated ${input.position} to ${input.delegate} from ${input.from} to ${input.to}`,
  forgets: ['identity.session', 'identity.token'],
  async run({ input, actor, now, sql, db, memory }) {
    const moment = momentOf(now)
    const standing = await ownSeat(sql, actor, input.position, now)
    requirePermissions(input, standing)
    await requireDays(sql, input, moment)
    const taker = await delegateOf({ db, memory }, input, standing, actor, moment)
    const id = randomUUID()
    await (sql as Kysely<OrganisationTables>)
      .insertInto('organisation.delegation')
      .values({
        id,
        position: standing.seat.id,
        from_account: actor.account!,
        to_account: taker,
        permissions: input.permissions ?? null,
        valid_from: input.from,
        valid_to: dayAfter(input.to),
        reason: input.reason,
        made_at: now,
        revoked_at: null,
        revoked_by: null,
      })
      .execute()
    const [view] = await delegationsOf(sql, 'from_account', actor.account!, moment, id)
    return view!
  },
})

/** The seat, held by the actor today in their own right. */
async function ownSeat(trx: Kysely<any>, actor: Actor, position: string, now: Date): Promise<Standing> {
  if (actor.actingFor)
    throw new Problem(
      'organisation.no-redelegation',
      403,
      `Bạn đang làm thay ${actor.actingFor.name} nên không ủy quyền tiếp được. Hãy chọn lại chức vụ của mình.`,
    )
  const { held } =
    actor.kind === 'person' && actor.account ? await standingsOf(trx, actor.account, now) : { held: [] }
  const standing = held.find(({ seat }) => seat.id === position)
  if (standing) return standing
  throw new Problem(
    'organisation.not-your-seat',
    403,
    'Chỉ người đang giữ chức vụ mới ủy quyền được chức vụ đó; được ủy quyền thì không ủy quyền tiếp.',
    [{ path: 'position', message: 'Bạn không giữ chức vụ này.' }],
  )
}

function requirePermissions({ permissions = [] }: DelegateInput, { seat, grants }: Standing): void {
  const missing = permissions.filter((each) => !grants.some(({ permission }) => permission === each))
  if (missing.length > 0)
    throw invalid(
      'permissions',
      `Chức vụ ${seat.title} không có quyền ${missing.join(', ')} nên không ủy quyền được quyền đó.`,
    )
}

async function requireDays(trx: Kysely<any>, { from, to }: DelegateInput, { day }: Moment): Promise<void> {
  const days = daysBetween(from, to)
  if (days === null) throw invalid('from', 'Ngày bắt đầu hoặc ngày kết thúc không có thật.')
  if (from < day) throw invalid('from', `Chỉ ủy quyền từ hôm nay (${shownDate(day)}) trở đi.`)
  if (days < 1) throw invalid('to', 'Ngày kết thúc phải bằng hoặc sau ngày bắt đầu.')
  const most = await maxDelegationDays(trx)
  if (days > most)
    throw invalid(
      'to',
      `Một lần ủy quyền dài nhất ${most} ngày; đợt này ${days} ngày. Hãy chọn ngày kết thúc sớm hơn.`,
    )
}

/** The account of whoever holds the named seat today: another officer, of the same agency or one below it. */
async function delegateOf(
  reading: Parameters<typeof seats>[0],
  input: DelegateInput,
  { seat }: Standing,
  actor: Actor,
  { day }: Moment,
): Promise<string> {
  const found = (await seats(reading, day)).get(input.delegate)
  if (!found?.account) throw invalid('delegate', 'Hiện không có ai giữ chức vụ này. Hãy chọn người khác.')
  if (found.account === actor.account) throw invalid('delegate', 'Không ủy quyền cho chính mình.')
  const tree = await agencyTree(reading)
  if (!tree.subtree(seat.agency).includes(found.agency))
    throw invalid(
      'delegate',
      `Chỉ ủy quyền cho người của ${tree.nameOf(seat.agency)} hoặc cơ quan trực thuộc.`,
    )
  return found.account
}
