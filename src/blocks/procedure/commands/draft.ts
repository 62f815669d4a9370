import { Problem } from '../../../kernel/problem.ts'
import { type Context, command } from '../../../platform/command/declare.ts'
import { DraftInput, DraftView } from '../contract.ts'
import { draftById, insertDraft, type NewDraft } from '../drafts.ts'
import { contentOfEdition, editionsOf, spansOf, unknownEdition } from '../editions.ts'
import { fixedOf } from '../model/fixed.ts'
import { inForceOn } from '../model/validity.ts'
import { nationalRecord } from '../national.ts'
import { proposalFor } from '../proposals.ts'
import { localDay } from '../read.ts'

type Asked = Context<(typeof DraftInput)['_output']>

/**
 * Opens a draft: blank, from an edition, from the national catalogue, or as a copy of another draft. Several may stand
 * side by side. Errors: procedure.code-needed 422, procedure.edition-not-found 404, procedure.draft-not-found 404,
 * procedure.not-in-catalogue 404.
 */
export const draft = command({
  name: 'procedure.draft',
  route: 'POST /procedure-drafts',
  summary: 'Lập bản thảo thủ tục: từ bản trống, một phiên bản, danh mục quốc gia hoặc bản thảo khác',
  input: DraftInput,
  output: DraftView,
  permission: 'procedure.change',
  answers: 201,
  audit: (input) => `opened a draft of ${input.procedure ?? 'another draft'} from ${input.from.kind}`,
  async run(context) {
    return insertDraft(context.sql, await beginning(context), context.actor, context.now)
  },
})

async function beginning(context: Asked): Promise<NewDraft> {
  const { input, sql } = context
  const { from } = input
  if (from.kind === 'draft') {
    const other = await draftById(sql, from.id)
    if (input.procedure !== undefined && input.procedure !== other.procedure)
      return underLaw(context, {
        procedure: input.procedure,
        origin: other.origin,
        basedOn: null,
        content: other.content,
      })
    const { procedure, origin, based_on, content, fixed, flags } = other
    return { procedure, origin, basedOn: based_on, content, fixed, flags }
  }
  if (input.procedure === undefined)
    throw new Problem('procedure.code-needed', 422, 'Hãy ghi mã thủ tục, ví dụ 1.001193.', [
      { path: 'procedure', message: 'Chưa có mã thủ tục.' },
    ])
  const procedure = input.procedure
  if (from.kind === 'edition') return ofEdition(context, procedure, from.number)
  if (from.kind === 'catalogue') {
    const record = await nationalRecord(sql, procedure)
    if (!record)
      throw new Problem(
        'procedure.not-in-catalogue',
        404,
        `Danh mục quốc gia đã nhập không có thủ tục ${procedure}. Hãy nhập danh mục hoặc bắt đầu từ bản trống.`,
      )
    return { procedure, origin: 'catalogue', basedOn: null, ...(await proposalFor(context, record)) }
  }
  return underLaw(context, {
    procedure,
    origin: 'blank',
    basedOn: null,
    content: { competent: { kinds: [], agencies: [] }, definition: {}, variants: [] },
  })
}

/** What the national catalogue fixes of this procedure stands in the draft from the beginning, however it begins. */
async function underLaw(context: Asked, draft: NewDraft): Promise<NewDraft> {
  const record = await nationalRecord(context.sql, draft.procedure)
  if (!record) return draft
  const { content, fixed, flags } = await proposalFor(context, record)
  const { title, field, documents, fees, clock, law } = content.definition
  const definition = { ...draft.content.definition, title, field, documents, fees, clock, law }
  return { ...draft, content: { ...draft.content, definition }, fixed, flags }
}

/** The edition asked for; else the one in force, else the newest. */
async function ofEdition({ sql, now }: Asked, procedure: string, asked?: number): Promise<NewDraft> {
  const editions = await editionsOf(sql, procedure)
  const number = asked ?? inForceOn(spansOf(editions), localDay(now)) ?? editions.at(-1)?.number
  const found = number === undefined ? null : await contentOfEdition(sql, procedure, number)
  if (!found || number === undefined) throw unknownEdition(procedure, asked)
  const record = await nationalRecord(sql, procedure)
  return {
    procedure,
    origin: found.status === 'draft' ? 'release' : 'edition',
    basedOn: number,
    content: found.content,
    fixed: record ? fixedOf(found.content.definition) : null,
  }
}
