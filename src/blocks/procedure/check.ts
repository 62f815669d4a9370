import type { Kysely } from 'kysely'
import { Problem } from '../../kernel/problem.ts'
import type { Memory } from '../../platform/command/memory.ts'
import { checkLetters } from './check-letters.ts'
import type { DraftContent, Finding } from './contract.ts'
import type { ReadyEdition } from './editions.ts'
import { checkDraft } from './model/check-draft.ts'
import { Definition, Variant } from './model/definition.ts'
import { errorsFirst } from './model/finding.ts'
import { localDay } from './read.ts'
import { provinceOn } from './surroundings.ts'
import type { DraftRecord } from './tables.ts'

type Reading = { db: Kysely<any>; memory: Memory; now: Date }
const MOST_TOLD = 100

/** All that is wrong with a draft, for the day it is to hold from: errors first. */
export async function findingsOf(
  reading: Reading,
  row: Pick<DraftRecord, 'content' | 'submission'>,
): Promise<Finding[]> {
  const day = row.submission?.validFrom ?? localDay(reading.now)
  const found = checkDraft(row.content, await provinceOn(reading, day))
  return errorsFirst([...found, ...(await checkLetters(row.content.definition, reading.now, reading.memory))])
}

/** The edition a draft makes. Errors: procedure.has-errors 422 naming each place that forbids it. */
export async function requireSound(
  reading: Reading,
  row: Pick<DraftRecord, 'content' | 'submission'>,
): Promise<ReadyEdition> {
  const errors = (await findingsOf(reading, row)).filter((finding) => finding.severity === 'error')
  if (errors.length > 0)
    throw new Problem(
      'procedure.has-errors',
      422,
      `Còn ${errors.length} lỗi phải sửa trước khi ban hành. Lỗi đầu tiên: ${errors[0]!.message} ${errors[0]!.todo}`,
      errors
        .slice(0, MOST_TOLD)
        .map(({ place, message, todo }) => ({ path: place, message: `${message} ${todo}` })),
    )
  const { definition, variants, competent } = row.content as DraftContent
  return {
    definition: Definition.parse(definition),
    variants: variants.map((each) => Variant.parse(each)),
    competent,
  }
}
