import type { Kysely } from 'kysely'
import { explainTrace } from '../../../kernel/explain-due-date.ts'
import { formatInstant } from '../../../kernel/local-time.ts'
import { limit } from '../../../platform/access/limit.ts'
import { query } from '../../../platform/command/declare.ts'
import { noticesOf, preferenceOf } from '../../message/index.ts'
import { agencyTree, workingCalendar } from '../../organisation/index.ts'
import type { Definition } from '../../procedure/model/definition.ts'
import { fieldsOf } from '../../procedure/model/form-schema.ts'
import { bindingDefinition } from '../binding.ts'
import { boundDigits } from '../check.ts'
import { TrackInput, TrackOutput } from '../contract.ts'
import { openItems } from '../corrections.ts'
import { jointParts, parentOf } from '../joint/links.ts'
import { partViews } from '../joint/part-views.ts'
import { correctionStates } from '../model/correction-states.ts'
import { dueOf } from '../model/projection.ts'
import { hasCarrier } from '../post/carrier-settings.ts'
import { trackedParcels } from '../post/parcels.ts'
import { contentsOf, hasSecret, mayPass, movesOf, notFound, outOfReach } from '../read.ts'
import type { DossierTables } from '../tables.ts'
import { agencyHolding, plainText, stepsOf } from '../told-steps.ts'

const CODES_A_MINUTE = 30

/**
 * Follows a dossier. By code alone: step, agency (not of a confidential edition), dates. With `check` or signed in as
 * the applicant: procedure, papers asked for, messages, result. An unknown code and a wrong check answer alike.
 * Errors: dossier.not-found 404, request.too-many 429 (30 codes a minute per address).
 */
export const track = query({
  name: 'dossier.track',
  route: 'GET /track/{code}',
  summary: 'Tra cứu hồ sơ bằng mã, và mã bí mật trên giấy hẹn nếu có',
  input: TrackInput,
  output: TrackOutput,
  permission: 'public',
  audit: (input) => `tracked dossier ${input.code}`,
  async run({ input, actor, sql, db, memory, now, subjects }) {
    await limit(db, `track:${actor.origin}`, now, CODES_A_MINUTE, 60)
    const tables = sql as Kysely<DossierTables>
    const row = await tables
      .selectFrom('dossier.dossier')
      .selectAll()
      .where('code', '=', input.code)
      .executeTakeFirst()
    if (!row) throw notFound(input.code)
    const contents = await contentsOf(sql, row.id)
    const own = row.applicant_account !== null && row.applicant_account === actor.account
    const check = input.check || null
    if (check !== null && !own) await boundDigits(db, row, check, now)
    if (check !== null && !own && !mayPass(row, contents, check)) throw outOfReach(input.code)
    const verified = own || check !== null
    const mayAct = own || (check !== null && hasSecret(row, check))
    const reading = { db, memory }
    const definition = await bindingDefinition(reading, row)
    const due = dueOf(definition, row.folded, await workingCalendar(reading))
    const hidden = definition.law.confidential && !verified
    const tree = await agencyTree(reading)
    if (verified) subjects.add(row.id)
    const shown = (moment: Date | null) => (moment ? formatInstant(moment.getTime()) : null)
    const waiting = verified && row.folded.state.role === 'applicant'
    const joint = await jointParts(sql, reading, row, definition)
    const whole = verified ? await parentOf(sql, row) : null
    return {
      code: row.code,
      verified,
      step: { key: row.state, status: row.status, phase: row.phase, text: plainText(row, definition) },
      agency: hidden ? null : tree.nameOf(agencyHolding(row)),
      submittedAt: formatInstant(row.submitted_at.getTime()),
      acceptedAt: shown(row.accepted_at),
      firstDueAt: shown(row.first_due_at),
      rescheduledDueAt: shown(row.rescheduled_due_at),
      finishedAt: shown(row.finished_at),
      returnedAt: shown(row.returned_at),
      late: row.finished_at
        ? row.timeliness === 'late'
        : row.clock_runs && row.first_due_at !== null && row.first_due_at < now,
      clockRuns: row.clock_runs,
      explained: explainTrace(due.trace),
      steps: stepsOf(definition, await movesOf(sql, row.id)),
      procedure: verified ? { code: row.procedure, title: definition.title } : null,
      correction: waiting ? labelled(definition, openItems(row, contents, correctionStates(definition))) : [],
      messages: verified
        ? (await noticesOf(sql, row.code)).map((each) => ({
            at: formatInstant(each.at.getTime()),
            text: { vi: each.text, ...(each.text_en && { en: each.text_en }) },
          }))
        : [],
      parts: await partViews(sql, row, joint, { tree, hidden, verified, mayAct }),
      partOf: whole?.parent.code ?? null,
      // The results of a joint dossier are its parts'.
      resultReady: verified && joint.length === 0 && row.status >= 9 && row.outcome !== null,
      mayAnswer: mayAct && waiting,
      mayWithdraw:
        mayAct && definition.moves.some((move) => move.kind === 'withdraw' && move.from.includes(row.state)),
      parcels: verified ? await trackedParcels(sql, row.id) : [],
      mayAskPickUp: mayAct && row.status < 9 && row.phase !== 'closed' && (await hasCarrier(sql)),
      notices: mayAct
        ? await preferenceOf(sql, [
            `dossier:${row.code}`,
            row.applicant_account && `account:${row.applicant_account}`,
          ])
        : null,
    }
  },
})

function labelled(definition: Definition, items: readonly { path: string; note: string }[]) {
  const fields = new Map(fieldsOf(definition).map((field) => [`answers.${field.key}`, field.label]))
  const papers = new Map(definition.documents.map((paper) => [`documents.${paper.key}`, paper.name]))
  return items.map((item) => ({
    ...item,
    label: fields.get(item.path) ?? papers.get(item.path) ?? { vi: item.path },
  }))
}
