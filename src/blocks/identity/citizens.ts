import { randomUUID } from 'node:crypto'
import { type Kysely, sql } from 'kysely'
import { Problem } from '../../kernel/problem.ts'
import { plain } from '../../kernel/vietnamese.ts'
import type { OutsidePerson } from './contract.ts'
import type { AccountRow, IdentityTables } from './tables.ts'

/** What a sign-in by the nation leads to: an account, or one whose owner must first show that it is theirs. */
export type Found = { account: string } | { claimed: string }

/**
 * The account of somebody the nation has recognised. One citizen number is one account, wherever it was made; a name is
 * never ground enough. A number that was only typed at home proves nothing: whoever typed it must show that they are the
 * same person, or the number is taken from that account. Errors: identity.nation-conflict 409.
 */
export async function accountOfOutside(trx: Kysely<any>, person: OutsidePerson, now: Date): Promise<Found> {
  await lockNumber(trx, person.kind === 'company' ? person.taxCode! : person.citizenNumber!)
  const linked = await linkedAccount(trx, person)
  if (linked) {
    await refresh(trx, linked, person)
    return { account: linked }
  }
  const before = await accountOfNumber(trx, person)
  if (!before) return { account: await makeOutside(trx, person, now) }
  if (person.kind === 'citizen' && before.proved_by === null) return { claimed: before.id }
  if (person.kind === 'citizen') requireSamePerson(before, person)
  await linkOutside(trx, before.id, person, now)
  return { account: before.id }
}

/** The claimed account is the same person's: it takes the nation's proof and word for who they are. */
export async function linkOutside(
  trx: Kysely<any>,
  account: string,
  person: OutsidePerson,
  now: Date,
): Promise<void> {
  await (trx as Kysely<IdentityTables>)
    .insertInto('identity.link')
    .values({ issuer: person.issuer, subject: person.subject, account, linked_at: now })
    .onConflict((conflict) => conflict.columns(['issuer', 'subject']).doNothing())
    .execute()
  await refresh(trx, account, person)
  await recordLink(trx, account, now, 'linked an identity of the nation')
}

/** It is somebody else's: the number it only claimed goes to whom the nation knows by it. */
export async function separateOutside(
  trx: Kysely<any>,
  claimed: string,
  person: OutsidePerson,
  now: Date,
): Promise<string> {
  await lockNumber(trx, person.citizenNumber!)
  await releaseNumber(trx, claimed)
  await recordLink(trx, claimed, now, 'lost a citizen number that was proved by another')
  return makeOutside(trx, person, now)
}

export async function releaseNumber(trx: Kysely<any>, account: string): Promise<void> {
  await (trx as Kysely<IdentityTables>)
    .updateTable('identity.account')
    .set({ citizen_number: null })
    .where('id', '=', account)
    .where('proved_by', 'is', null)
    .execute()
}

