import type { z } from 'zod'
import { Problem } from '../../../kernel/problem.ts'
import { Definition, Flow, Pack } from './definition.ts'

export { applyVariant } from './variant.ts'

/** A shipped pack with its flow, whole. Errors: procedure.pack-invalid (422) naming each wrong place. */
export function expandPack(pack: unknown, flow: unknown): { pack: Pack; definition: Definition } {
  const read = parsed(Pack, pack, 'tệp thủ tục')
  const { states, moves, initial } = parsed(Flow, flow, `quy trình dùng chung “${read.flow}”`)
  return {
    pack: read,
    definition: parsed(Definition, { ...read.definition, states, moves, initial }, 'thủ tục'),
  }
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
