import { query } from '../../../platform/command/declare.ts'
import { agencyTree } from '../../organisation/index.ts'
import { ChangesOutput, CompareDraftInput } from '../contract.ts'
import { draftById } from '../drafts.ts'
import { contentOfEdition, editionsOf, spansOf, unknownEdition } from '../editions.ts'
import { changesBetween } from '../model/changes.ts'
import { inForceOn } from '../model/validity.ts'
import { localDay } from '../read.ts'

/**
 * What a draft changes, in words: against the edition asked for, else the one in force on its first day. With none to
 * compare against, everything is new and nothing is listed. Errors: procedure.draft-not-found 404,
 * procedure.edition-not-found 404.
 */
export const compareDraft = query({
  name: 'procedure.compareDraft',
  route: 'GET /procedure-drafts/{id}/changes',
  summary: 'Bản thảo khác phiên bản đang áp dụng ở những chỗ nào',
  input: CompareDraftInput,
  output: ChangesOutput,
  permission: 'procedure.readDrafts',
  async run({ input, now, sql, db, memory }) {
    const row = await draftById(sql, input.id)
    const day = row.submission?.validFrom ?? localDay(now)
    // What this draft became is not what it is compared with.
    const others = spansOf(await editionsOf(sql, row.procedure)).filter(
      (span) => span.number !== row.published,
    )
    const against = input.edition ?? inForceOn(others, day) ?? row.based_on
    if (against === null) return { against: null, changes: [] }
    const edition = await contentOfEdition(sql, row.procedure, against)
    if (!edition) throw unknownEdition(row.procedure, against)
    const tree = await agencyTree({ db, memory })
    const names = new Map(tree.all().map((agency) => [agency.code, agency.name]))
    return { against, changes: changesBetween(edition.content, row.content, names) }
  },
})
