import { randomBytes } from 'node:crypto'
import { type Kysely, sql } from 'kysely'
import { plain } from '../../kernel/vietnamese.ts'
import { attest } from '../../platform/audit/attest.ts'
import { canonical, sha256 } from '../../platform/command/canonical.ts'
import type { Folded } from './model/fold.ts'
import { moveProof } from './model/move-proof.ts'
import type { DossierRecord, FileRef } from './tables.ts'

/** What a move carried besides its bare fact; erased by retention as a whole. */
export type Carried = Record<string, unknown>

export type NewMove = {
  dossierId: string
  seq: number
  move: string
  to: string
  at: Date
  role: string
  account: string | null
  position: string | null
  /** The seat in whose name, by delegation. */
  actingFor: string | null
  agency: string | null
  idempotencyKey: string | null
  /** Not personal: assignee, outcome, dates, numbers. */
  facts: Record<string, unknown>
  carried: Carried | null
  applicantName?: string
  documents: { key: string; form: string; copies: number; files: FileRef[] }[]
  /** The letter it issues takes its number with it. */
  letter?: { kind: string; agency: string; year: number } | null
}

type Salted = { salt: Buffer; hash: Buffer; content: string }

function salted(carried: Carried): Salted {
  const salt = randomBytes(16)
  const content = canonical(carried)
  return { salt, hash: sha256(Buffer.concat([salt, Buffer.from(content)])), content }
}

/** The row as it will be read back: JSON drops what is undefined, and so must the proof. */
function writtenMove(move: NewMove, answersHash: Buffer | null, papersHash: Buffer | null) {
  return {
    dossier_id: move.dossierId,
    seq: move.seq,
    move: move.move,
    to_state: move.to,
    at: move.at,
    role: move.role,
    account: move.account,
    position: move.position,
    acting_for: move.actingFor,
    agency: move.agency,
    facts: move.facts,
    answers_hash: answersHash,
    papers_hash: papersHash,
  }
}

/** The inserts of one move as WITH parts: row, salted answer, papers; and the move bound to the call's audit row. */
function moveParts(trx: Kysely<any>, move: NewMove) {
  const kept = move.carried && Object.keys(move.carried).length > 0 ? salted(move.carried) : null
  const papersHash = move.documents.length > 0 ? sha256(canonical(move.documents)) : null
  const row = sql`
    insert into dossier.dossier_move (dossier_id, seq, move, to_state, at, role, account, position, acting_for, agency, idempotency_key, answers_hash, papers_hash, facts)
    values (${move.dossierId}, ${move.seq}, ${move.move}, ${move.to}, ${move.at}, ${move.role}, ${move.account}, ${move.position},
      ${move.actingFor}, ${move.agency}, ${move.idempotencyKey}, ${kept?.hash ?? null}, ${papersHash}, ${JSON.stringify(move.facts)}::jsonb)`
  attest(trx, sha256(canonical(moveProof(writtenMove(move, kept?.hash ?? null, papersHash)))))
  const parts = [sql`moved as (${row})`]
  if (kept) {
    const name = move.applicantName ?? null
    const search = name === null ? null : plain(name)
    parts.push(sql`answered as (
      insert into dossier.dossier_answer (dossier_id, seq, salt, content, applicant_name, applicant_search)
      values (${move.dossierId}, ${move.seq}, ${kept.salt}, ${kept.content}::jsonb, ${name}, ${search}))`)
  }
  if (move.letter) {
    const { kind, agency, year } = move.letter
    parts.push(
      sql`letter_numbered as (
        insert into dossier.letter_number as n (agency, kind, year, last) values (${agency}, ${kind}, ${year}, 1)
        on conflict (agency, kind, year) do update set last = n.last + 1 returning last)`,
      sql`lettered as (
        insert into dossier.letter (dossier_id, seq, kind, agency, year, number)
        select ${move.dossierId}::uuid, ${move.seq}::int, ${kind}, ${agency}, ${year}::int, last from letter_numbered)`,
    )
  }
  if (move.documents.length > 0) {
    const papers = JSON.stringify(move.documents)
    parts.push(sql`handed as (
      insert into dossier.dossier_document (dossier_id, seq, key, form, copies, files)
      select ${move.dossierId}, ${move.seq}, key, form, copies, files
      from jsonb_to_recordset(${papers}::jsonb) as paper(key text, form text, copies int, files jsonb))`)
  }
  return sql.join(parts)
}