/** Two sign-ins at one moment must not both find nothing. */
export async function lockNumber(trx: Kysely<any>, number: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(7401950, hashtext(${number}))`.execute(trx)
}

/** Do a name and a birth date speak of one person? Diacritics and capitals may differ between cards. */
export function samePerson(
  before: Pick<AccountRow, 'name' | 'birth_date'>,
  now: { name: string; birthDate: string | null },
): boolean {
  const words = (name: string) => plain(name).split(/\s+/).filter(Boolean).join(' ')
  const born = before.birth_date === null || now.birthDate === null || before.birth_date === now.birthDate
  return born && words(before.name) === words(now.name)
}

export async function citizenOfNumber(
  sqlOrTrx: Kysely<any>,
  number: string,
): Promise<AccountRow | undefined> {
  return (sqlOrTrx as Kysely<IdentityTables>)
    .selectFrom('identity.account')
    .selectAll()
    .where('kind', '=', 'citizen')
    .where('citizen_number', '=', number)
    .where('closed_at', 'is', null)
    .executeTakeFirst()
}

/**
 * The account of somebody at a counter, when their number was proved before and the name agrees: a slip of the pen in the
 * number must not show one person's dossier to another. Null without one.
 */
export async function provedAccountOf(
  trx: Kysely<any>,
  applicant: { name: string; citizenNumber?: string | undefined },
): Promise<string | null> {
  const { citizenNumber, name } = applicant
  const row = citizenNumber ? await citizenOfNumber(trx, citizenNumber) : undefined
  return row?.proved_by && samePerson(row, { name, birthDate: null }) ? row.id : null
}

/** The citizen number an account has proved to be its holder's; null when it has none or only typed one. */
export async function provedNumberOf(trx: Kysely<any>, account: string): Promise<string | null> {
  const row = await (trx as Kysely<IdentityTables>)
    .selectFrom('identity.account')
    .select('citizen_number')
    .where('id', '=', account)
    .where('kind', '=', 'citizen')
    .where('proved_by', 'is not', null)
    .executeTakeFirst()
  return row?.citizen_number ?? null
}

/** What is known of an account, for the first page of a form; null for officers and when there is none. */
export async function identityOf(trx: Kysely<any>, account: string): Promise<KnownIdentity | null> {
  const row = await (trx as Kysely<IdentityTables>)
    .selectFrom('identity.account')
    .selectAll()
    .where('id', '=', account)
    .executeTakeFirst()
  if (!row || row.kind === 'officer') return null
  const company = row.kind === 'company'
  const all = {
    kind: company ? 'company' : 'person',
    name: row.name,
    citizenNumber: company ? null : row.citizen_number,
    taxCode: row.tax_code,
    birthDate: company ? null : row.birth_date,
    phone: row.phone,
    email: row.email,
  }
  return Object.fromEntries(Object.entries(all).filter((entry) => entry[1] !== null)) as KnownIdentity
}
export type KnownIdentity = { kind: 'person' | 'company'; name: string } & Partial<
  Record<'citizenNumber' | 'taxCode' | 'birthDate' | 'phone' | 'email', string>
>

function requireSamePerson(before: AccountRow, person: OutsidePerson): void {
  if (samePerson(before, person)) return
  throw new Problem(
    'identity.nation-conflict',
    409,
    'Số định danh này đã có tài khoản, nhưng họ tên hoặc ngày sinh ở đó khác với thông tin định danh điện tử. Để không nhập nhầm hai người, hệ thống chưa đăng nhập. Xin mang thẻ căn cước đến Bộ phận Một cửa để sửa.',
  )
}

async function linkedAccount(trx: Kysely<any>, { issuer, subject }: OutsidePerson): Promise<string | null> {
  const row = await (trx as Kysely<IdentityTables>)
    .selectFrom('identity.link as l')
    .innerJoin('identity.account as a', 'a.id', 'l.account')
    .select('a.id')
    .where('l.issuer', '=', issuer)
    .where('l.subject', '=', subject)
    .where('a.closed_at', 'is', null)
    .executeTakeFirst()
  return row?.id ?? null
}

async function accountOfNumber(trx: Kysely<any>, person: OutsidePerson): Promise<AccountRow | undefined> {
  if (person.kind === 'citizen') return citizenOfNumber(trx, person.citizenNumber!)
  return (trx as Kysely<IdentityTables>)
    .selectFrom('identity.account')
    .selectAll()
    .where('kind', '=', 'company')
    .where('tax_code', '=', person.taxCode)
    .where('closed_at', 'is', null)
    .executeTakeFirst()
}

async function makeOutside(trx: Kysely<any>, person: OutsidePerson, now: Date): Promise<string> {
  const id = randomUUID()
  const tables = trx as Kysely<IdentityTables>
  const company = person.kind === 'company'
  const wanted = company ? person.taxCode! : person.citizenNumber!
  const taken = await tables
    .selectFrom('identity.account')
    .select('id')
    .where('user_name', '=', wanted)
    .executeTakeFirst()
  await tables
    .insertInto('identity.account')
    .values({
      id,
      user_name: taken ? id : wanted,
      name: company ? person.companyName! : person.name,
      kind: person.kind,
      password_hash: null,
      created_at: now,
      closed_at: null,
      citizen_number: company ? null : person.citizenNumber,
      tax_code: person.taxCode,
      represented_by: company ? person.name : null,
      birth_date: company ? null : person.birthDate,
      phone: person.phone,
      email: person.email,
      assurance: person.assurance,
      proved_by: 'nation',
    })
    .execute()
  await tables
    .insertInto('identity.link')
    .values({ issuer: person.issuer, subject: person.subject, account: id, linked_at: now })
    .onConflict((conflict) =>
      conflict.columns(['issuer', 'subject']).doUpdateSet({ account: id, linked_at: now }),
    )
    .execute()
  return id
}

/** The nation's word is newer than ours; a telephone or e-mail the person gave us stays when the nation has none. */
async function refresh(trx: Kysely<any>, account: string, person: OutsidePerson): Promise<void> {
  const company = person.kind === 'company'
  await sql`
    update identity.account set
      name = ${company ? person.companyName : person.name},
      represented_by = ${company ? person.name : null},
      citizen_number = ${company ? null : person.citizenNumber},
      birth_date = coalesce(${company ? null : person.birthDate}::date, birth_date),
      phone = coalesce(${person.phone}, phone), email = coalesce(email, ${person.email}),
      assurance = greatest(assurance, ${person.assurance}::int), proved_by = 'nation'
    where id = ${account}`.execute(trx)
}

async function recordLink(trx: Kysely<any>, account: string, now: Date, wording: string): Promise<void> {
  await sql`
    insert into audit.audit_row (at, operation, outcome, actor_kind, account, subjects, wording)
    values (${now}, 'identity.link', 'done', 'person', ${account}, ${[account]}::text[], ${wording})`.execute(
    trx,
  )
}
