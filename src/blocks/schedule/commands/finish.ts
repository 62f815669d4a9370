import { command } from '../../../platform/command/declare.ts'
import { CurrentView, FinishInput, PERMISSIONS } from '../contract.ts'
import { currentView, endCall, requireCall, requireOpening } from '../counters.ts'
import { lockDesk } from '../desks.ts'

/**
 * The person at the counter is served. `dossiers`: codes of what was taken in or given back meanwhile.
 * Errors: schedule.no-counter 409, schedule.nobody-called 409.
 */
export const finish = command({
  name: 'schedule.finish',
  route: 'POST /calls/finish',
  summary: 'Xong số tại quầy, kèm mã các hồ sơ đã làm',
  input: FinishInput,
  output: CurrentView,
  permission: PERMISSIONS.serve,
  audit: (input) => `finished the ticket at the counter with ${input.dossiers.length} dossiers`,
  forgets: ['schedule.services'],
  async run(context) {
    const { input, sql, now } = context
    const { opening } = await requireOpening(context)
    await lockDesk(sql, opening.agency)
    const call = await requireCall(sql, opening)
    await endCall(sql, call, 'finished', 'finished', now, [...new Set(input.dossiers)])
    return currentView(context)
  },
})
