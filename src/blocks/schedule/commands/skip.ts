import { z } from 'zod'
import { command } from '../../../platform/command/declare.ts'
import { CurrentView, PERMISSIONS } from '../contract.ts'
import { currentView, endCall, requireCall, requireOpening } from '../counters.ts'
import { lockDesk } from '../desks.ts'

/** Nobody came: the number goes aside and can be called again today. Errors: schedule.no-counter, schedule.nobody-called 409. */
export const skip = command({
  name: 'schedule.skip',
  route: 'POST /calls/skip',
  summary: 'Bỏ qua số tại quầy vì không có người đến',
  input: z.strictObject({}),
  output: CurrentView,
  permission: PERMISSIONS.serve,
  audit: () => 'skipped the ticket at the counter',
  async run(context) {
    const { opening } = await requireOpening(context)
    await lockDesk(context.sql, opening.agency)
    const call = await requireCall(context.sql, opening)
    await endCall(context.sql, call, 'skipped', 'skipped', context.now)
    return currentView(context)
  },
})
