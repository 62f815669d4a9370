import { type RawBuilder, type SqlBool, sql } from 'kysely'
import { invalid } from '../../../kernel/problem.ts'
import { query } from '../../../platform/command/declare.ts'
import { FindInput, FindOutput, PERMISSIONS } from '../contract.ts'
import { endOf, isOpen, type Strand, startOf, together, walked, wantedDossiers } from '../find.ts'
import { surroundings } from '../surroundings.ts'
import type { DossierRecord } from '../tables.ts'
import { rowView } from '../views.ts'
import { risksOf } from '../watch/risks-of.ts'

const COLUMN = { due: 'd.first_due_at', received: 'd.submitted_at', '-received': 'd.submitted_at' } as const
type Period = Pick<FindInput, 'receivedFrom' | 'receivedTo' | 'finishedFrom' | 'finishedTo'>
/** Dossiers without a due date come last. */
const NEVER = new Date('9999-12-31T00:00:00Z')

/** A list by deadline or by receipt, of what this person may read; counts and pages are never estimated. */
export const findDossiers = query({
  name: 'dossier.find',
  route: 'GET /dossiers',
  summary: 'Danh sách hồ sơ trong phạm vi của bạn',
  input: FindInput,
  output: FindOutput,
  permission: PERMISSIONS.read,
  audit: () => 'listed dossiers',
  async run({ input, actor, sql: trx, db, memory, now, subjects }) {
    const around = await surroundings({ db, memory }, now, [])
    const { limit, cursor, sort, ...wanted } = input
    const strands = wantedDossiers(wanted, actor, around)
    if (strands.length === 0) return { items: [], nextCursor: null }
    const rising = sort !== '-received'
    const parts = stretches(sort, wanted, cursor ? readCursor(cursor) : null)
    const columns = sql`d.id, ${sql.ref(COLUMN[sort])} as key`
    const order = rising ? sql`order by key, id` : sql`order by key desc, id desc`
    const tail = sql`${order} limit ${limit + 1}`
    // Only what an agency ever had, and what everybody ever had, lie in the order of receipt.
    const inOrder = ({ by }: Strand) =>
      sort === 'due' || by.length === 0 || (by.length === 1 && by[0]!.column === 'agency' && !isOpen(wanted))
    const walks = strands.flatMap((strand) =>
      parts.map(({ where, few }) =>
        walked(
          { ...strand, where: [...strand.where, where], few: strand.few || few || !inOrder(strand) },
          columns,
          tail,
        ),
      ),
    )
    const { rows } = await sql<DossierRecord & { applicant_name: string | null }>`
      select d.*, a.applicant_name
      from (select * from (${together(walks)}) as walked ${tail}) as listed
      join dossier.dossier as d on d.id = listed.id
      left join dossier.dossier_answer as a on a.dossier_id = d.id and a.seq = 0
      order by ${rising ? sql`listed.key, d.id` : sql`listed.key desc, d.id desc`}`.execute(trx)
    const page = rows.slice(0, limit)
    for (const row of page) subjects.add(row.id)
    const complete = await surroundings({ db, memory }, now, page)
    const risks = await risksOf(trx, page, now)
    const last = page.at(-1)
    const lastKey = last ? ((sort === 'due' ? last.first_due_at : last.submitted_at) ?? NEVER) : null
    return {
      items: page.map((row) => ({
        ...rowView(row, row.applicant_name, complete),
        risk: risks.get(row.id) ?? null,
      })),
      nextCursor:
        rows.length > limit && last && lastKey
          ? Buffer.from(`${lastKey.toISOString()}|${last.id}`).toString('base64url')
          : null,
    }
  },
})

/** A stretch of the list in the order of an index; a few are read whole, then ordered. */
type Part = { where: RawBuilder<SqlBool>; few: boolean }

const part = (where: RawBuilder<SqlBool>, few = false): Part => ({ where, few })
const WITHOUT_DUE = sql<SqlBool>`d.first_due_at is null`

/** What comes after the cursor's row: by deadline those without one come last, and a range never holds both. */
function stretches(sort: keyof typeof COLUMN, period: Period, cursor: [at: Date, id: string] | null): Part[] {
  if (sort !== 'due') {
    const { where, few } = byReceipt(sort, period)
    return [part(cursor ? sql<SqlBool>`${where} and ${past(sort, ...cursor)}` : where, few)]
  }
  const dated = byDeadline(period)
  const without = part(WITHOUT_DUE, dated.length > 0)
  if (!cursor) return dated.length > 0 ? [...dated, without] : [part(sql<SqlBool>`true`)]
  const [at, id] = cursor
  if (at.getTime() === NEVER.getTime()) return [part(sql<SqlBool>`${WITHOUT_DUE} and d.id > ${id}::uuid`)]
  const after = past(sort, at, id)
  return [
    ...(dated.length > 0
      ? dated.map(({ where, few }) => part(sql<SqlBool>`${where} and ${after}`, few))
      : [part(after)]),
    without,
  ]
}

function past(sort: keyof typeof COLUMN, at: Date, id: string): RawBuilder<SqlBool> {
  const row = sql`(${sql.ref(COLUMN[sort])}, d.id)`
  return sort === '-received' ? sql`${row} < (${at}, ${id}::uuid)` : sql`${row} > (${at}, ${id}::uuid)`
}

/** Where a period's dossiers with a deadline lie, so that nothing before them is walked through. Empty: anywhere. */
function byDeadline({ receivedFrom, finishedFrom }: Period): Part[] {
  const accepted = receivedFrom ? startOf(receivedFrom, 'receivedFrom').getTime() : 0
  const finished = finishedFrom ? startOf(finishedFrom, 'finishedFrom').getTime() : 0
  if (accepted === 0 && finished === 0) return []
  // Never due before it was accepted; and what was due before the day it was finished was late.
  const start = new Date(Math.max(accepted, finished))
  const dated = [part(sql<SqlBool>`d.first_due_at >= ${start}`)]
  if (finished > accepted)
    dated.push(part(sql<SqlBool>`d.timeliness = 'late' and d.first_due_at < ${start}`, true))
  return dated
}

/** Nothing is accepted or finished before it was submitted; how long after, nobody knows. */
function byReceipt(sort: 'received' | '-received', period: Period): Part {
  const { receivedFrom, receivedTo, finishedFrom, finishedTo } = period
  if (sort === 'received') return part(sql<SqlBool>`true`, Boolean(receivedFrom ?? finishedFrom))
  const ends = [
    ...(receivedTo ? [endOf(receivedTo, 'receivedTo')] : []),
    ...(finishedTo ? [endOf(finishedTo, 'finishedTo')] : []),
  ]
  const bounds = ends.map((end) => sql<SqlBool>`d.submitted_at < ${end}`)
  return part(sql<SqlBool>`${sql.join([...bounds, sql`true`], sql` and `)}`)
}

function readCursor(cursor: string): [Date, string] {
  const [at = '', id = ''] = Buffer.from(cursor, 'base64url').toString('utf8').split('|')
  const moment = new Date(at)
  if (Number.isNaN(moment.getTime()) || !/^[0-9a-f-]{36}$/.test(id))
    throw invalid('cursor', 'Con trỏ trang không đúng; hãy tải lại danh sách từ đầu.')
  return [moment, id]
}
