import { type Kysely, sql } from 'kysely'
import type { Memory } from '../../../platform/command/memory.ts'
import { type Telling, tell } from '../../message/index.ts'
import { NATIONAL_PORTAL } from '../../message/model/exchange.ts'
import type { Definition } from '../../procedure/model/definition.ts'
import { bindingDefinition } from '../binding.ts'
import { movesOf } from '../read.ts'
import type { DossierRecord, MoveRow } from '../tables.ts'
import { type ExchangeRecord, recordOf } from './records.ts'
import { enteredAt } from './system-reply.ts'

/** Who is connected now: the portal or not, and each system of record with the procedures it decides. */
export type Connected = { portal: boolean; systems: { key: string; procedures: readonly string[] }[] }
type Following = { db: Kysely<any>; memory: Memory }

const NAME = 'moves'
const BATCH = 200
/** A transaction may commit after one with a higher audit number: so far back it is looked for again each time. */
const LOOK_BACK = 2_000
/** And so often the whole is compared, for what was longer on its way than that. */
const SWEEP_MS = 6 * 3_600_000

/**
 * Turns moves written since the last time into messages, in their order; answers how many dossiers had any. The order
 * is the audit's own, so that writing a move costs nothing more. One at a time, by advisory lock; the cursor, the
 * messages and what was followed are one transaction: cut off anywhere, nothing is lost and nothing said twice.
 */
export async function followMoves(house: Following, connected: Connected, now: Date): Promise<number> {
  let followed = 0
  for (;;) {
    const batch = await followBatch(house, connected, now)
    followed += batch
    if (batch < BATCH) return followed
  }
}

async function followBatch(house: Following, connected: Connected, now: Date): Promise<number> {
  return house.db.transaction().execute(async (trx) => {
    const lock = await sql<{ held: boolean }>`select pg_try_advisory_xact_lock(7401953) as held`.execute(trx)
    if (!lock.rows[0]?.held) return 0
    const last = await sql<{ id: number }>`select coalesce(max(id), 0) as id from audit.audit_row`.execute(
      trx,
    )
    const cursor = await cursorOf(trx, last.rows[0]!.id, now)
    const sweeps = now.getTime() - cursor.swept_at.getTime() >= SWEEP_MS
    const changed = sweeps ? await allBehind(trx, cursor, connected) : await lately(trx, cursor, connected)
    for (const id of changed) await followOne(trx, house, connected, id, now)
    if (changed.length < BATCH)
      await sql`
        update dossier.exchange_cursor
        set audit_id = ${last.rows[0]!.id}, swept_at = ${sweeps ? now : cursor.swept_at} where name = ${NAME}`.execute(
        trx,
      )
    return changed.length
  })
}

type Cursor = { audit_id: number; first_id: number; since: Date; swept_at: Date }

/** What was written before anybody was connected is not followed. */
async function cursorOf(trx: Kysely<any>, last: number, now: Date): Promise<Cursor> {
  await sql`
    insert into dossier.exchange_cursor (name, audit_id, first_id, since, swept_at)
    values (${NAME}, ${last}, ${last}, ${now}, ${now}) on conflict do nothing`.execute(trx)
  const { rows } = await sql<Cursor>`select * from dossier.exchange_cursor where name = ${NAME}`.execute(trx)
  return rows[0]!
}

/** The last move that everybody connected has heard of. */
const heard = ({ portal }: Connected) =>
  portal ? sql`coalesce(least(e.followed, e.told_portal), -1)` : sql`coalesce(e.followed, -1)`