export type Opening = Omit<DossierRecord, 'code' | 'folded' | 'last_at' | 'variant_agency' | 'erased_at'> & {
  folded: Folded
}

/**
 * Puts a new dossier down with its first move, papers and answers, and takes its number: one statement, the counter
 * last, so that the unit's row is locked only until commit. Answers the code `unit-yyMMdd-NNNN`.
 */
export async function insertDossier(
  trx: Kysely<any>,
  opening: Opening,
  first: NewMove,
  unit: string,
  localDay: string,
): Promise<string> {
  const yyMMdd = localDay.slice(2).replaceAll('-', '')
  const o = opening
  const { rows } = await sql<{ code: string }>`
    with numbered as (
      insert into dossier.dossier_number as n (unit, day, last) values (${unit}, ${localDay}, 1)
      on conflict (unit, day) do update set last = n.last + 1 returning last),
    opened as (
      insert into dossier.dossier (id, code, procedure, edition, channel, desk, agency, return_desk, return_by,
        applicant_account, check_secret, state, status, phase, holder_agency, holder_role, assignee, consulted_agency, seq,
        submitted_at, accepted_at, first_due_at, rescheduled_due_at, finished_at, returned_at, last_at, clock_runs, timeliness,
        outcome, corrections, is_part, folded)
      select ${o.id}::uuid, ${`${unit}-${yyMMdd}-`}::text || case when last < 10000 then lpad(last::text, 4, '0') else last::text end,
        ${o.procedure}, ${o.edition}::int, ${o.channel}, ${o.desk}, ${o.agency}, ${o.return_desk}, ${o.return_by},
        ${o.applicant_account}, ${o.check_secret}, ${o.state}, ${o.status}::smallint, ${o.phase}, ${o.holder_agency}, ${o.holder_role},
        ${o.assignee}, ${o.consulted_agency}, ${o.seq}::int, ${o.submitted_at}::timestamptz, ${o.accepted_at}::timestamptz, ${o.first_due_at}::timestamptz, ${o.rescheduled_due_at}::timestamptz,
        ${o.finished_at}::timestamptz, ${o.returned_at}::timestamptz, ${first.at}::timestamptz, ${o.clock_runs}::boolean, ${o.timeliness}, ${o.outcome}, ${o.corrections}::int, ${o.is_part}::boolean,
        ${JSON.stringify(o.folded)}::jsonb
      from numbered returning code),
    ${moveParts(trx, first)}
    select code from opened`.execute(trx)
  return rows[0]!.code
}

/** Appends one move and writes what the dossier has become: one statement. */
export async function appendMove(trx: Kysely<any>, move: NewMove, after: Omit<Opening, 'id'>): Promise<void> {
  const a = after
  await sql`
    with ${moveParts(trx, move)}
    update dossier.dossier set state = ${a.state}, status = ${a.status}, phase = ${a.phase}, holder_agency = ${a.holder_agency},
      holder_role = ${a.holder_role}, assignee = ${a.assignee}, consulted_agency = ${a.consulted_agency}, seq = ${a.seq},
      accepted_at = ${a.accepted_at}, first_due_at = ${a.first_due_at}, rescheduled_due_at = ${a.rescheduled_due_at},
      finished_at = ${a.finished_at}, returned_at = ${a.returned_at}, last_at = ${move.at}, clock_runs = ${a.clock_runs},
      timeliness = ${a.timeliness}, outcome = ${a.outcome}, corrections = ${a.corrections}, folded = ${JSON.stringify(a.folded)}::jsonb
    where id = ${move.dossierId}`.execute(trx)
}
