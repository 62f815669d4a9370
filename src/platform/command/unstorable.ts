import { Problem } from '../../kernel/problem.ts'

/** PostgreSQL's words for text or numbers it cannot hold: the fault of what was sent, not of the system. */
const STATES = new Set([
  '22021', // character_not_in_repertoire: NUL in text
  '22P05', // untranslatable_character: NUL in jsonb
  '22P02', // invalid_text_representation: half a surrogate pair in jsonb, a malformed uuid
  '22003', // numeric_value_out_of_range
  '22008', // datetime_field_overflow
])

export function isUnstorable(error: unknown): boolean {
  return error instanceof Error && STATES.has((error as { code?: string }).code ?? '')
}

export function unstorable(): Problem {
  return new Problem(
    'request.unstorable',
    422,
    'Nội dung gửi lên có ký tự không lưu được (ký tự điều khiển hoặc ký tự hỏng). Hãy gõ lại chỗ đó rồi gửi.',
  )
}
