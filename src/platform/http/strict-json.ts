import type { FastifyInstance } from 'fastify'
import { Problem } from '../../kernel/problem.ts'

/** `{`, `}`, `[`, `]`, `"`, `:` and `\` as the scanner meets them. */
const [OPEN, CLOSE, LIST, END, QUOTE, COLON, ESCAPE] = [0x7b, 0x7d, 0x5b, 0x5d, 0x22, 0x3a, 0x5c]
const SPACE = 0x20
/** No form or pack nests half as deep; what nests thousands of times is meant to exhaust somebody's stack. */
const DEEPEST = 64

/** What readers of one text could understand differently, what reaches for a prototype, what is nested without end. */
type Fault = { kind: 'twice' | 'prototype' | 'deep'; key: string }

/**
 * The first key that stands twice in one object, or that would become a prototype (`__proto__`, `constructor` holding
 * `prototype`), or what is nested too deep; null when there is nothing of the kind. `text` is JSON that has been read already, so only strings and braces matter:
 * whatever string stands before a colon is a key of the innermost object.
 */
export function faultOf(text: string): Fault | null {
  const seen: Set<string>[] = []
  /** The key each open object is the value of. */
  const under: string[] = []
  let depth = -1
  let lists = 0
  let last = ''
  for (let at = 0; at < text.length; at += 1) {
    const sign = text.charCodeAt(at)
    if (sign === LIST) {
      lists += 1
      if (depth + lists > DEEPEST) return { kind: 'deep', key: last }
    } else if (sign === END) lists -= 1
    else if (sign === OPEN) {
      depth += 1
      if (depth + lists > DEEPEST) return { kind: 'deep', key: last }
      // One set for each depth, emptied again: a million objects in a list make a million sets otherwise.
      if (seen[depth]) seen[depth]!.clear()
      else seen[depth] = new Set()
      under[depth] = last
      last = ''
    } else if (sign === CLOSE) {
      depth -= 1
      last = ''
    } else if (sign === QUOTE) {
      const end = endOfString(text, at)
      let after = end + 1
      while (text.charCodeAt(after) <= SPACE) after += 1
      if (text.charCodeAt(after) === COLON) {
        const raw = text.slice(at + 1, end)
        last = raw.includes('\\') ? (JSON.parse(`"${raw}"`) as string) : raw
        if (last === '__proto__' || (last === 'prototype' && under[depth] === 'constructor'))
          return { kind: 'prototype', key: last }
        const keys = seen[depth]!
        if (keys.has(last)) return { kind: 'twice', key: last }
        keys.add(last)
        at = after
      } else {
        at = end
        last = ''
      }
    }
  }
  return null
}

/** Where the string that begins at `from` ends: the next quote that an even number of backslashes stands before. */
function endOfString(text: string, from: number): number {
  for (let end = text.indexOf('"', from + 1); ; end = text.indexOf('"', end + 1)) {
    let escapes = 0
    while (text.charCodeAt(end - 1 - escapes) === ESCAPE) escapes += 1
    if (escapes % 2 === 0) return end
  }
}

/**
 * Reads JSON strictly (RFC 8259, and I-JSON's ban on a key twice). Errors: SyntaxError, `request.duplicate-key` 400,
 * `request.prototype` 400, `request.invalid` 422 when it is nested more than 64 deep.
 */
export function parseStrictly(text: string): unknown {
  // A byte order mark is no JSON, but Windows' editors write one; RFC 8259 lets a reader pass over it.
  const given = text.charCodeAt(0) === 0xfeff ? text.slice(1) : text
  const value = JSON.parse(given) as unknown
  const found = faultOf(given)
  if (!found) return value
  const name = found.key.slice(0, 60)
  if (found.kind === 'deep')
    throw new Problem(
      'request.invalid',
      422,
      `JSON gửi lên lồng quá ${DEEPEST} tầng. Hãy gửi đúng cấu trúc mô tả ở /api/docs.`,
      [{ path: name, message: `Nhiều nhất ${DEEPEST} tầng.` }],
    )
  if (found.kind === 'prototype')
    throw new Problem(
      'request.prototype',
      400,
      `JSON gửi lên có khóa “${name}”, khóa này không được dùng. Hãy bỏ nó rồi gửi lại.`,
      [{ path: name, message: 'Khóa không được dùng.' }],
    )
  throw new Problem(
    'request.duplicate-key',
    400,
    `JSON gửi lên có khóa “${name}” hai lần trong một đối tượng nên không rõ lấy giá trị nào. Hãy để lại một.`,
    [{ path: name, message: 'Khóa lặp lại.' }],
  )
}

/** Every JSON body of the server is read strictly. */
export function readJsonStrictly(app: FastifyInstance): void {
  app.removeContentTypeParser('application/json')
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) => {
    try {
      done(null, parseStrictly(String(body)))
    } catch (error) {
      done(error as Error)
    }
  })
}
