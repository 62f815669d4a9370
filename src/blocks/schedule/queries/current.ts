import { z } from 'zod'
import { query } from '../../../platform/command/declare.ts'
import { CurrentView, PERMISSIONS } from '../contract.ts'
import { currentView } from '../counters.ts'

/** One's own counter: the number there, who waits, what was skipped; without one, the counters one may open. */
export const current = query({
  name: 'schedule.current',
  route: 'GET /counters/current',
  summary: 'Quầy của tôi: số đang phục vụ, người đang chờ',
  input: z.strictObject({}),
  output: CurrentView,
  permission: PERMISSIONS.serve,
  run: (context) => currentView(context),
})
