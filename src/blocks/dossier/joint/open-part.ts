import type { Context } from '../../../platform/command/declare.ts'
import { definitionFor, editionInForce } from '../../procedure/index.ts'
import type { Part } from '../../procedure/model/check-parts.ts'
import type { Applicant, HandedDocument } from '../contract.ts'
import { childAnswers, childPapers } from '../model/child-answers.ts'
import { openDossier } from '../open-dossier.ts'
import { contentsOf } from '../read.ts'
import { localDay } from '../seat.ts'
import type { DossierRecord } from '../tables.ts'
import { link } from './links.ts'

/**
 * Opens the dossier of one part in its agency, with what of the joint application concerns it; it lies with the agency at
 * once and its clock runs. Errors: those of openDossier, when the edition's formulas do not fill the part's form.
 */
export async function openPart(
  context: Context<unknown>,
  parent: DossierRecord,
  part: Part,
): Promise<{ id: string; code: string }> {
  const { sql, db, memory, now } = context
  const reading = { db, memory }
  const agency = part.agency === 'same' ? parent.agency : part.agency
  const entry = await editionInForce(reading, part.procedure, localDay(now))
  const definition = await definitionFor(reading, entry.code, entry.edition, agency)
  const contents = await contentsOf(sql, parent.id)
  const applicant = (contents.applicant ?? {}) as Applicant
  const documents: HandedDocument[] = []
  for (const [key, from] of childPapers(part, definition)) {
    const paper = contents.documents.get(from)
    if (paper)
      documents.push({
        key,
        form: paper.form as HandedDocument['form'],
        copies: paper.copies,
        files: paper.files.map(({ hash }) => hash),
      })
  }
  const transfer = definition.moves.find(
    (move) => move.kind === 'transfer' && move.from.includes(definition.initial.desk),
  )
  const opened = await openDossier(
    context,
    {
      procedure: part.procedure,
      agency,
      applicant,
      ...(contents.bySeq.get(0)?.onBehalfOf ? { onBehalfOf: contents.bySeq.get(0)!.onBehalfOf } : {}),
      answers: childAnswers(part, definition, contents.answers, applicant),
      documents,
      returnBy: parent.return_by,
      returnDesk: parent.return_desk,
    },
    {
      move: 'receive',
      channel: parent.channel,
      desk: parent.desk,
      role: 'system',
      account: parent.applicant_account,
      missingReason: `Phần của hồ sơ liên thông ${parent.code}; giấy tờ đã nộp theo hồ sơ liên thông.`,
      // Nobody at the desk need pass it on: the joint dossier was passed on already.
      ...(transfer ? { to: transfer.to } : {}),
      isPart: true,
      facts: { jointWith: parent.id },
    },
  )
  await link(sql, { parent: parent.id, part: part.part, child: opened.id, at: now })
  return opened
}
