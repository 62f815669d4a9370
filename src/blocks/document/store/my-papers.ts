import { z } from 'zod'
import { dayOf, formatDate } from '../../../kernel/local-time.ts'
import { query } from '../../../platform/command/declare.ts'
import { provedNumberOf } from '../../identity/index.ts'
import { KeptPaperView } from '../model/kept-paper.ts'
import { kindOfTitle } from '../model/paper-kinds.ts'
import { keptPapersOf, keptPaperViews } from './kept-papers.ts'

/** The signed-in person's own store, by the citizen number their account has proved; of one kind when a paper is named. */
export const myPapers = query({
  name: 'paper.mine',
  route: 'GET /my-data/papers',
  summary: 'Giấy tờ đã số hóa trong kho dữ liệu của tôi',
  input: z.strictObject({ requirement: z.string().max(1000).optional() }),
  output: z.object({ items: z.array(KeptPaperView), proved: z.boolean() }),
  permission: 'signed-in',
  audit: () => 'looked into the own store of papers',
  async run({ input, actor, sql, db, memory, now, subjects }) {
    const number = actor.account === null ? null : await provedNumberOf(sql, actor.account)
    if (number === null) return { items: [], proved: false }
    const kind = input.requirement === undefined ? undefined : kindOfTitle(input.requirement)
    const rows = await keptPapersOf(sql, number, kind?.key)
    for (const { id } of rows) subjects.add(id)
    const day = formatDate(dayOf(now.getTime()))
    return { items: await keptPaperViews({ db, memory }, rows, day), proved: true }
  },
})
