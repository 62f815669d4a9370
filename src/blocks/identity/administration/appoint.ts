import { z } from 'zod'
import { Problem } from '../../../kernel/problem.ts'
import type { Scope } from '../../../platform/command/actor.ts'
import { type Context, command } from '../../../platform/command/declare.ts'
import { AccountId, PositionId } from '../../organisation/contract.ts'
import {
  type AgencyTree,
  agencyTree,
  dayGiven,
  holdSeat,
  lockSeat,
  requireGivable,
  requireReach,
  STALE_SEATS,
} from '../../organisation/index.ts'
import { PERMISSIONS } from '../contract.ts'
import { lockAccount } from './reach.ts'

/**
 * Puts an officer on a seat from a day on, until a day when one is named. One seat has one holder at a time; nobody
 * appoints themselves, nor to a seat that may more than they could give. Errors: identity.no-account 404,
 * identity.account-closed 409, identity.own-appointment 403, organisation.seat-held 409, organisation.already-holds 409,
 * organisation.grant-beyond-own 403, organisation.out-of-reach 403, organisation.no-position 404, request.invalid naming from or to.
 */
export const appoint = command({
  name: 'identity.appoint',
  route: 'POST /positions/holdings',
  summary: 'Giao một vị trí cho một cán bộ, từ ngày, đến ngày',
  input: z.strictObject({
    account: AccountId,
    position: PositionId,
    from: z.string().max(10).optional(),
    /** First day without; until it is ended when absent. */
    to: z.string().max(10).optional(),
  }),
  output: z.object({ account: z.string(), position: z.string(), from: z.iso.date() }),
  permission: PERMISSIONS.administer,
  audit: (input) => `appointed account ${input.account} to position ${input.position}`,
  forgets: STALE_SEATS,
  async run(context) {
    const { input, actor, sql, db, memory, now, subjects } = context
    const tree = await agencyTree({ db, memory })
    const row = await lockNewcomer(context, tree)
    subjects.add(row.id)
    const from = await appointTo(context, tree, {
      account: row,
      position: input.position,
      from: input.from,
      to: input.to,
    })
    return { account: row.id, position: input.position, from }

    /** A person without any seat yet is nobody's: whoever may open accounts may seat them. */
    async function lockNewcomer(_context: unknown, reach: AgencyTree) {
      const found = await sql
        .selectFrom('identity.account as a')
        .select(['a.id', 'a.name', 'a.closed_at'])
        .where('a.id', '=', input.account)
        .where('a.kind', '=', 'officer')
        .where(({ not, exists, selectFrom }) =>
          not(
            exists(
              selectFrom('organisation.holding as h').select('h.account').whereRef('h.account', '=', 'a.id'),
            ),
          ),
        )
        .forUpdate()
        .executeTakeFirst()
      const account = found ?? (await lockAccount(sql, actor, reach, input.account, now))
      if (account.closed_at)
        throw new Problem('identity.account-closed', 409, 'Tài khoản này đã đóng; hãy mở lại trước.', [
          { path: 'account', message: 'Tài khoản đã đóng.' },
        ])
      return account as { id: string; name: string }
    }
  },
})

type Appointing = {
  account: { id: string; name: string }
  position: string
  from: string | undefined
  to: string | undefined
}

/** Errors: those of identity.appoint about the seat. Answers the first day. */
export async function appointTo(
  { actor, sql, now }: Pick<Context<unknown>, 'actor' | 'sql' | 'now'>,
  tree: AgencyTree,
  { account, position, from: first, to: last }: Appointing,
): Promise<string> {
  if (account.id === actor.account)
    throw new Problem('identity.own-appointment', 403, 'Không tự giao vị trí cho mình được.', [
      { path: 'account', message: 'Đây là chính bạn.' },
    ])
  const seat = await lockSeat(sql, position)
  requireReach(actor, PERMISSIONS.administer, seat.agency, tree)
  const from = dayGiven(first, now, 'from')
  const grants: { permission: string; scope: Scope }[] = await sql
    .selectFrom('organisation.seat_grant')
    .select(['permission', 'scope'])
    .where('position', '=', seat.id)
    .where((where) => where.or([where('valid_to', 'is', null), where('valid_to', '>', from)]))
    .execute()
  const rights = grants.map(({ permission, scope }) => [permission, scope] as const)
  requireGivable(actor, rights, seat, tree, 'position')
  const to = last === undefined ? null : dayGiven(last, now, 'to')
  await holdSeat(sql, seat, { position: seat.id, account: account.id, personName: account.name, from, to })
  return from
}
