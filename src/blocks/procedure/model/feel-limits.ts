import { parseExpression } from 'feelin'

/** Longer than any condition of the province's 2,000 procedures, several times over. */
const LONGEST = 2000
/** `for a in X, b in Y`: each level multiplies the work by the length of a list. */
const LOOPS = 2
const PATTERNED = /^(matches|replace|split)$/
/** A group that repeats, in which something repeats: one such pattern and thirty letters keep a processor for hours. */
const REPEATED_GROUP = /\)\s*[*+{]/

/**
 * What an expression asks that could take for ever, in Vietnamese, or null. Expressions run in the process that serves
 * everybody: none may count to a thousand million, call itself, or match by a pattern that somebody's answer brought along.
 */
export function feelExcess(expression: string): string | null {
  if (expression.length > LONGEST)
    return `Biểu thức dài ${expression.length} ký tự, nhiều nhất ${LONGEST}: hãy tách thành mục tính.`
  let loops = 0
  let found: string | null = null
  parseExpression(expression, {}, undefined).iterate({
    enter(node) {
      const text = expression.slice(node.from, node.to)
      if (node.name === 'InExpression') loops += 1
      if (loops > LOOPS) found = `Biểu thức lặp trên quá ${LOOPS} danh sách: hãy viết lại gọn hơn.`
      if (node.name === 'IterationContext' && text.includes('..'))
        found = `Biểu thức lặp theo dãy số “${text.slice(0, 40)}”: chỉ được lặp trên một danh sách của hồ sơ.`
      if (node.name === 'FunctionDefinition')
        found = 'Biểu thức không được tự định nghĩa hàm (function): hãy dùng các hàm có sẵn.'
      if (node.name === 'FunctionInvocation') found ??= patternProblem(text)
      return found === null
    },
  })
  return found
}

function patternProblem(call: string): string | null {
  const name = call.slice(0, call.indexOf('(')).trim()
  if (!PATTERNED.test(name)) return null
  // The pattern is the second argument; what stands in quotes holds no comma for us once it is taken out.
  const literals = [...call.matchAll(/"(?:[^"\\]|\\.)*"/g)].map(([literal]) => literal)
  const bare = call.replace(/"(?:[^"\\]|\\.)*"/g, '""')
  const second =
    bare
      .slice(bare.indexOf('(') + 1)
      .split(',')[1]
      ?.trim() ?? ''
  if (!second.startsWith('""'))
    return `Mẫu so khớp của hàm ${name} phải viết thẳng trong dấu ngoặc kép, không lấy từ câu trả lời.`
  if (literals.some((literal) => REPEATED_GROUP.test(literal)))
    return `Mẫu so khớp của hàm ${name} có nhóm lặp lại, có thể chạy mãi không xong: hãy viết mẫu đơn giản hơn.`
  return null
}
