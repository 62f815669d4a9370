import { Hidden } from '../../platform/access/hidden.ts'
import { grantsOf } from '../../platform/command/actor.ts'
import type { Context } from '../../platform/command/declare.ts'
import { agencyTree } from '../organisation/index.ts'
import { localDay } from './local-day.ts'

/** The desks whose money a permission reaches, each with the agencies it goes on for; null: all of them. */
export async function desksOf(context: Context<unknown>, permission: string): Promise<string[] | null> {
  const tree = await agencyTree(context)
  const desks = new Set<string>()
  for (const { scope, agency } of grantsOf(context.actor, permission)) {
    if (scope === 'all') return null
    if (agency === null) continue
    const codes = scope === 'subtree' ? tree.subtree(agency) : [agency]
    for (const code of codes)
      for (const each of [code, ...tree.predecessors(code, localDay(context.now))]) desks.add(each)
  }
  return [...desks]
}

/** Refuses a desk out of reach as if what hangs on it did not exist. Errors: payment.not-found 404. */
export async function requireDesk(
  context: Context<unknown>,
  desk: string,
  permission: string,
): Promise<void> {
  const desks = await desksOf(context, permission)
  if (desks === null || desks.includes(desk)) return
  throw new Hidden('payment.not-found', 404, NOT_FOUND)
}

export const NOT_FOUND = 'Không có khoản thu hoặc biên lai này trong phạm vi của bạn. Kiểm tra lại số.'
