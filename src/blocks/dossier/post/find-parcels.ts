import { sql as raw } from 'kysely'
import { z } from 'zod'
import { formatInstant } from '../../../kernel/local-time.ts'
import { type Context, query } from '../../../platform/command/declare.ts'
import { edition } from '../../procedure/index.ts'
import { Code, PERMISSIONS } from '../contract.ts'
import { ParcelView, POST_TABS, ToSend } from '../model/parcel.ts'
import { readableDossier } from '../read.ts'
import { applicantParty, desksOf, type ParcelRead, POST, parcelViews } from './parcels.ts'

type Tab = (typeof POST_TABS)[number]
/** The result was brought, but handing it over could not be written down: somebody must look. */
const STUCK = raw<boolean>`(p.direction = 'out' and p.state = 'delivered' and p.settled_at is null)`
const TABS: Record<Tab, ReturnType<typeof raw<boolean>>> = {
  toSend: raw<boolean>`p.direction = 'out' and p.state in ('asked', 'created')`,
  onTheWay: raw<boolean>`p.direction = 'out' and p.state in ('handedOver', 'moving', 'returning')`,
  cameBack: raw<boolean>`p.settled_at is null and (p.state in ('cameBack', 'lost') or ${STUCK})`,
  incoming: raw<boolean>`p.direction = 'in' and p.settled_at is null and p.state <> 'cancelled'`,
  done: raw<boolean>`(p.settled_at is not null or p.state = 'cancelled')`,
}
const MOST_WAITING = 200

/** What this desk sends, has on the way, got back and expects by post; results that wait for a parcel come first. */
export const findParcels = query({
  name: 'post.find',
  route: 'GET /post',
  summary: 'Bưu gửi của quầy: cần gửi, đang đi, quay về, sắp đến',
  input: z.strictObject({
    tab: z.enum(POST_TABS).default('toSend'),
    limit: z.coerce.number().int().min(1).max(200).default(50),
    cursor: z.uuid('Trang này không còn; hãy tải lại danh sách.').optional(),
  }),
  output: z.object({
    /** Only in the tab `toSend`. */
    waiting: z.array(ToSend),
    items: z.array(ParcelView),
    nextCursor: z.string().nullable(),
    counts: z.object({ toSend: z.int(), onTheWay: z.int(), cameBack: z.int(), incoming: z.int() }),
  }),
  permission: POST,
  audit: () => 'listed parcels',
  async run(context) {
    const { input, sql, actor, subjects } = context
    const desks = await desksOf(context, actor)
    const mine = raw<boolean>`(${desks}::text[] is null or p.desk = any(${desks}::text[]))`
    const { cursor = null } = input
    const { rows } = await raw<ParcelRead>`
      select p.* from dossier.parcel p where ${mine} and ${TABS[input.tab]}
        and (${cursor}::uuid is null
          or (p.made_at, p.id) < (select c.made_at, c.id from dossier.parcel c where c.id = ${cursor}::uuid))
      order by p.made_at desc, p.id desc limit ${input.limit + 1}`.execute(sql)
    const counted = await raw<Record<Exclude<Tab, 'done'>, number>>`
      select count(*) filter (where ${TABS.toSend})::int as "toSend",
        count(*) filter (where ${TABS.onTheWay})::int as "onTheWay",
        count(*) filter (where ${TABS.cameBack})::int as "cameBack",
        count(*) filter (where ${TABS.incoming})::int as incoming
      from dossier.parcel p where ${mine} and p.settled_at is null`.execute(sql)
    const waiting = await waitingResults(context, desks)
    const counts = counted.rows[0]!
    const page = rows.slice(0, input.limit)
    for (const { dossier_id: id } of page) if (id) subjects.add(id)
    return {
      waiting: input.tab === 'toSend' ? waiting : [],
      items: await parcelViews(context, page),
      nextCursor: rows.length > input.limit ? (page.at(-1)?.id ?? null) : null,
      counts: { ...counts, toSend: counts.toSend + waiting.length },
    }
  },
})

/** The parcels of one dossier, for those who may read it; where they go is for those who handle the post. */
export const dossierParcels = query({
  name: 'post.ofDossier',
  route: 'GET /dossiers/{code}/parcels',
  summary: 'Bưu gửi của một hồ sơ',
  input: z.strictObject({ code: Code }),
  output: z.object({ items: z.array(ParcelView) }),
  permission: PERMISSIONS.read,
  audit: ({ code }) => `read the parcels of dossier ${code}`,
  async run(context) {
    const { sql, db, memory, now, actor, input, subjects } = context
    const row = await readableDossier({ sql, db, memory, now }, input.code, actor, PERMISSIONS.read)
    subjects.add(row.id)
    const { rows } = await raw<ParcelRead>`
      select * from dossier.parcel where dossier_id = ${row.id} order by made_at`.execute(sql)
    const views = await parcelViews(context, rows)
    return { items: views.map((view) => ({ ...view, recipient: null })) }
  },
})

async function waitingResults(context: Context<unknown>, desks: readonly string[] | null): Promise<ToSend[]> {
  const { rows } = await raw<{
    id: string
    code: string
    procedure: string
    edition: number
    finished_at: Date | null
  }>`
    select d.id, d.code, d.procedure, d.edition, d.finished_at from dossier.dossier d
    where d.return_by = 'post' and d.status = 9 and d.returned_at is null
      and (${desks}::text[] is null or d.return_desk = any(${desks}::text[]))
      and not exists (select from dossier.parcel p where p.dossier_id = d.id and p.direction = 'out'
        and (p.state in ('asked', 'created', 'handedOver', 'moving', 'returning', 'delivered')
          or (p.state in ('cameBack', 'lost') and p.settled_at is null)))
    order by d.finished_at limit ${MOST_WAITING}`.execute(context.sql)
  const found: ToSend[] = []
  for (const row of rows) {
    context.subjects.add(row.id)
    found.push({
      code: row.code,
      procedure: (await edition(context, row.procedure, row.edition)).definition.title.vi,
      recipient: (await applicantParty(context.sql, row.id)) ?? { name: '', phone: '', address: '' },
      finishedAt: row.finished_at ? formatInstant(row.finished_at.getTime()) : null,
    })
  }
  return found
}
