import { type Kysely, sql as raw } from 'kysely'
import { z } from 'zod'
import { Problem } from '../../../kernel/problem.ts'
import { type Context, command } from '../../../platform/command/declare.ts'
import { ParcelNumber, ParcelView } from '../model/parcel.ts'
import { lockParcel, type ParcelRead, POST, parcelViews } from './parcels.ts'
import type { PostTables } from './tables.ts'

/**
 * Somebody dealt with what came back, got lost, or arrived. `again`: the result goes back to those that wait to be sent;
 * `desk`: the applicant will come for it; `arrived`: papers are at the desk; `noted`: nothing more to do.
 * Errors: post.not-found 404, post.settled 409, post.wrong-way 409.
 */
export const settleParcel = command({
  name: 'post.settle',
  route: 'POST /parcels/{id}/settle',
  summary: 'Xử lý bưu gửi quay về, thất lạc hoặc đã đến quầy',
  input: z.strictObject({ id: z.uuid(), how: z.enum(['again', 'desk', 'arrived', 'noted']) }),
  output: ParcelView,
  permission: POST,
  audit: ({ id, how }) => `settled parcel ${id}: ${how}`,
  async run(context) {
    const { sql, input, now, subjects } = context
    const parcel = await lockParcel(context, input.id)
    if (parcel.settled_at !== null) throw new Problem('post.settled', 409, 'Bưu gửi này đã được xử lý.')
    const back = ['cameBack', 'lost'].includes(parcel.state)
    const fits = {
      again: parcel.direction === 'out' && back,
      desk: parcel.direction === 'out' && back,
      arrived: parcel.direction === 'in',
      noted: back || parcel.state === 'delivered',
    }
    if (!fits[input.how])
      throw new Problem(
        'post.wrong-way',
        409,
        'Cách xử lý này không hợp với tình trạng bưu gửi. Hãy tải lại trang.',
      )
    if (parcel.dossier_id) subjects.add(parcel.dossier_id)
    const state = input.how === 'arrived' ? 'delivered' : parcel.state
    await raw`update dossier.parcel set state = ${state}, settled_at = ${now} where id = ${parcel.id}`.execute(
      sql,
    )
    if (input.how === 'desk')
      await raw`update dossier.dossier set return_by = 'desk' where id = ${parcel.dossier_id}`.execute(sql)
    return (await parcelViews(context, [{ ...parcel, state, settled_at: now }]))[0]!
  },
})

/**
 * Papers that somebody posts by themselves: their number is noted, so that the desk sees them come. Errors:
 * post.number-known 409, request.invalid 422 for a number whose check digit is wrong.
 */
export const expectParcel = command({
  name: 'post.expect',
  route: 'POST /parcels/expected',
  summary: 'Ghi số bưu gửi giấy tờ sắp đến quầy',
  input: z.strictObject({ number: ParcelNumber }),
  output: ParcelView,
  permission: POST,
  answers: 201,
  audit: ({ number }) => `expects parcel ${number}`,
  async run(context) {
    const { input, actor, now } = context
    if (actor.agency === null)
      throw new Problem('dossier.no-desk', 403, 'Vị trí của bạn không thuộc một quầy nào nên chưa ghi được.')
    const parcel = await keepIncoming(context, input.number, actor.agency, now, null)
    return (await parcelViews(context, [parcel]))[0]!
  },
})

/** A dossier was made of papers that came by post: their parcel is its, and dealt with. Errors: post.number-known 409. */
export async function bindIncoming(
  context: Context<unknown>,
  number: string,
  dossierId: string,
  desk: string,
): Promise<void> {
  const { sql, now } = context
  const { rows } = await raw<ParcelRead>`
    select * from dossier.parcel where number = ${number} for update`.execute(sql)
  const [known] = rows
  if (known && (known.direction !== 'in' || known.dossier_id !== null)) throw knownNumber(number)
  if (!known) return void (await keepIncoming(context, number, desk, now, dossierId))
  await raw`update dossier.parcel set dossier_id = ${dossierId}, state = 'delivered', settled_at = ${now}
    where id = ${known.id}`.execute(sql)
}

async function keepIncoming(
  { sql, actor }: Context<unknown>,
  number: string,
  desk: string,
  now: Date,
  dossierId: string | null,
): Promise<ParcelRead> {
  const kept = await (sql as Kysely<PostTables>)
    .insertInto('dossier.parcel')
    .values({
      dossier_id: dossierId,
      direction: 'in',
      desk,
      number,
      state: dossierId ? 'delivered' : 'moving',
      made_at: now,
      made_by: actor.position,
      moved_at: now,
      settled_at: dossierId ? now : null,
    })
    .onConflict((conflict) => conflict.column('number').doNothing())
    .returningAll()
    .executeTakeFirst()
  if (!kept) throw knownNumber(number)
  return kept
}

function knownNumber(number: string): Problem {
  const text = `Bưu gửi số ${number} đã được ghi ở hệ thống. Hãy xem lại số trên phiếu gửi.`
  return new Problem('post.number-known', 409, text, [{ path: 'parcel', message: text }])
}
