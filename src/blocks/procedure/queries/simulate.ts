import { setImmediate } from 'node:timers/promises'
import { invalid } from '../../../kernel/problem.ts'
import { query } from '../../../platform/command/declare.ts'
import { agencyTree, seats, workingCalendar } from '../../organisation/index.ts'
import { askedFlow } from '../asked-flow.ts'
import { Role } from '../model/definition.ts'
import { SimulateInput, SimulateOutput } from '../model/flow-questions.ts'
import { forecasting } from '../model/simulate/forecast.ts'
import { localDay } from '../read.ts'

type Reading = Parameters<typeof seats>[0]
/** So many events (about 5 ms) between two turns of others. */
const TURN = 5_000

/**
 * What would happen to a volume of dossiers under a draft or an edition with these people: queues, lateness, bottleneck.
 * Reads no dossier; changes nothing. Errors: those of `askedFlow`, request.invalid 422 for an unknown agency, and of `forecasting`.
 */
export const simulate = query({
  name: 'procedure.simulate',
  route: 'POST /procedures/simulate',
  summary: 'Mô phỏng một quy trình: hàng chờ, tỷ lệ trễ hạn và bước nghẽn',
  input: SimulateInput,
  output: SimulateOutput,
  permission: 'procedure.readDrafts',
  async run({ input, now, sql, db, memory }) {
    const { draft, procedure, edition, agency, ...scenario } = input
    const flow = await askedFlow(sql, { draft, procedure, edition }, now)
    const today = localDay(now)
    const counted = agency === undefined ? {} : await peopleOf({ db, memory }, agency, today)
    const calendar = await workingCalendar({ db, memory })
    const clock = flow.clock ?? NO_TERM
    const run = forecasting({ ...flow, clock }, scenario, calendar, today, counted)
    while (run.run(TURN)) await setImmediate()
    return run.result()
  },
})

/** People of an agency by role: each seat that somebody holds today. */
async function peopleOf(
  reading: Reading,
  agency: string,
  day: string,
): Promise<Partial<Record<Role, number>>> {
  if (!(await agencyTree(reading)).get(agency))
    throw invalid('agency', `Không có cơ quan mã ${agency}. Hãy chọn lại cơ quan.`)
  const counted: Partial<Record<Role, number>> = {}
  for (const seat of (await seats(reading, day)).values()) {
    if (seat.agency !== agency || seat.holder === null) continue
    for (const held of seat.roles) {
      const role = Role.safeParse(held).data
      if (role) counted[role] = (counted[role] ?? 0) + 1
    }
  }
  return counted
}

const NO_TERM = { term: null, unit: 'workingDays', resume: 'continue', silence: 'none' } as const
