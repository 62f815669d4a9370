import { type Kysely, sql } from 'kysely'
import { recordJob } from '../../platform/audit/record-job.ts'
import type { Context } from '../../platform/command/declare.ts'
import type { Memory } from '../../platform/command/memory.ts'
import { agencyTree, mergerDecision, seatHeirs, workingCalendar } from '../organisation/index.ts'
import { bindingDefinition } from './binding.ts'
import { INHERIT, type Inheritance, type MoveRecord, step } from './model/fold.ts'
import { type Heirs, inheritance } from './model/inherit.ts'
import { project } from './model/projection.ts'
import { lockDossier } from './read.ts'
import { localDay } from './seat.ts'
import type { DossierRecord, DossierTables } from './tables.ts'
import { appendMove } from './write.ts'

type Reading = { db: Kysely<any>; memory: Memory }

/** Who goes on with what on the day of `at`. */
export async function heirsAt(reading: Reading, at: Date): Promise<Heirs> {
  const tree = await agencyTree(reading)
  const seats = await seatHeirs(reading)
  const day = localDay(at)
  return {
    agency: (code) => tree.successorOn(code, day)?.code ?? null,
    seat: (id) => seats.get(id) ?? null,
  }
}

/** Where a dossier stands between now, though its move to a successor may not have been written yet. */
export async function standingOf(reading: Reading, row: DossierRecord, now: Date): Promise<DossierRecord> {
  const change = inheritance(row, await heirsAt(reading, now))
  if (!change) return row
  const { to, assignee, consultedAgency } = change
  return {
    ...row,
    agency: to.agency,
    desk: to.desk,
    return_desk: to.returnDesk,
    assignee,
    consulted_agency: consultedAgency,
  }
}

/**
 * Locks a dossier for a move. One whose agency has ended is moved to the successor first, so that its officers can work
 * before the job has come round to it. Errors: dossier.not-found.
 */
export async function lockInherited(context: Context<unknown>, code: string): Promise<DossierRecord> {
  const { sql, now } = context
  const row = await lockDossier(sql, code)
  return (await inherit(sql, context, row, now)) ?? row
}

/**
 * Moves one locked dossier to whoever goes on with its agencies' work: an append-only move that changes neither state
 * nor clock nor edition. Null when there is nothing to move, so doing it twice is doing it once.
 */
export async function inherit(
  trx: Kysely<any>,
  reading: Reading,
  row: DossierRecord,
  now: Date,
): Promise<DossierRecord | null> {
  const change = inheritance(row, await heirsAt(reading, now))
  if (!change) return null
  const at = now > row.last_at ? now : row.last_at
  const inherits: Inheritance = { ...change, decisions: await decisionsOf(trx, row, change) }
  const record: MoveRecord = {
    seq: row.seq + 1,
    move: INHERIT,
    to: row.state,
    at: at.toISOString(),
    role: 'system',
    agency: change.to.agency,
    position: null,
    inherits,
  }
  const definition = await bindingDefinition(reading, row)
  const folded = step(definition, row.folded, record)
  const projection = project(definition, folded, change.to, await workingCalendar(reading))
  await appendMove(
    trx,
    {
      dossierId: row.id,
      seq: record.seq,
      move: INHERIT,
      to: row.state,
      at,
      role: 'system',
      account: null,
      position: null,
      actingFor: null,
      agency: change.to.agency,
      idempotencyKey: null,
      facts: { inherits },
      carried: null,
      documents: [],
    },
    { ...row, ...projection, folded },
  )
  const parties = {
    agency: change.to.agency,
    desk: change.to.desk,
    return_desk: change.to.returnDesk,
    variant_agency: row.variant_agency ?? (change.to.agency === row.agency ? null : row.agency),
  }
  await (trx as Kysely<DossierTables>)
    .updateTable('dossier.dossier')
    .set(parties)
    .where('id', '=', row.id)
    .execute()
  return { ...row, ...projection, ...parties, folded, last_at: at }
}

async function decisionsOf(
  trx: Kysely<any>,
  row: DossierRecord,
  { from, to, consultedAgency }: Omit<Inheritance, 'decisions'>,
): Promise<string[]> {
  const ended = new Set<string>()
  for (const party of ['agency', 'desk', 'returnDesk'] as const)
    if (from[party] !== to[party]) ended.add(from[party])
  const consulted = row.folded.consultedAgency
  if (consulted !== null && consulted !== consultedAgency) ended.add(consulted)
  const found: string[] = []
  for (const code of ended) {
    const decision = await mergerDecision(trx, code)
    if (decision !== null && !found.includes(decision)) found.push(decision)
  }
  return found
}

const BATCH = 200
const FIRST_ID = '00000000-0000-0000-0000-000000000000'

/**
 * Moves every open dossier that still names `ended` to its successor, a batch a transaction: what an interrupted run has
 * moved is not found again by the next. Answers how many it moved.
 */
export async function inheritAll(reading: Reading, ended: string, at: Date): Promise<number> {
  let after = FIRST_ID
  let moved = 0
  for (;;) {
    const rows = await (reading.db as Kysely<DossierTables>).transaction().execute(async (trx) => {
      const batch = await openUnder(trx, ended, after)
      const before = moved
      const subjects: string[] = []
      for (const row of batch)
        if (await inherit(trx, reading, row, at)) {
          moved += 1
          subjects.push(row.id)
        }
      const wording = `moved ${moved - before} open dossiers of ${ended} to its successor`
      if (subjects.length > 0)
        await recordJob(trx, { operation: 'organisation.merge', wording, subjects, now: at })
      return batch
    })
    if (rows.length < BATCH) return moved
    after = rows.at(-1)!.id
  }
}

/** Apart from the competent agency's own, in the words of the indexes that hold what stands elsewhere. */
async function openUnder(trx: Kysely<any>, ended: string, after: string): Promise<DossierRecord[]> {
  const { rows } = await sql<DossierRecord>`
    select * from dossier.dossier
    where phase <> 'closed' and id > ${after} and (agency = ${ended}
      or (desk = ${ended} and desk <> agency)
      or (return_desk = ${ended} and return_desk <> agency and return_desk <> desk)
      or consulted_agency = ${ended})
    order by id limit ${BATCH} for update`.execute(trx)
  return rows
}
