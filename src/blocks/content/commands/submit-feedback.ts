import { randomBytes, randomUUID } from 'node:crypto'
import { type Kysely, sql } from 'kysely'
import { formatInstant } from '../../../kernel/local-time.ts'
import { invalid } from '../../../kernel/problem.ts'
import { limit } from '../../../platform/access/limit.ts'
import { sha256 } from '../../../platform/command/canonical.ts'
import { command } from '../../../platform/command/declare.ts'
import { dossierToldAbout, stepToldAt } from '../../dossier/index.ts'
import { agencyTree, workingCalendar } from '../../organisation/index.ts'
import { FeedbackReceipt, SubmitFeedback } from '../contract.ts'
import { today } from '../handle.ts'
import { reported } from '../model/feedback.ts'
import { rulesOn } from '../rules.ts'
import type { ContentTables } from '../tables.ts'
import { contactOf } from '../views.ts'

const SENT_AN_HOUR = 20

/**
 * Phản ánh, kiến nghị: a petition in general, or a complaint against one step of a dossier of one's own. No account is
 * needed and no name; a contact is kept sealed. It goes to the agency named, the one that took the step, or the province's
 * committee. Errors: dossier.not-found 404, request.invalid naming the field, request.too-many 429 (20 an hour).
 */
export const submitFeedback = command({
  name: 'feedback.submit',
  route: 'POST /feedback',
  summary: 'Gửi phản ánh, kiến nghị, hoặc khiếu nại một bước của hồ sơ',
  input: SubmitFeedback,
  output: FeedbackReceipt,
  answers: 201,
  permission: 'public',
  audit: (input) => `submitted feedback of kind ${input.kind}`,
  async run(context) {
    const { input, actor, now, db, memory, vault, publicUrl } = context
    await limit(db, `feedback:${actor.origin}`, now, SENT_AN_HOUR, 3600)
    const reading = { db, memory }
    const tree = await agencyTree(reading)
    if (input.kind === 'complaint' && !input.dossier)
      throw invalid('dossier', 'Ghi mã hồ sơ có bước bạn muốn khiếu nại.')
    if (input.agency && !tree.inForce(input.agency, today(now)))
      throw invalid('agency', 'Chọn một cơ quan đang hoạt động trong danh sách.')
    const about = input.dossier ? await dossierToldAbout(context, input.dossier, input.check) : null
    if (about && input.kind === 'complaint' && !input.step)
      throw invalid('step', 'Chọn bước của hồ sơ mà bạn muốn khiếu nại.')
    const step = about && input.step ? await stepToldAt(context, about, input.step) : null
    const named = input.agency ?? step?.agency ?? about?.agency ?? provinceOf(tree)
    const agency = tree.successorOn(named, today(now))?.code ?? provinceOf(tree)
    const standing = reported(now, await rulesOn(reading, today(now)), await workingCalendar(reading))
    const id = randomUUID()
    const secret = randomBytes(16).toString('base64url')
    const number = await nextNumber(context.sql, today(now))
    const tables = context.sql as Kysely<ContentTables>
    await tables
      .insertInto('content.feedback')
      .values({
        id,
        number,
        kind: input.kind,
        class: input.class,
        dossier_id: about?.id ?? null,
        dossier: about?.code ?? null,
        procedure: about?.procedure ?? null,
        step_seq: step?.seq ?? null,
        step_name: step?.name ?? null,
        step_at: step?.at ?? null,
        agency,
        first_agency: agency,
        subject: input.subject,
        body: input.body,
        contact: input.contact ? vault.seal(contactOf(id), input.contact) : null,
        secret_hash: sha256(secret),
        state: standing.state,
        seq: 0,
        received_at: now,
        counts_from: standing.countsFrom,
        paused_at: null,
        due_at: standing.dueAt,
        late: false,
        handled_at: null,
        answer: null,
        published_at: null,
        public_body: null,
        public_answer: null,
        verdict: null,
        repeats: null,
      })
      .execute()
    await tables
      .insertInto('content.feedback_event')
      .values({
        feedback: id,
        seq: 0,
        kind: 'submit',
        at: now,
        account: null,
        position: null,
        agency: null,
        to_agency: agency,
        note: null,
        due_at: standing.dueAt,
        late: false,
      })
      .execute()
    return {
      number,
      secret,
      agency: { code: agency, name: tree.nameOf(agency) },
      dueAt: formatInstant(standing.dueAt.getTime()),
      followUrl: `${publicUrl}/phan-anh/${number}?khoa=${secret}`,
    }
  },
})

function provinceOf(tree: Awaited<ReturnType<typeof agencyTree>>): string {
  return tree.all().find((agency) => agency.kind === 'province')!.code
}

/** The day's next number: one row lock inside the transaction, so no gap and no repeat. */
async function nextNumber(trx: Kysely<any>, day: string): Promise<string> {
  const { rows } = await sql<{ last: number }>`
    insert into content.feedback_number as n (day, last) values (${day}, 1)
    on conflict (day) do update set last = n.last + 1 returning last`.execute(trx)
  return `PA-${day.slice(2).replaceAll('-', '')}-${String(rows[0]!.last).padStart(4, '0')}`
}
