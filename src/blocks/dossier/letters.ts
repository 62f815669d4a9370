import type { Kysely } from 'kysely'
import { formatInstant } from '../../kernel/local-time.ts'
import { Problem } from '../../kernel/problem.ts'
import type { Actor } from '../../platform/command/actor.ts'
import type { Context } from '../../platform/command/declare.ts'
import { type AgencyTree, agencyTree, holdersOf } from '../organisation/index.ts'
import type { Definition } from '../procedure/model/definition.ts'
import { feesFor } from '../procedure/model/fees.ts'
import { fieldsOf } from '../procedure/model/form-schema.ts'
import { termText } from '../procedure/model/term-text.ts'
import { bindingDefinition } from './binding.ts'
import { requireCheck } from './check.ts'
import { PERMISSIONS } from './contract.ts'
import { partsOf } from './model/player.ts'
import type { Parties } from './model/projection.ts'
import { type Contents, contentsOf, isTheApplicants, movesOf, notFound, readableDossier } from './read.ts'
import { localDay, seatOf } from './seat.ts'
import { requireSight } from './sight.ts'
import type { DossierRecord, DossierTables, MoveRow } from './tables.ts'

/** Everything a letter about one dossier may say. */
export type Subject = {
  /** Read by the applicant, who is shown no draft and nothing internal. */
  applicant: boolean
  row: DossierRecord
  definition: Definition
  contents: Contents
  moves: MoveRow[]
  tree: AgencyTree
  /** Who made a move: the seat's holder on that day, whoever sits there now. */
  holderOf: (
    move: Pick<MoveRow, 'position' | 'acting_for' | 'at'> | undefined,
  ) => { name: string; title: string } | null
  /** The agencies it stood between when a move was made: what was issued before a merger stays in their name. */
  partiesAt: (seq: number) => Parties
}

/**
 * The dossier a letter is about, for an officer who may read it or an applicant with the receipt's secret.
 * Errors: dossier.not-found; dossier.kept-back 403; dossier.erased 410 when retention has erased what the letter would say.
 */
export async function subjectOf(
  context: Context<unknown>,
  code: string,
  check: string | undefined,
): Promise<Subject> {
  const { sql, db, memory, actor, now } = context
  const row =
    check === undefined
      ? await readableDossier({ sql, db, memory, now }, code, actor, PERMISSIONS.read)
      : await byCode(sql, code)
  const contents = await contentsOf(sql, row.id)
  if (check !== undefined) await requireCheck(context, row, contents, check)
  if (!contents.applicant)
    throw new Problem(
      'dossier.erased',
      410,
      'Nội dung hồ sơ đã hết thời hạn lưu và đã xóa theo quy định, nên không lập lại giấy này được.',
    )
  if (check === undefined && !isTheApplicants(actor, row) && !endedToday(row, actor, now))
    await requireSight({ sql, db, memory, now }, row, actor)
  context.subjects.add(row.id)
  const reading = { db, memory }
  const moves = await movesOf(sql, row.id)
  const held = await holdersOf(
    sql,
    moves.flatMap((move) => [move.position, move.acting_for].filter((seat) => seat !== null)),
  )
  return {
    applicant: check !== undefined || isTheApplicants(actor, row),
    row,
    definition: await bindingDefinition(reading, row),
    contents,
    moves,
    tree: await agencyTree(reading),
    holderOf: (move) => {
      if (!move?.position) return null
      const day = localDay(move.at)
      const signer = held(move.position, day)
      const lender = move.acting_for ? held(move.acting_for, day) : null
      // NĐ 30/2020/NĐ-CP, Phụ lục I: by delegation "TUQ." stands before the title of who gave it.
      return signer && lender ? { ...signer, title: `TUQ. ${lender.title}` } : signer
    },
    partiesAt: (seq) =>
      moves.find((move) => move.seq > seq && move.facts.inherits)?.facts.inherits.from ?? {
        agency: row.agency,
        desk: row.desk,
        returnDesk: row.return_desk,
      },
  }
}

/** The letters by which a dossier ended are printed by those who worked on it, on the day it did. */
function endedToday(row: DossierRecord, actor: Actor, now: Date): boolean {
  const ended = row.phase === 'closed' && localDay(row.last_at) === localDay(now)
  return ended && partsOf(seatOf(actor), row).length > 0
}

async function byCode(sql: Kysely<any>, code: string): Promise<DossierRecord> {
  const row = await (sql as Kysely<DossierTables>)
    .selectFrom('dossier.dossier')
    .selectAll()
    .where('code', '=', code)
    .executeTakeFirst()
  if (!row) throw notFound(code)
  return row
}

export const instant = (moment: Date) => formatInstant(moment.getTime())

/** What stands above every letter of an agency. Place is the province's centre unless the agency's own is known. */
export function headOf({ tree }: Subject, agency: string, now: Date, issuedAt: Date) {
  const own = tree.get(agency)
  const parent = own?.parent ? tree.get(own.parent) : undefined
  return {
    ...(parent && own?.kind !== 'province' ? { parentAgency: parent.name } : {}),
    agency: own?.name ?? agency,
    place: 'Tuyên Quang',
    issuedOn: localDay(issuedAt),
    madeAt: instant(now),
  }
}

export function personOf({ contents }: Subject) {
  const who = contents.applicant ?? {}
  const given = (key: string) =>
    typeof who[key] === 'string' && who[key].trim() ? { [key]: who[key].trim() } : {}
  const idNumber = who.citizenNumber ?? who.taxCode
  return {
    name: String(who.name),
    ...given('address'),
    ...given('phone'),
    ...given('email'),
    ...(idNumber ? { idNumber: String(idNumber) } : {}),
  }
}

/** The papers handed in, as the slip's table wants them. */
export function papersOf({ definition, contents }: Subject) {
  const COLUMN: Record<string, 'originals' | 'certified' | 'copies'> = {
    original: 'originals',
    certified: 'certified',
    copy: 'copies',
    electronic: 'copies',
  }
  const handed = [...contents.documents.entries()].map(([key, paper]) => ({
    name: definition.documents.find((each) => each.key === key)?.name.vi ?? key,
    [COLUMN[paper.form] ?? 'copies']: paper.copies,
  }))
  return handed.length > 0 ? handed : [{ name: definition.title.vi, originals: 1 }]
}

export function feesOf({ definition, contents }: Subject) {
  return feesFor(definition, null, contents.answers)
    .filter((fee) => fee.known)
    .map((fee) => ({ name: fee.name.vi, amount: fee.amount }))
}

export function termWords({ definition }: Subject): string {
  return termText(definition.clock).vi
}

/** `answers.birthDate` -> the field's or paper's own label. */
export function labelOf({ definition }: Subject, path: string): string {
  const [kind, key] = path.split('.')
  if (kind === 'answers') return fieldsOf(definition).find((field) => field.key === key)?.label.vi ?? path
  return definition.documents.find((paper) => paper.key === key)?.name.vi ?? path
}
