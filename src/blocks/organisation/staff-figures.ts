import { type Kysely, sql } from 'kysely'
import { activeAmong } from '../../platform/audit/last-act.ts'

export type StaffFigures = {
  staff: number
  computer: number
  internet: number
  account: number
  /** Did anything with their account in the period. */
  active: number
}

/** People who hold a seat of these agencies on `day`, each counted once, and what they have; activity in [from, to). */
export async function staffFigures(
  db: Kysely<any>,
  { agencies, day, from, to }: { agencies: readonly string[]; day: string; from: Date; to: Date },
): Promise<StaffFigures> {
  const { rows } = await sql<{ account: string; computer: boolean; internet: boolean; signs: boolean }>`
    select h.account,
      bool_or(exists (select 1 from organisation.equipment e where e.position = p.id and e.kind = 'computer'
        and e.valid_from <= ${day}::date and (e.valid_to is null or e.valid_to > ${day}::date))) as computer,
      bool_or(exists (select 1 from organisation.equipment e where e.position = p.id and e.kind = 'internet'
        and e.valid_from <= ${day}::date and (e.valid_to is null or e.valid_to > ${day}::date))) as internet,
      bool_or(exists (select 1 from organisation.staff_account s where s.account = h.account
        and s.valid_from <= ${day}::date and (s.valid_to is null or s.valid_to > ${day}::date))) as signs
    from organisation.holding h join organisation.position p on p.id = h.position
    where p.agency = any(${[...agencies]}::text[])
      and h.valid_from <= ${day}::date and (h.valid_to is null or h.valid_to > ${day}::date)
      and p.valid_from <= ${day}::date and (p.valid_to is null or p.valid_to > ${day}::date)
    group by h.account`.execute(db)
  const count = (key: 'computer' | 'internet' | 'signs') => rows.filter((row) => row[key]).length
  const active = await activeAmong(
    db,
    rows.map((row) => row.account),
    from,
    to,
  )
  return {
    staff: rows.length,
    computer: count('computer'),
    internet: count('internet'),
    account: count('signs'),
    active,
  }
}
