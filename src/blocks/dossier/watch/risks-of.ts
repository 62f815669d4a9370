import { type Kysely, sql } from 'kysely'
import { formatNumber } from '../../../kernel/vietnamese.ts'
import type { DossierRecord } from '../tables.ts'

const DAY_MINUTES = 480
type Told = {
  dossier_id: string
  probability: number
  usual: number
  time_left: number
  known: number
  state: string
}

/** Which of a list's open dossiers are likely to be late, as last weighed in the step they still stand in, and why. */
export async function risksOf(
  trx: Kysely<any>,
  rows: readonly DossierRecord[],
  now: Date,
): Promise<Map<string, { probability: number; why: string }>> {
  const open = rows.filter((row) => row.finished_at === null && row.first_due_at && row.first_due_at >= now)
  if (open.length === 0) return new Map()
  const ids = open.map((row) => row.id)
  const { rows: told } = await sql<Told>`
    select r.dossier_id, r.probability, r.usual, r.time_left, r.known, d.folded -> 'state' -> 'name' ->> 'vi' as state
    from dossier.dossier_risk r join dossier.dossier d on d.id = r.dossier_id and d.seq = r.seq
    where r.likely and r.dossier_id = any(${ids}::uuid[])`.execute(trx)
  return new Map(
    told.map(({ dossier_id, probability, ...each }) => [dossier_id, { probability, why: whyOf(each) }]),
  )
}

/** “bước Thẩm định thường mất 3 ngày, còn 2 ngày (theo 120 hồ sơ đã xong)”. */
function whyOf({ state, usual, time_left, known }: Omit<Told, 'dossier_id' | 'probability'>): string {
  const basis = known > 0 ? `${known} hồ sơ trước đây` : 'hồ sơ cùng loại của tỉnh'
  return `bước “${state}” thường mất ${span(usual)}, cả hồ sơ còn ${span(time_left)} (theo ${basis})`
}

function span(minutes: number): string {
  if (minutes >= DAY_MINUTES) return `${formatNumber(Math.round((minutes / DAY_MINUTES) * 10) / 10, 1)} ngày`
  return minutes >= 60 ? `${Math.round(minutes / 60)} giờ` : `${minutes} phút`
}
