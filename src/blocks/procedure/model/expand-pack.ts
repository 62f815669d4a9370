import type { z } from 'zod'
import { Problem } from '../../../kernel/problem.ts'
import { Definition, Flow, Pack } from './definition.ts'
import { fitSteps } from './fit-steps.ts'

export { applyVariant } from './variant.ts'

/**
 * A pack whole: with the shared flow it names, or with its own states and moves. Errors: procedure.pack-invalid (422)
 * naming each wrong place.
 */
export function expandPack(pack: unknown, flow?: unknown): { pack: Pack; definition: Definition } {
  const read = parsed(Pack, pack, 'tệp thủ tục')
  const own = read.flow === undefined
  if (own && flow !== undefined)
    throw invalidFlow('Tệp thủ tục đã có các bước của mình, không dùng thêm quy trình khác.')
  if (!own && flow === undefined)
    throw invalidFlow(`Tệp thủ tục dùng quy trình chung “${read.flow}” nhưng chưa gửi kèm quy trình đó.`)
  // One flow serves procedures of many terms: its hours are planned anew for each.
  const steps = own
    ? {}
    : fitSteps(parsed(Flow, flow, `quy trình dùng chung “${read.flow}”`), read.definition.clock)
  return { pack: read, definition: parsed(Definition, { ...read.definition, ...steps }, 'thủ tục') }
}

/** An edition as a file that `expandPack` reads back to the very same. */
export function packOf(
  code: string,
  {
    validFrom,
    competent,
    definition,
    variants,
  }: Pick<Pack, 'validFrom' | 'competent' | 'variants'> & { definition: Definition },
): Pack {
  return { code, competent, validFrom, definition, variants }
}

function invalidFlow(message: string): Problem {
  return new Problem('procedure.pack-invalid', 422, message, [{ path: 'flow', message }])
}

function parsed<Schema extends z.ZodType>(schema: Schema, value: unknown, what: string): z.infer<Schema> {
  const result = schema.safeParse(value)
  if (result.success) return result.data
  const errors = result.error.issues.map((issue) => ({
    path: issue.path.map(String).join('.'),
    message: issue.message,
  }))
  const first = errors[0]
  throw new Problem(
    'procedure.pack-invalid',
    422,
    `Không đọc được ${what}: “${first?.path}” ${first?.message}. Hãy sửa ${errors.length} chỗ nêu dưới đây.`,
    errors,
  )
}
