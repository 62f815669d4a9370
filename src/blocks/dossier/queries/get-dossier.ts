import { z } from 'zod'
import { explainTrace } from '../../../kernel/explain-due-date.ts'
import { formatInstant } from '../../../kernel/local-time.ts'
import { query } from '../../../platform/command/declare.ts'
import { feesFor } from '../../procedure/model/fees.ts'
import { requiredDocuments } from '../../procedure/model/form-schema.ts'
import { bindingDefinition } from '../binding.ts'
import { Code, DossierView, PERMISSIONS } from '../contract.ts'
import { openItems } from '../corrections.ts'
import { standingOf } from '../inherit.ts'
import { jointView } from '../joint/joint-view.ts'
import { allowedMoves } from '../model/allowed-moves.ts'
import { consultationsOf } from '../model/consultation.ts'
import { correctionStates } from '../model/correction-states.ts'
import { keepBack, SEES_ALL } from '../model/hiding.ts'
import { partsOf } from '../model/player.ts'
import { dueOf } from '../model/projection.ts'
import { asTold, moveViews } from '../move-views.ts'
import { paperUsesOf, withAdded } from '../papers/papers-of.ts'
import { contentsOf, isTheApplicants, movesOf, readableDossier } from '../read.ts'
import { seatOf } from '../seat.ts'
import { sightFor } from '../sight.ts'
import { surroundings } from '../surroundings.ts'
import { rowView } from '../views.ts'
import { workRules } from '../work-rules.ts'

/** A whole dossier for those who may read it, with exactly the moves this person may make now. */
export const getDossier = query({
  name: 'dossier.get',
  route: 'GET /dossiers/{code}',
  summary: 'Một hồ sơ: tờ khai, giấy tờ, thời hạn, lịch sử, thao tác được làm',
  input: z.strictObject({ code: Code }),
  output: DossierView,
  permission: PERMISSIONS.read,
  audit: (input) => `read dossier ${input.code}`,
  async run({ input, actor, sql, db, memory, now, subjects }) {
    const row = await readableDossier({ sql, db, memory, now }, input.code, actor, PERMISSIONS.read)
    subjects.add(row.id)
    const around = await surroundings({ db, memory }, now, [row])
    const definition = await bindingDefinition({ db, memory }, row)
    const contents = await contentsOf(sql, row.id)
    const uses = await paperUsesOf(sql, row.id)
    const papers = withAdded(contents.documents, uses, (file) => ({
      form: 'electronic',
      copies: 1,
      files: [file],
    }))
    const moves = await movesOf(sql, row.id)
    const due = dueOf(definition, row.folded, around.calendar)
    const player = {
      roles: partsOf(seatOf(actor), await standingOf({ db, memory }, row, now)),
      position: actor.position,
    }
    const allowed = allowedMoves(definition, row.folded, player, {
      answers: contents.answers,
      claimOpen: (await workRules({ db, memory }, row.agency)).claimOpen,
    })
    const required = new Set(requiredDocuments(definition, contents.answers).map((paper) => paper.key))
    const draft =
      [...contents.bySeq.values()].reverse().find((content) => content.resultDraft)?.resultDraft ?? null
    const applicant = isTheApplicants(actor, row)
    const sight = applicant ? SEES_ALL : await sightFor({ sql, db, memory, now }, row, actor)
    const shown = keepBack(definition, contents.applicant, contents.answers, sight)
    const views = moveViews(definition, moves, contents, around)
    const named = (code: string) => ({ code, name: around.tree.get(code)?.name ?? code })
    return {
      ...rowView(row, contents.applicant?.name ?? null, around),
      edition: row.edition,
      applicant: shown.applicant as never,
      onBehalfOf: contents.bySeq.get(0)?.onBehalfOf ?? null,
      desk: named(row.desk),
      returnDesk: named(row.return_desk),
      returnBy: row.return_by,
      answers: shown.answers,
      hidden: shown.hidden,
      documents: definition.documents
        .filter((paper) => paper.direction === 'in')
        .map((paper) => {
          const handed = papers.get(paper.key)
          return {
            key: paper.key,
            name: paper.name.vi,
            direction: paper.direction,
            required: required.has(paper.key),
            form: handed?.form ?? null,
            copies: handed?.copies ?? 0,
            files: handed?.files ?? [],
            digitise: paper.digitise,
            digital: uses.findLast((use) => use.requirement === paper.key)?.how ?? null,
          }
        }),
      fees: feesFor(definition, null, contents.answers).map(
        ({ key, name, kind, amount, waived, explanation }) => ({
          key,
          name: typeof name === 'string' ? name : name.vi,
          kind,
          amount: amount ?? 0,
          waived,
          explanation,
        }),
      ),
      moves: applicant ? asTold(views) : views,
      allowed: allowed.map((move) => ({
        key: move.key,
        name: move.name.vi,
        kind: move.kind,
        to: move.to,
        needs: move.needs,
        outcome: move.outcome ?? null,
      })),
      // What is drafted and not yet sent is not told.
      correction:
        applicant && row.folded.state.role !== 'applicant'
          ? []
          : openItems(row, contents, correctionStates(definition)),
      corrections: row.corrections,
      outcome: row.outcome,
      resultNumber: row.folded.resultNumber,
      resultDraft: applicant && row.status < 9 ? null : draft,
      clock: { runs: row.clock_runs, provisional: due.provisional, explained: explainTrace(due.trace) },
      check: sight.personal ? row.check_secret : null,
      consultations: consultationsOf(definition, moves, now).map(
        ({ agency, askedAt, until, answeredAt, ...line }) => ({
          ...line,
          agency: named(agency),
          askedAt: formatInstant(Date.parse(askedAt)),
          dueAt: until && formatInstant(Date.parse(until)),
          answeredAt: answeredAt && formatInstant(Date.parse(answeredAt)),
        }),
      ),
      joint: await jointView(sql, { db, memory }, row, definition, around.tree),
      returnedAt: row.returned_at ? formatInstant(row.returned_at.getTime()) : null,
    }
  },
})
