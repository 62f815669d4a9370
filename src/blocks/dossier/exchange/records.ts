import { type Kysely, sql } from 'kysely'

/** What outside systems have been told of one dossier. */
export type ExchangeRecord = {
  dossier_id: string
  followed: number
  portal_code: string | null
  filed_there: boolean
  told_portal: number
  registered_at: Date | null
  status: number | null
  status_at: Date | null
}

export async function recordOf(db: Kysely<any>, dossierId: string): Promise<ExchangeRecord | null> {
  const { rows } = await sql<ExchangeRecord>`
    select * from dossier.exchange_record where dossier_id = ${dossierId}`.execute(db)
  return rows[0] ?? null
}

/** Kept as soon as the portal has given it, so that a repeat asks for no second one. */
export async function keepPortalCode(db: Kysely<any>, dossierId: string, portalCode: string): Promise<void> {
  await sql`
    update dossier.exchange_record set portal_code = ${portalCode} where dossier_id = ${dossierId}`.execute(
    db,
  )
}

/** The portal has it from now on. */
export async function markRegistered(db: Kysely<any>, dossierId: string, now: Date): Promise<void> {
  await sql`
    update dossier.exchange_record set registered_at = coalesce(registered_at, ${now})
    where dossier_id = ${dossierId}`.execute(db)
}

export async function markStatus(
  db: Kysely<any>,
  dossierId: string,
  status: number,
  now: Date,
): Promise<void> {
  await sql`
    update dossier.exchange_record
    set status = ${status}, status_at = ${now}, registered_at = coalesce(registered_at, ${now})
    where dossier_id = ${dossierId}`.execute(db)
}

/** Announces, before there is a dossier, that the one of this id is known to the portal under its code. */
export async function expectFiled(db: Kysely<any>, dossierId: string, portalCode: string): Promise<void> {
  await sql`
    insert into dossier.exchange_record (dossier_id, portal_code, filed_there)
    values (${dossierId}, ${portalCode}, true)
    on conflict (dossier_id) do nothing`.execute(db)
}

export async function byPortalCode(
  db: Kysely<any>,
  portalCode: string,
): Promise<{ code: string; check_secret: string } | null> {
  const { rows } = await sql<{ code: string; check_secret: string }>`
    select d.code, d.check_secret from dossier.exchange_record e join dossier.dossier d on d.id = e.dossier_id
    where e.portal_code = ${portalCode}`.execute(db)
  return rows[0] ?? null
}

export type SyncCount = { agency: string; accepted: number; synced: number }

/**
 * Dossiers accepted in `[from, to)` and how many of them the National Portal has confirmed, per competent agency: the
 * numerator and our own denominator of component 1.4 of Quyết định 766/QĐ-TTg.
 */
export async function countSynced(db: Kysely<any>, period: { from: Date; to: Date }): Promise<SyncCount[]> {
  const { rows } = await sql<SyncCount>`
    select d.agency, count(*)::int as accepted, count(e.registered_at)::int as synced
    from dossier.dossier d left join dossier.exchange_record e on e.dossier_id = d.id
    where not d.is_part and d.accepted_at >= ${period.from} and d.accepted_at < ${period.to}
    group by d.agency order by d.agency`.execute(db)
  return rows
}
