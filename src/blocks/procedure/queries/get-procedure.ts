import type { Kysely } from 'kysely'
import { z } from 'zod'
import { dayOf, formatDate, formatInstant } from '../../../kernel/local-time.ts'
import { query } from '../../../platform/command/declare.ts'
import { workingCalendar } from '../../organisation/index.ts'
import { type InformationView, ProcedureAnswer } from '../contract.ts'
import { firstDueIfReceived } from '../model/first-due.ts'
import { NationalRecord, nationalTerm, waysOf } from '../model/national-record.ts'
import { levelHistory } from '../online-levels.ts'
import { catalogue, competentAgencies, edition, unknownProcedure } from '../read.ts'
import type { ProcedureTables } from '../tables.ts'

/**
 * A procedure in force, whole, with who decides it and when it would be ready; one that only the national catalogue tells
 * of, as information. Errors: procedure.not-found 404.
 */
export const getProcedure = query({
  name: 'procedure.get',
  route: 'GET /procedures/{code}',
  summary: 'Một thủ tục: giấy tờ, lệ phí, thời hạn, biểu mẫu, quy trình',
  input: z.strictObject({
    code: z.string(),
    /** An edition published earlier, which an older dossier keeps; the one in force when absent. */
    edition: z.coerce.number().int().min(1).optional(),
  }),
  output: ProcedureAnswer,
  permission: 'public',
  async run({ input, now, db, memory }) {
    const reading = { db, memory }
    const day = formatDate(dayOf(now.getTime()))
    const entry = (await catalogue(reading, day)).get(input.code)
    if (!entry && input.edition === undefined) return informationOf(db, input.code)
    const number = input.edition ?? entry!.edition
    if (number !== entry?.edition) await requirePublished(db, input.code, number)
    const { definition, validFrom, variants } = await edition(reading, input.code, number)
    const agencies = entry ? await competentAgencies(reading, entry, day) : []
    const due = firstDueIfReceived(definition.clock, now, await workingCalendar(reading))
    return {
      kind: 'edition' as const,
      code: input.code,
      edition: number,
      validFrom,
      definition,
      variants,
      agencies: agencies.map(({ code, name, kind }) => ({ code, name, kind })),
      dueIfReceivedNow: due ? formatInstant(due.getTime()) : null,
      onlineLevels: await levelHistory(db, input.code),
    }
  },
})

/** A draft is its makers' own until it is published. */
async function requirePublished(db: Kysely<any>, code: string, number: number): Promise<void> {
  const row = await (db as Kysely<ProcedureTables>)
    .selectFrom('procedure.procedure_edition')
    .select('status')
    .where('procedure', '=', code)
    .where('number', '=', number)
    .executeTakeFirst()
  if (!row || row.status === 'draft') throw unknownProcedure(code)
}

async function informationOf(db: Kysely<any>, code: string): Promise<InformationView> {
  const row = await (db as Kysely<ProcedureTables>)
    .selectFrom('procedure.catalogue_entry')
    .selectAll()
    .where('code', '=', code)
    .executeTakeFirst()
  if (!row) throw unknownProcedure(code)
  const record = NationalRecord.parse(row.record)
  const ways = waysOf(record)
  return {
    kind: 'information',
    code: row.code,
    title: { vi: record.name },
    field: record.field,
    level: record.level,
    agency: record.agency,
    whoMayAsk: record.applicants,
    whatYouGet: record.result,
    conditions: record.conditions,
    papers: record.components.map((paper) => ({
      name: paper.name,
      // The source writes `--` where a paper stands under no heading.
      group: paper.group && !/^-*$/.test(paper.group) ? paper.group : null,
      originals: paper.ban_chinh ?? 0,
      copies: paper.ban_sao ?? 0,
    })),
    term: nationalTerm(record),
    ways,
    fee: record.fee_text ?? ways.find((way) => way.fee)?.fee ?? null,
    law: { decision: record.decision, basis: record.legal_basis_docs },
    onlineLevels: await levelHistory(db, code),
    importedAt: formatInstant(row.imported_at.getTime()),
  }
}
