import { z } from 'zod'
import { dayOf, formatDate } from '../../../kernel/local-time.ts'
import { query } from '../../../platform/command/declare.ts'
import { RegimePeriod, regimeOn } from '../model/regime.ts'
import { regimePeriods } from '../read-regime.ts'

/** Under which rules online submission stands today, and what was and will be. */
export const getRegime = query({
  name: 'organisation.regime',
  route: 'GET /regime',
  summary: 'Chế độ nộp trực tuyến đang áp dụng và các lần thay đổi',
  input: z.strictObject({}),
  output: z.object({ today: z.iso.date(), current: RegimePeriod, periods: z.array(RegimePeriod) }),
  permission: 'public',
  async run({ db, memory, now }) {
    const today = formatDate(dayOf(now.getTime()))
    const periods = await regimePeriods({ db, memory })
    return { today, current: regimeOn(periods, today), periods }
  },
})
