import { type Kysely, sql as raw } from 'kysely'
import { z } from 'zod'
import { dayOf, formatDate } from '../../../kernel/local-time.ts'
import { Problem } from '../../../kernel/problem.ts'
import { Hidden } from '../../../platform/access/hidden.ts'
import { command } from '../../../platform/command/declare.ts'
import { desksOf, type ParcelRead, POST } from './parcels.ts'
import type { PostTables } from './tables.ts'
import { askToTell } from './take-events.ts'

/**
 * Hands parcels of one desk to the postman at once and numbers the list both keep. Errors: post.not-found 404,
 * post.no-number 409 (the carrier has not given one yet), post.two-desks 422.
 */
export const handOverParcels = command({
  name: 'post.handOver',
  route: 'POST /parcel-batches',
  summary: 'Bàn giao các bưu gửi cho bưu chính, lập danh sách bàn giao',
  input: z.strictObject({ parcels: z.array(z.uuid()).min(1, 'Chọn ít nhất một bưu gửi').max(200) }),
  output: z.object({ id: z.uuid(), number: z.string(), count: z.int() }),
  permission: POST,
  answers: 201,
  audit: ({ parcels }) => `handed ${parcels.length} parcels to the post`,
  async run(context) {
    const { sql, now, actor, input, send, subjects } = context
    const wanted = [...new Set(input.parcels)]
    const { rows } = await raw<ParcelRead>`
      select * from dossier.parcel where id = any(${wanted}::uuid[]) order by id for update`.execute(sql)
    const desks = await desksOf(context, actor)
    if (rows.length < wanted.length || (desks && rows.some(({ desk }) => !desks.includes(desk))))
      throw new Hidden(
        'post.not-found',
        404,
        'Có bưu gửi không còn trong phạm vi của bạn. Hãy tải lại danh sách.',
      )
    const unready = rows.filter(({ direction, state }) => direction !== 'out' || state !== 'created')
    if (unready.length > 0)
      throw new Problem(
        'post.no-number',
        409,
        `${unready.length} bưu gửi chưa có số của bưu chính hoặc đã bàn giao. Hãy tải lại danh sách rồi chọn lại.`,
      )
    const [{ desk }] = rows as [ParcelRead]
    if (rows.some((row) => row.desk !== desk))
      throw new Problem('post.two-desks', 422, 'Mỗi danh sách bàn giao chỉ gồm bưu gửi của một quầy.', [
        { path: 'parcels', message: 'Chọn bưu gửi của một quầy.' },
      ])
    const number = await nextNumber(sql, desk, now)
    const { id } = await (sql as Kysely<PostTables>)
      .insertInto('dossier.parcel_batch')
      .values({ desk, number, at: now, by: actor.position } as never)
      .returning('id')
      .executeTakeFirstOrThrow()
    await raw`update dossier.parcel set state = 'handedOver', batch = ${id}, moved_at = ${now}
      where id = any(${wanted}::uuid[])`.execute(sql)
    for (const row of rows) {
      if (row.dossier_id) subjects.add(row.dossier_id)
      await askToTell(context, row, 'parcelSent')
    }
    await send('post.handOver', { id })
    return { id, number, count: rows.length }
  },
})

/** `BG-H60.21-261123-02`: of one desk and day, counted under the lock of the desk's row of that day. */
async function nextNumber(sql: Kysely<any>, desk: string, now: Date): Promise<string> {
  const day = formatDate(dayOf(now.getTime()))
  await raw`select pg_advisory_xact_lock(7401960, hashtext(${`${desk} ${day}`}))`.execute(sql)
  const start = `BG-${desk}-${day.slice(2).replaceAll('-', '')}-`
  const { rows } = await raw<{ n: number }>`
    select count(*)::int as n from dossier.parcel_batch where number like ${`${start}%`}`.execute(sql)
  return `${start}${String((rows[0]?.n ?? 0) + 1).padStart(2, '0')}`
}
