import { z } from 'zod'
import { dayOf, formatDate, formatInstant } from '../../../kernel/local-time.ts'
import { query } from '../../../platform/command/declare.ts'
import { workingCalendar } from '../../organisation/index.ts'
import { ProcedureView } from '../contract.ts'
import { firstDueIfReceived } from '../model/first-due.ts'
import { competentAgencies, edition, editionInForce } from '../read.ts'

/** A procedure in force, whole, with who decides it and when it would be ready. */
export const getProcedure = query({
  name: 'procedure.get',
  route: 'GET /procedures/{code}',
  summary: 'Một thủ tục: giấy tờ, lệ phí, thời hạn, biểu mẫu, quy trình',
  input: z.strictObject({ code: z.string() }),
  output: ProcedureView,
  permission: 'public',
  async run({ input, now, db, memory }) {
    const reading = { db, memory }
    const day = formatDate(dayOf(now.getTime()))
    const entry = await editionInForce(reading, input.code, day)
    const { variants } = await edition(reading, entry.code, entry.edition)
    const agencies = await competentAgencies(reading, entry, day)
    const due = firstDueIfReceived(entry.definition.clock, now, await workingCalendar(reading))
    return {
      code: entry.code,
      edition: entry.edition,
      validFrom: entry.validFrom,
      definition: entry.definition,
      variants,
      agencies: agencies.map(({ code, name, kind }) => ({ code, name, kind })),
      dueIfReceivedNow: due ? formatInstant(due.getTime()) : null,
    }
  },
})
