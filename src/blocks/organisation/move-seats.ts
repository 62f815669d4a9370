import { type Kysely, sql } from 'kysely'
import type { MergeInput } from './contract.ts'

/**
 * Ends every seat, holding and grant of an agency on the day of its merger; with `move` each seat has its twin in the
 * successor from that day on, same holder, parts and grants. Answers how many seats go on.
 */
export async function moveSeats(trx: Kysely<any>, { code, into, at, seats }: MergeInput): Promise<number> {
  const moved = seats === 'move' ? await makeTwins(trx, code, into, at) : 0
  const theirs = sql`select id from organisation.position where agency = ${code}`
  for (const table of ['holding', 'seat_grant'])
    await sql`
      update organisation.${sql.raw(table)} set valid_to = greatest(valid_from, ${at}::date)
      where position in (${theirs}) and (valid_to is null or valid_to > ${at}::date)`.execute(trx)
  await sql`
    update organisation.position set valid_to = greatest(valid_from, ${at}::date)
    where agency = ${code} and (valid_to is null or valid_to > ${at}::date)`.execute(trx)
  return moved
}

async function makeTwins(trx: Kysely<any>, code: string, into: string, at: string): Promise<number> {
  const { rows } = await sql`
    insert into organisation.position (id, agency, title, roles, valid_from, valid_to, predecessor)
    select ${`${into}/`}::text || id, ${into}, title, roles, greatest(valid_from, ${at}::date), valid_to, id
    from organisation.position where agency = ${code} and (valid_to is null or valid_to > ${at}::date)
    returning id`.execute(trx)
  await sql`
    insert into organisation.holding (position, account, person_name, valid_from, valid_to)
    select p.id, h.account, h.person_name, greatest(h.valid_from, ${at}::date), h.valid_to
    from organisation.holding h join organisation.position p on p.predecessor = h.position
    where p.agency = ${into} and h.position in (select id from organisation.position where agency = ${code})
      and (h.valid_to is null or h.valid_to > ${at}::date)
    on conflict do nothing`.execute(trx)
  await sql`
    insert into organisation.seat_grant (position, permission, scope, valid_from, valid_to)
    select p.id, g.permission, g.scope, greatest(g.valid_from, ${at}::date), g.valid_to
    from organisation.seat_grant g join organisation.position p on p.predecessor = g.position
    where p.agency = ${into} and g.position in (select id from organisation.position where agency = ${code})
      and (g.valid_to is null or g.valid_to > ${at}::date)
    on conflict do nothing`.execute(trx)
  return rows.length
}