async function lately(trx: Kysely<any>, cursor: Cursor, connected: Connected): Promise<string[]> {
  const from = Math.max(cursor.first_id, cursor.audit_id - LOOK_BACK)
  const { rows } = await sql<{ id: string }>`
    select d.id from (
      select s.subject, min(r.id) as first
      from audit.audit_row r cross join lateral unnest(r.subjects) as s(subject)
      where r.id > ${from} and r.digests <> '{}' and s.subject ~ '^[0-9a-f-]{36}$'
      group by s.subject
    ) c
    join dossier.dossier d on d.id = c.subject::uuid
    left join dossier.exchange_record e on e.dossier_id = d.id
    where d.seq > ${heard(connected)}
    order by c.first limit ${BATCH}`.execute(trx)
  return rows.map(({ id }) => id)
}

async function allBehind(trx: Kysely<any>, cursor: Cursor, connected: Connected): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select d.id from dossier.dossier d
    left join dossier.exchange_record e on e.dossier_id = d.id
    where d.last_at >= ${cursor.since} and d.seq > ${heard(connected)}
    order by d.last_at limit ${BATCH}`.execute(trx)
  return rows.map(({ id }) => id)
}

async function followOne(
  trx: Kysely<any>,
  house: Following,
  connected: Connected,
  id: string,
  now: Date,
): Promise<void> {
  const { rows } = await sql<DossierRecord>`select * from dossier.dossier where id = ${id}`.execute(trx)
  const row = rows[0]!
  const record = await recordOf(trx, id)
  const definition = await bindingDefinition(house, row)
  const moves = await movesOf(trx, id)
  const tellings = [
    // The portal knows a joint dossier as one, as its applicant does.
    ...(connected.portal && !row.is_part ? forPortal(row.code, definition, moves, record) : []),
    ...forSystems(row, definition, moves, record, connected.systems),
  ]
  await tell(trx, tellings, now)
  const seq = moves.at(-1)!.seq
  const told = connected.portal ? seq : (record?.told_portal ?? -1)
  await sql`
    insert into dossier.exchange_record (dossier_id, followed, told_portal) values (${id}, ${seq}, ${told})
    on conflict (dossier_id) do update set followed = ${seq}, told_portal = ${told}`.execute(trx)
}

/** First that it exists, then every step, and each national status as it changes. */
export function forPortal(
  code: string,
  definition: Pick<Definition, 'states'>,
  moves: readonly Pick<MoveRow, 'seq' | 'to_state'>[],
  record: Pick<ExchangeRecord, 'told_portal' | 'filed_there'> | null,
): Telling[] {
  const about = { system: NATIONAL_PORTAL, subject: code }
  // A portal that was connected later, or off for a while, hears the whole way.
  const from = record?.told_portal ?? -1
  const unknown = from < 0 && !record?.filed_there
  const statusOf = (state: string) => definition.states.find((each) => each.key === state)?.status
  const steps = moves
    .filter((move) => move.seq > from)
    .flatMap((move): Telling[] => {
      const before = moves.find((each) => each.seq === move.seq - 1)
      const status = statusOf(move.to_state)
      const changed = status !== undefined && (!before || statusOf(before.to_state) !== status)
      const key = String(move.seq)
      return [
        { ...about, kind: 'progress', key, content: { seq: move.seq } },
        ...(changed ? [{ ...about, kind: 'status', key, content: { seq: move.seq, status } }] : []),
      ]
    })
  return unknown ? [{ ...about, kind: 'create', key: '0' }, ...steps] : steps
}

/** Sent over when it stands where only the national system can go on. */
function forSystems(
  row: DossierRecord,
  definition: Definition,
  moves: readonly MoveRow[],
  record: ExchangeRecord | null,
  systems: Connected['systems'],
): Telling[] {
  if (definition.law.systemOfRecord !== 'national') return []
  const system = systems.find((each) => each.procedures.includes(row.procedure))
  const last = moves.at(-1)
  if (!system || !last || last.seq <= (record?.followed ?? -1)) return []
  const state = definition.states.find((each) => each.key === last.to_state)
  if (state?.role !== 'system') return []
  const seq = enteredAt(moves)
  return [{ system: system.key, subject: row.code, kind: 'request', key: String(seq), content: { seq } }]
}
