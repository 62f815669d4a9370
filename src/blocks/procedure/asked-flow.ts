import type { Kysely } from 'kysely'
import type { z } from 'zod'
import { Problem } from '../../kernel/problem.ts'
import { draftById } from './drafts.ts'
import { contentOfEdition, editionsOf, spansOf, unknownEdition } from './editions.ts'
import { Clock, Definition, Flow } from './model/definition.ts'
import { inForceOn } from './model/validity.ts'
import { localDay } from './read.ts'

/** States, moves and term of the draft or edition that was asked about. */
export type AskedFlow = z.infer<typeof Whole> & {
  procedure: string
  /** `draft` or the edition's number: for a file's name. */
  edition: string
  title: string
}
export type WhichFlow = { draft?: string; procedure?: string; edition?: number }

const Whole = Flow.extend({ clock: Clock.nullable().default(null) })
const Title = Definition.pick({ title: true })

/**
 * Of a draft, or of an edition: the one numbered, else the one in force, else the newest. Errors:
 * procedure.draft-not-found 404, procedure.edition-not-found 404, procedure.flow-asked-wrongly 422 unless exactly one of
 * `draft` and `procedure` is given, procedure.flow-incomplete 422 naming each place of a draft that is not yet whole.
 */
export async function askedFlow(db: Kysely<any>, which: WhichFlow, now: Date): Promise<AskedFlow> {
  const { draft, procedure } = which
  if ((draft === undefined) === (procedure === undefined))
    throw new Problem(
      'procedure.flow-asked-wrongly',
      422,
      'Hãy chọn một bản thảo (draft) hoặc một thủ tục (procedure), không chọn cả hai.',
      [{ path: draft === undefined ? 'procedure' : 'draft', message: 'Chọn đúng một trong hai.' }],
    )
  if (draft !== undefined) {
    const { procedure, content } = await draftById(db, draft)
    return { procedure, edition: 'draft', ...whole(content.definition, procedure) }
  }
  const code = procedure!
  const editions = await editionsOf(db, code)
  const number = which.edition ?? inForceOn(spansOf(editions), localDay(now)) ?? editions.at(-1)?.number
  const found = number === undefined ? null : await contentOfEdition(db, code, number)
  if (!found) throw unknownEdition(code, number)
  return { procedure: code, edition: String(number), ...whole(found.content.definition, code) }
}

function whole(definition: unknown, code: string): z.infer<typeof Whole> & { title: string } {
  const { states, moves, initial, clock } = (definition ?? {}) as Record<string, unknown>
  const read = Whole.safeParse({
    ...{ states, moves, initial },
    // A term half written is no reason to hide the flow.
    clock: Clock.safeParse(clock).data ?? null,
  })
  const title =
    Title.safeParse({ title: (definition as { title?: unknown } | null)?.title }).data?.title.vi ?? code
  if (read.success) return { ...read.data, title }
  const errors = read.error.issues.map((issue) => ({
    path: issue.path.map(String).join('.'),
    message: issue.message,
  }))
  throw new Problem(
    'procedure.flow-incomplete',
    422,
    `Quy trình của bản thảo chưa đủ: “${errors[0]!.path}” và ${errors.length - 1} chỗ khác cần điền hoặc sửa.`,
    errors.slice(0, 100),
  )
}
