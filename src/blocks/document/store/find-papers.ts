import { z } from 'zod'
import { parseCitizenNumber } from '../../../kernel/identifiers.ts'
import { dayOf, formatDate } from '../../../kernel/local-time.ts'
import { Problem } from '../../../kernel/problem.ts'
import { query } from '../../../platform/command/declare.ts'
import { KeptPaperView } from '../model/kept-paper.ts'
import { kindOfTitle } from '../model/paper-kinds.ts'
import { keptPapersOf, keptPaperViews } from './kept-papers.ts'

/**
 * A citizen's papers in the store, for the officer at whose desk they stand; of the kind a procedure's paper is, when its
 * name is given. Valid ones first. Each look stands in the audit with the papers shown. Errors: request.invalid 422.
 */
export const findPapers = query({
  name: 'paper.find',
  // A citizen number must not stand in addresses, which end up in logs.
  route: 'POST /papers/find',
  summary: 'Tìm giấy tờ đã số hóa trong kho dữ liệu của một người dân',
  input: z.strictObject({
    citizenNumber: z.string().max(20),
    /** What the procedure calls the paper: only papers of that kind. */
    requirement: z.string().max(1000).optional(),
  }),
  output: z.object({ items: z.array(KeptPaperView) }),
  permission: 'paper.read',
  audit: () => 'looked for papers in a citizen’s own store',
  async run({ input, sql, db, memory, now, subjects }) {
    const number = parseCitizenNumber(input.citizenNumber)
    if (!number.ok) throw new Problem('request.invalid', 422, number.problem.message, [number.problem])
    const kind = input.requirement === undefined ? undefined : kindOfTitle(input.requirement)
    const rows = await keptPapersOf(sql, number.value.number, kind?.key)
    for (const { id } of rows) subjects.add(id)
    const views = await keptPaperViews({ db, memory }, rows, formatDate(dayOf(now.getTime())))
    return { items: views.sort((a, b) => Number(b.valid) - Number(a.valid)) }
  },
})
