import { type Kysely, sql as raw } from 'kysely'
import { formatInstant } from '../../../kernel/local-time.ts'
import { Problem } from '../../../kernel/problem.ts'
import { Hidden } from '../../../platform/access/hidden.ts'
import type { Actor } from '../../../platform/command/actor.ts'
import type { Context } from '../../../platform/command/declare.ts'
import { agencyTree } from '../../organisation/index.ts'
import { edition } from '../../procedure/index.ts'
import type { ParcelState, ParcelView, Party, TrackedParcel } from '../model/parcel.ts'
import { reachOf } from '../policy.ts'
import { contentsOf } from '../read.ts'
import { localDay } from '../seat.ts'
import type { PostTables } from './tables.ts'

export const POST = 'post.handle'

export type ParcelRead = {
  id: string
  dossier_id: string | null
  direction: 'in' | 'out'
  desk: string
  number: string | null
  state: ParcelState
  pick_up: boolean
  reason: string | null
  batch: string | null
  made_at: Date
  moved_at: Date
  settled_at: Date | null
}

/** The desks whose post this seat handles; null for all of them. */
export async function desksOf(
  context: { db: Kysely<any>; memory: Context<unknown>['memory']; now: Date },
  actor: Actor,
): Promise<string[] | null> {
  const reach = reachOf(actor, POST, await agencyTree(context), localDay(context.now))
  return reach.all ? null : reach.agencies
}

/** Locks a parcel of one of this seat's desks. Errors: post.not-found 404. */
export async function lockParcel(context: Context<unknown>, id: string): Promise<ParcelRead> {
  const { rows } = await raw<ParcelRead>`select * from dossier.parcel where id = ${id} for update`.execute(
    context.sql,
  )
  const desks = await desksOf(context, context.actor)
  const [row] = rows
  const text = 'Không có bưu gửi này trong phạm vi của bạn. Hãy tải lại danh sách.'
  if (!row) throw new Problem('post.not-found', 404, text)
  if (desks && !desks.includes(row.desk)) throw new Hidden('post.not-found', 404, text)
  return row
}

/** Who gets a result, as they gave their address when they asked. */
export async function applicantParty(sql: Kysely<any>, dossierId: string): Promise<Party | null> {
  const { applicant } = await contentsOf(sql, dossierId)
  if (!applicant) return null
  const textOf = (key: string) => (typeof applicant[key] === 'string' ? applicant[key].trim() : '')
  return { name: textOf('name'), phone: textOf('phone'), address: textOf('address') }
}

/** A desk as the carrier knows it. */
export async function deskParty(
  context: Pick<Context<unknown>, 'db' | 'memory'>,
  desk: string,
): Promise<Party> {
  const tree = await agencyTree(context)
  return {
    name: `Bộ phận Tiếp nhận và Trả kết quả, ${tree.nameOf(desk)}`,
    phone: '',
    address: tree.nameOf(desk),
  }
}

/** Parcels with where they go and what was told of them. */
export async function parcelViews(
  reading: Pick<Context<unknown>, 'sql' | 'db' | 'memory'>,
  rows: readonly ParcelRead[],
): Promise<ParcelView[]> {
  const tables = reading.sql as Kysely<PostTables>
  const ids = rows.map((row) => row.id)
  if (ids.length === 0) return []
  const [addresses, events, batches] = [
    await tables.selectFrom('dossier.parcel_address').selectAll().where('parcel', 'in', ids).execute(),
    await eventsOf(reading.sql, ids),
    await tables.selectFrom('dossier.parcel_batch').select(['id', 'number']).execute(),
  ]
  const { rows: dossiers } = await raw<{ id: string; code: string; procedure: string; edition: number }>`
    select id, code, procedure, edition from dossier.dossier where id = any(${rows.flatMap((row) => row.dossier_id ?? [])}::uuid[])`.execute(
    reading.sql,
  )
  const views: ParcelView[] = []
  for (const row of rows) {
    const dossier = dossiers.find(({ id }) => id === row.dossier_id)
    const to = addresses.find(({ parcel }) => parcel === row.id)
    views.push({
      id: row.id,
      code: dossier?.code ?? null,
      procedure: dossier
        ? (await edition(reading, dossier.procedure, dossier.edition)).definition.title.vi
        : null,
      direction: row.direction,
      number: row.number,
      state: row.state,
      pickUp: row.pick_up,
      reason: row.reason,
      madeAt: shown(row.made_at),
      movedAt: shown(row.moved_at),
      settledAt: row.settled_at ? shown(row.settled_at) : null,
      batch: batches.find(({ id }) => id === row.batch)?.number ?? null,
      recipient: to ? { name: to.name, phone: to.phone, address: to.address } : null,
      events: events.filter(({ parcel }) => parcel === row.id).map(({ parcel: _parcel, ...event }) => event),
    })
  }
  return views
}

async function eventsOf(sql: Kysely<any>, ids: readonly string[]) {
  const rows = await (sql as Kysely<PostTables>)
    .selectFrom('dossier.parcel_event')
    .select(['parcel', 'at', 'code', 'place', 'reason'])
    .where('parcel', 'in', [...ids])
    .orderBy('at')
    .execute()
  return rows.map(({ at, ...row }) => ({ ...row, at: shown(at) }))
}

/** The parcels of a dossier as its applicant follows them. */
export async function trackedParcels(sql: Kysely<any>, dossierId: string): Promise<TrackedParcel[]> {
  const { rows } = await raw<ParcelRead>`
    select * from dossier.parcel where dossier_id = ${dossierId} and state <> 'cancelled' order by made_at`.execute(
    sql,
  )
  if (rows.length === 0) return []
  const events = await eventsOf(
    sql,
    rows.map((row) => row.id),
  )
  return rows.map((row) => ({
    direction: row.direction,
    number: row.number,
    state: row.state,
    reason: row.reason,
    events: events.filter(({ parcel }) => parcel === row.id).map(({ parcel: _parcel, ...event }) => event),
  }))
}

const shown = (moment: Date) => formatInstant(moment.getTime())
