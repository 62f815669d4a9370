import { type Kysely, sql } from 'kysely'
import { z } from 'zod'
import { invalid, Problem } from '../../../kernel/problem.ts'
import { limit } from '../../../platform/access/limit.ts'
import { command } from '../../../platform/command/declare.ts'
import { agencyTree } from '../../organisation/index.ts'
import { Code } from '../contract.ts'
import { DataQuestion, questions, questionView } from '../data-questions.ts'
import { outOfReach } from '../read.ts'
import type { DossierTables } from '../tables.ts'

const QUESTIONS_A_DAY = 20

/**
 * A person asks about their own data: why somebody looked (`access`, an entry of audit.myData), or that something in a
 * dossier be put right (`correction`). It goes to the agency that looked, or that holds the dossier.
 * Errors: dossier.not-found, audit.no-such-access 404, request.too-many 429.
 */
export const askAboutData = command({
  name: 'dossier.askAboutData',
  route: 'POST /my-data/questions',
  summary: 'Hỏi về dữ liệu của tôi, hoặc yêu cầu chỉnh sửa',
  input: z.strictObject({
    id: z.uuid(),
    kind: z.enum(['access', 'correction']),
    access: z
      .string()
      .regex(/^\d{1,16}$/)
      .optional(),
    dossier: Code.optional(),
    text: z.string().trim().min(5, 'Viết điều cần hỏi, ít nhất 5 ký tự.').max(2000),
  }),
  output: DataQuestion,
  answers: 201,
  permission: 'signed-in',
  audit: (input) => `asked question ${input.id} about data`,
  async run({ input, actor, sql: trx, db, memory, now, subjects }) {
    const account = actor.account
    if (actor.kind !== 'person' || account === null)
      throw new Problem('access.denied', 403, 'Chỉ người dân đã đăng nhập hỏi được về dữ liệu của mình.')
    await limit(db, `data-question:${account}`, now, QUESTIONS_A_DAY, 86_400)
    if (input.kind === 'access' && !input.access)
      throw invalid('access', 'Chọn lần truy cập muốn hỏi trong danh sách.')
    if (input.kind === 'correction' && !input.dossier)
      throw invalid('dossier', 'Chọn hồ sơ có dữ liệu cần chỉnh sửa.')
    const tables = trx as Kysely<DossierTables>
    const dossier = input.dossier ? await ownDossier(tables, input.dossier, account) : null
    const access = input.access ? await ownAccess(trx, Number(input.access), account) : null
    await tables
      .insertInto('dossier.data_question')
      .values({
        id: input.id,
        account,
        kind: input.kind,
        dossier_id: dossier?.id ?? null,
        audit_row: access?.id ?? null,
        text: input.text,
        asked_at: now,
        agency: access?.agency ?? dossier?.agency ?? (await province({ db, memory })),
        answer: null,
        answered_at: null,
        answered_by: null,
      })
      .execute()
    subjects.add(account)
    const row = await questions(trx).where('q.id', '=', input.id).executeTakeFirstOrThrow()
    return questionView(row, await agencyTree({ db, memory }))
  },
})

async function ownDossier(tables: Kysely<DossierTables>, code: string, account: string) {
  const row = await tables
    .selectFrom('dossier.dossier')
    .select(['id', 'agency'])
    .where('code', '=', code)
    .where('applicant_account', '=', account)
    .executeTakeFirst()
  if (!row) throw outOfReach(code)
  return row
}

/** An entry of the person's own list: nobody asks about what was done with another's data. */
async function ownAccess(trx: Kysely<any>, id: number, account: string) {
  const { rows } = await sql<{ id: number; agency: string | null }>`
    select r.id, r.agency from audit.audit_row r
    where r.id = ${id} and r.subjects && (
      select coalesce(array_agg(d.id::text), '{}') || ${[account]}::text[] from dossier.dossier d where d.applicant_account = ${account})`.execute(
    trx,
  )
  if (!rows[0])
    throw new Problem('audit.no-such-access', 404, 'Không có lần truy cập này trong dữ liệu của bạn.', [
      { path: 'access', message: 'Chọn lại trong danh sách.' },
    ])
  return rows[0]
}

async function province(reading: Parameters<typeof agencyTree>[0]): Promise<string> {
  const tree = await agencyTree(reading)
  return tree.all().find((agency) => agency.kind === 'province')!.code
}
