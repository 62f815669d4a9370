import type { Kysely } from 'kysely'
import { formatInstant } from '../../../kernel/local-time.ts'
import { Problem } from '../../../kernel/problem.ts'
import type { Memory } from '../../../platform/command/memory.ts'
import { bindingDefinition } from '../binding.ts'
import type { SystemRequest, ToldDossier, ToldMove } from '../model/exchange.ts'
import { moveViews } from '../move-views.ts'
import { type Contents, contentsOf, movesOf } from '../read.ts'
import { surroundings } from '../surroundings.ts'
import type { DossierRecord, DossierTables } from '../tables.ts'
import { type ExchangeRecord, recordOf } from './records.ts'

type Reading = { db: Kysely<any>; memory: Memory }
const shown = (moment: Date | null) => (moment ? formatInstant(moment.getTime()) : null)

/** A dossier as outside systems are told of it, read when it is told. */
export type Told = {
  id: string
  dossier: ToldDossier
  move: (seq: number) => ToldMove
  record: ExchangeRecord | null
}

/** Errors: dossier.erased 410 when retention has taken the applicant's name away. */
export async function toldDossier(reading: Reading, code: string, now: Date): Promise<Told> {
  const { row, contents, around, definition } = await subject(reading, code, now)
  const applicant = applicantOf(row, contents)
  const views = moveViews(definition, await movesOf(reading.db, row.id), contents, around)
  const statusOf = (state: string) =>
    definition.states.find((each) => each.key === state)?.status ?? row.status
  return {
    id: row.id,
    record: await recordOf(reading.db, row.id),
    dossier: {
      code: row.code,
      procedure: { code: row.procedure, title: definition.title.vi },
      applicant: {
        kind: applicant.kind === 'company' ? 'company' : 'person',
        name: String(applicant.name),
        citizenNumber: textOf(applicant.citizenNumber),
        taxCode: textOf(applicant.taxCode),
      },
      agency: { code: row.agency, name: around.tree.get(row.agency)?.name ?? row.agency },
      channel: row.channel,
      returnBy: row.return_by,
      submittedAt: formatInstant(row.submitted_at.getTime()),
      acceptedAt: shown(row.accepted_at),
      dueAt: shown(row.rescheduled_due_at ?? row.first_due_at),
      finishedAt: shown(row.finished_at),
      returnedAt: shown(row.returned_at),
      resultNumber: row.folded.resultNumber,
      papers: definition.documents
        .filter((paper) => contents.documents.has(paper.key))
        .map((paper) => ({ key: paper.key, name: paper.name.vi, ...contents.documents.get(paper.key)! })),
    },
    move(seq) {
      const view = views.find((each) => each.seq === seq)
      if (!view) throw new Error(`dossier ${code} has no move ${seq}`)
      return {
        seq,
        name: view.name,
        by: view.by,
        agency: view.agency ?? around.tree.get(row.agency)?.shortName ?? row.agency,
        at: view.at,
        status: statusOf(view.to),
        dueAt: shown(row.rescheduled_due_at ?? row.first_due_at),
      }
    },
  }
}

/** What a system of record needs to decide. Errors: dossier.erased 410. */
export async function systemRequest(reading: Reading, code: string, now: Date): Promise<SystemRequest> {
  const { row, contents, around, definition } = await subject(reading, code, now)
  return {
    code: row.code,
    procedure: { code: row.procedure, title: definition.title.vi },
    agency: { code: row.agency, name: around.tree.get(row.agency)?.name ?? row.agency },
    applicant: applicantOf(row, contents),
    answers: contents.answers,
    submittedAt: formatInstant(row.submitted_at.getTime()),
  }
}

async function subject(reading: Reading, code: string, now: Date) {
  const row = await (reading.db as Kysely<DossierTables>)
    .selectFrom('dossier.dossier')
    .selectAll()
    .where('code', '=', code)
    .executeTakeFirstOrThrow()
  return {
    row,
    contents: await contentsOf(reading.db, row.id),
    around: await surroundings(reading, now, [row]),
    definition: await bindingDefinition(reading, row),
  }
}

function applicantOf(row: DossierRecord, { applicant }: Contents): Record<string, unknown> {
  if (applicant) return applicant
  throw new Problem('dossier.erased', 410, `Nội dung hồ sơ ${row.code} đã hết thời hạn lưu và đã xóa.`)
}

const textOf = (value: unknown) => (typeof value === 'string' && value ? value : null)
