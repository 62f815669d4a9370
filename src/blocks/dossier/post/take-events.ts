import { type Kysely, sql as raw } from 'kysely'
import { Problem } from '../../../kernel/problem.ts'
import { type Actor, visitor } from '../../../platform/command/actor.ts'
import type { Context } from '../../../platform/command/declare.ts'
import { bindingDefinition } from '../binding.ts'
import { afterEvent, CARRIER_ACCOUNT, type CarrierEvent, type ParcelState } from '../model/parcel.ts'
import type { DossierRecord } from '../tables.ts'
import { takeMove } from '../take-move.ts'
import type { ParcelRead } from './parcels.ts'
import type { PostTables } from './tables.ts'

/** Who writes down what the carrier told. */
export const CARRIER_ACTOR: Actor = {
  ...visitor(CARRIER_ACCOUNT),
  kind: 'system',
  account: CARRIER_ACCOUNT,
  name: 'Bưu chính công ích',
  grants: [{ permission: 'post.record', scope: 'all', agency: null }],
  caller: `client:${CARRIER_ACCOUNT}`,
}

/**
 * Writes down what the carrier told of a parcel, each event once by its own id, and what follows: a result that was brought
 * is handed over; one that comes back is a task of the desk's, and the applicant is told. True when something was new.
 */
export async function takeEvents(
  context: Context<unknown>,
  number: string,
  events: readonly CarrierEvent[],
): Promise<boolean> {
  const { sql, now, subjects } = context
  const { rows } = await raw<ParcelRead>`
    select * from dossier.parcel where number = ${number} for update`.execute(sql)
  const [parcel] = rows
  if (!parcel)
    throw new Problem(
      'post.number-unknown',
      404,
      `Không có bưu gửi số ${number.slice(0, 40)} ở hệ thống này.`,
    )
  if (parcel.dossier_id) subjects.add(parcel.dossier_id)
  const fresh = await writeDown(sql, parcel.id, events, now)
  if (fresh.length === 0) return false
  const before = parcel.state
  const state = fresh.reduce<ParcelState>((now, { code }) => afterEvent(now, code), before)
  const reason = fresh.findLast(({ reason: given }) => given)?.reason ?? parcel.reason
  // A late word of a parcel somebody has dealt with changes nothing that they decided.
  await raw`update dossier.parcel set state = ${state}, reason = ${reason}, moved_at = ${now} where id = ${parcel.id}`.execute(
    sql,
  )
  if (state === before || parcel.settled_at !== null) return true
  if (parcel.direction === 'out' && state === 'delivered') await handOver(context, parcel, number)
  if (parcel.direction === 'out' && (state === 'cameBack' || state === 'returning' || state === 'lost'))
    await askToTell(context, parcel, 'parcelReturned')
  return true
}

async function writeDown(
  sql: Kysely<any>,
  parcel: string,
  events: readonly CarrierEvent[],
  now: Date,
): Promise<CarrierEvent[]> {
  const fresh: CarrierEvent[] = []
  for (const event of [...events].sort((a, b) => Date.parse(a.at) - Date.parse(b.at))) {
    const made = await (sql as Kysely<PostTables>)
      .insertInto('dossier.parcel_event')
      .values({
        parcel,
        id: event.id,
        at: new Date(event.at),
        code: event.code,
        place: event.place ?? null,
        reason: event.reason ?? null,
        told_at: now,
      })
      .onConflict((conflict) => conflict.columns(['parcel', 'id']).doNothing())
      .returning('id')
      .executeTakeFirst()
    if (made) fresh.push(event)
  }
  return fresh
}

/**
 * The postman gave the result to the applicant: the dossier's own arrow for handing over is taken. Where it cannot be (a fee
 * still due), the parcel stays a task with the reason; the carrier's word is kept all the same.
 */
async function handOver(context: Context<unknown>, parcel: ParcelRead, number: string): Promise<void> {
  const { sql, now } = context
  const { rows } = await raw<DossierRecord>`
    select * from dossier.dossier where id = ${parcel.dossier_id} for update`.execute(sql)
  const [row] = rows
  if (!row) return
  const arrow = (await bindingDefinition(context, row)).moves.find(
    (move) => move.kind === 'handOver' && move.from.includes(row.state),
  )
  let stuck: string | null = null
  if (arrow)
    try {
      const taking = {
        move: arrow.key,
        recipient: `Người nhận bưu gửi ${number}`,
        note: `Bưu chính báo đã phát bưu gửi ${number}.`,
      }
      await takeMove({ ...context, actor: CARRIER_ACTOR }, row, taking, ['counter'])
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      stuck = `Đã phát nhưng chưa ghi trả kết quả được: ${error.message}`
    }
  if (stuck)
    await raw`update dossier.parcel set reason = ${stuck.slice(0, 500)} where id = ${parcel.id}`.execute(sql)
  else await raw`update dossier.parcel set settled_at = ${now} where id = ${parcel.id}`.execute(sql)
}

/** Has the applicant told where their parcel is. */
export async function askToTell(
  { send, now }: Pick<Context<unknown>, 'send' | 'now'>,
  parcel: Pick<ParcelRead, 'id'>,
  kind: 'parcelSent' | 'parcelReturned',
): Promise<void> {
  await send('post.tell', { id: parcel.id, kind, at: now.toISOString() })
}
