import { type Kind, label, sharedMessage } from '../kind.ts'

/** A file in the store: what the upload answered. */
export type FileAnswer = { hash: string; name: string; size: number; mediaType: string }

export const MOST_FILES = 5

/** One or several files given as an answer, known by content. A page without script carries each as a line of JSON. */
export const file: Kind = {
  kind: 'file',
  several: true,
  schema: (field) => ({
    type: 'array',
    minItems: Math.max(1, field.min ?? 1),
    maxItems: field.max ?? MOST_FILES,
    items: {
      type: 'object',
      properties: {
        hash: { type: 'string', format: 'contentHash' },
        name: { type: 'string', minLength: 1, maxLength: 255 },
        size: { type: 'integer', minimum: 0 },
        mediaType: { type: 'string', maxLength: 200 },
      },
      required: ['hash', 'name', 'size', 'mediaType'],
      additionalProperties: false,
    },
  }),
  read(raw) {
    const lines = (Array.isArray(raw) ? raw : [raw]).filter(
      (line): line is string => typeof line === 'string' && line.trim() !== '',
    )
    return lines.length === 0 ? undefined : lines.map(fileOf)
  },
  show: (value) => (Array.isArray(value) ? value.map(nameOf).join('; ') : String(value ?? '')),
  message(error, field) {
    if (error.keyword === 'required')
      return `Chưa có ${label(field)}. Hãy chọn tệp hoặc chụp ảnh rồi tải lên.`
    if (error.keyword === 'minItems') return `${label(field)}: cần ít nhất ${error.limit} tệp. Hãy tải thêm.`
    if (error.keyword === 'maxItems')
      return `${label(field)}: nhận nhiều nhất ${error.limit} tệp. Hãy bỏ bớt.`
    return sharedMessage(error, field, `${label(field)} phải là tệp đã tải lên. Hãy chọn lại tệp.`)
  },
  formats: { contentHash: (text) => /^[0-9a-f]{64}$/.test(text) },
}

function fileOf(line: string): unknown {
  try {
    const value: unknown = JSON.parse(line)
    return value !== null && typeof value === 'object' ? value : line
  } catch {
    return line
  }
}

function nameOf(value: unknown): string {
  return value !== null && typeof value === 'object' && 'name' in value ? String(value.name) : String(value)
}
