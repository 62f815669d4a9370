import { type Kysely, sql } from 'kysely'
import type { AgencyTree } from '../../organisation/index.ts'
import { instant } from '../letters.ts'

/** A line of the register of dossiers, as its form has it. Instants are RFC 3339. */
export type RegisterRow = {
  id: string
  code: string
  procedure: string
  edition: number
  agency: string
  number: number | null
  applicant: string
  address?: string
  phone?: string
  receivedAt: string
  dueAt?: string
  forwardedAt?: string
  resultAt?: string
  returnedAt?: string
  returnedBy?: string
  note?: string
}
type Read = {
  id: string
  code: string
  procedure: string
  edition: number
  agency: string
  number: number | null
  accepted_at: Date
  first_due_at: Date | null
  rescheduled_due_at: Date | null
  finished_at: Date | null
  returned_at: Date | null
  return_by: 'desk' | 'post' | 'online'
  status: number
  applicant: Record<string, string> | null
  forwarded_at: Date | null
}

const RETURNED = { desk: 'Trực tiếp', post: 'Bưu chính công ích', online: 'Trực tuyến' }
const ENDS: Record<number, string> = { 3: 'Từ chối', 7: 'Người nộp rút hồ sơ', 8: 'Dừng giải quyết' }

/**
 * What a desk received in [from, to), in the order of its register, at most `limit` after the first `offset`. A joint
 * dossier is one line; its parts have none. Rows whose words retention has erased keep their dates.
 */
export async function registerRows(
  trx: Kysely<any>,
  asked: { unit: string; from: Date; to: Date; offset: number; limit: number },
  tree: AgencyTree,
): Promise<RegisterRow[]> {
  const { unit, from, to, offset, limit } = asked
  const { rows } = await sql<Read>`
    select d.id, d.code, d.procedure, d.edition, d.agency, d.accepted_at, d.first_due_at, d.rescheduled_due_at, d.finished_at,
      d.returned_at, d.return_by, d.status, l.number, a.content->'applicant' as applicant,
      (select min(m.at) from dossier.dossier_move m where m.dossier_id = d.id and m.seq > 0 and m.agency = ${unit}
        and m.to_state <> 'received' and m.at >= d.accepted_at) as forwarded_at
    from dossier.dossier d
    left join dossier.letter l on l.dossier_id = d.id and l.kind = 'receipt'
    left join dossier.dossier_answer a on a.dossier_id = d.id and a.seq = 0
    where d.desk = ${unit} and not d.is_part and d.accepted_at >= ${from} and d.accepted_at < ${to}
    order by d.accepted_at, d.code offset ${offset} limit ${limit}`.execute(trx)
  return rows.map((row) => {
    const who = row.applicant ?? {}
    const ended = row.finished_at ? ENDS[row.status] : undefined
    const note = [
      ended,
      row.rescheduled_due_at && `Xin lỗi, hẹn lại ${instant(row.rescheduled_due_at).slice(0, 10)}`,
    ].filter(Boolean)
    return {
      id: row.id,
      code: row.code,
      procedure: row.procedure,
      edition: row.edition,
      agency: tree.get(row.agency)?.shortName ?? row.agency,
      number: row.number,
      applicant: who.name?.trim() || 'Đã xóa theo thời hạn lưu',
      ...(who.address?.trim() ? { address: who.address.trim() } : {}),
      ...(who.phone?.trim() ? { phone: who.phone.trim() } : {}),
      receivedAt: instant(row.accepted_at),
      ...(row.first_due_at ? { dueAt: instant(row.first_due_at) } : {}),
      ...(row.forwarded_at ? { forwardedAt: instant(row.forwarded_at) } : {}),
      ...(row.finished_at && !ended ? { resultAt: instant(row.finished_at) } : {}),
      ...(row.returned_at
        ? { returnedAt: instant(row.returned_at), returnedBy: RETURNED[row.return_by] }
        : {}),
      ...(note.length > 0 ? { note: note.join('; ') } : {}),
    }
  })
}

/** How many lines the register of a period has. */
export async function countRegister(
  trx: Kysely<any>,
  { unit, from, to }: { unit: string; from: Date; to: Date },
): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from dossier.dossier d
    where d.desk = ${unit} and not d.is_part and d.accepted_at >= ${from} and d.accepted_at < ${to}`.execute(
    trx,
  )
  return rows[0]!.n
}
