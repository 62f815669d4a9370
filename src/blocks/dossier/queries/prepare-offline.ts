import { z } from 'zod'
import { query } from '../../../platform/command/declare.ts'
import { calendarData } from '../../organisation/index.ts'
import { catalogue } from '../../procedure/index.ts'
import { PERMISSIONS } from '../contract.ts'
import { OfflineProvision } from '../model/offline-taking.ts'
import { backHoursOn } from '../offline/rules.ts'
import { localDay } from '../seat.ts'

/**
 * What a counter needs before its line goes down: which editions hold, the working calendar for a provisional due date,
 * the server's time to measure its own clock by. Any desk may receive for any agency, so it is every procedure.
 */
export const prepareOffline = query({
  name: 'dossier.prepareOffline',
  route: 'GET /offline-intake',
  summary: 'Dữ liệu để quầy tiếp nhận khi mất mạng',
  input: z.strictObject({}),
  output: OfflineProvision,
  permission: PERMISSIONS.receive,
  async run({ db, memory, now }) {
    const day = localDay(now)
    const entries = await catalogue({ db, memory }, day)
    return {
      serverTime: now.toISOString(),
      backHours: await backHoursOn(db, day),
      procedures: [...entries.values()].map(({ code, edition }) => ({ code, edition })),
      calendar: await calendarData(db, 'default'),
    }
  },
})
