import { formatInstant } from '../../../kernel/local-time.ts'
import { query } from '../../../platform/command/declare.ts'
import { workingCalendar } from '../../organisation/index.ts'
import { DraftOfInput, ProcedureView } from '../contract.ts'
import { draftById } from '../drafts.ts'
import { Variant } from '../model/definition.ts'
import { filledDraft } from '../model/filled-draft.ts'
import { firstDueIfReceived } from '../model/first-due.ts'
import { levelHistory } from '../online-levels.ts'
import { competentAgencies, localDay } from '../read.ts'

/** A draft as citizens would see it published, missing parts filled in. Errors: procedure.draft-not-found 404. */
export const preview = query({
  name: 'procedure.preview',
  route: 'GET /procedure-drafts/{id}/preview',
  summary: 'Xem trước trang thủ tục của một bản thảo',
  input: DraftOfInput,
  output: ProcedureView,
  permission: 'procedure.readDrafts',
  async run({ input, now, sql, db, memory }) {
    const { procedure, content, based_on, submission } = await draftById(sql, input.id)
    const definition = filledDraft(content.definition)
    const validFrom = submission?.validFrom ?? localDay(now)
    const { kinds, agencies } = content.competent
    const entry = { competentKinds: kinds, competentAgencies: agencies }
    const able = await competentAgencies({ db, memory }, entry, validFrom)
    const due = firstDueIfReceived(definition.clock, now, await workingCalendar({ db, memory }))
    return {
      kind: 'edition' as const,
      code: procedure,
      edition: (based_on ?? 0) + 1,
      validFrom,
      definition,
      variants: content.variants.flatMap((each) => {
        const read = Variant.safeParse(each)
        return read.success ? [read.data] : []
      }),
      agencies: able.map(({ code, name, kind }) => ({ code, name, kind })),
      dueIfReceivedNow: due ? formatInstant(due.getTime()) : null,
      onlineLevels: await levelHistory(db, procedure),
    }
  },
})
