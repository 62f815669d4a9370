import fc from 'fast-check'
import { expect, test } from 'vitest'
import { faultOf, parseStrictly } from './strict-json.ts'

test.each([
  ['{"a": 1, "a": 2}', 'a'],
  ['{"a": {"b": 1}, "c": [{"d": 1, "d": 1}]}', 'd'],
  ['{"a": {"x": 1}, "b": {"x": 2}, "a": 3}', 'a'],
  ['{"amount":1,"\\u0061mount":2}', 'amount'],
  ['{"a\\"b": 1, "a\\u0022b": 2}', 'a"b'],
  ['{"": 1, "": 2}', ''],
  ['[{"a":1},{"a":1},{"k":"}","k" \n\t: 1}]', 'k'],
  ['{"a\\\\": "x", "a\\\\": "y"}', 'a\\'],
])('a key that stands twice is found: %s', (text, key) => {
  expect(faultOf(text)).toEqual({ kind: 'twice', key })
})

test.each([
  '{"__proto__": {}}',
  '{"a": [{"b": {"__proto__": null}}]}',
  '{"\\u005f_proto__": 1}',
  '{"constructor": {"prototype": {"isAdmin": true}}}',
  '{"constructor" : \n {"x": 1, "prot\\u006ftype": {}}}',
])('what reaches for the prototype is found: %s', (text) => {
  expect(faultOf(text)).toMatchObject({ kind: 'prototype' })
  expect(() => parseStrictly(text)).toThrow(/không được dùng/)
  expect(({} as { isAdmin?: boolean }).isAdmin).toBeUndefined()
})

test.each([
  '{"a": {"a": {"a": 1}}, "b": {"a": 1}}',
  '[{"a": 1}, {"a": 1}]',
  '{"a": "a", "b": "\\"a\\": 1, \\"a\\": 2"}',
  '{"constructor": "Công ty xây dựng", "prototype": "mẫu"}',
  '{"a": "{", "b": "}", "c": ["a", "a"]}',
  '"a"',
  '[]',
  '{}',
])('what is plain passes: %s', (text) => {
  expect(faultOf(text)).toBeNull()
  expect(parseStrictly(text)).toEqual(JSON.parse(text))
})

const keyless = fc.jsonValue({ maxDepth: 6 }).map((value) => JSON.stringify(value, null, 1))

test('whatever JSON.stringify writes is read back the same, or holds a prototype key', () => {
  fc.assert(
    fc.property(keyless, (text) => {
      const found = faultOf(text)
      if (found) expect(found.kind).toBe('prototype')
      else expect(parseStrictly(text)).toEqual(JSON.parse(text))
    }),
  )
})

test('a key put in twice is found wherever it stands', () => {
  const key = fc.string().filter((each) => each !== '__proto__' && each !== 'prototype')
  fc.assert(
    fc.property(key, fc.jsonValue(), fc.jsonValue(), fc.boolean(), (name, one, other, inList) => {
      const twice = `{${JSON.stringify(name)}: ${JSON.stringify(one)}, ${JSON.stringify(name)}: ${JSON.stringify(other)}}`
      expect(faultOf(inList ? `[1, {"x": ${twice}}]` : twice)).not.toBeNull()
    }),
  )
})

test('what is nested without end is refused before anybody walks it, lists as well as objects', () => {
  const nested = (open: string, close: string, times: number) => open.repeat(times) + 1 + close.repeat(times)
  for (const [open, close] of [
    ['{"a":', '}'],
    ['[', ']'],
    ['[{"a":', '}]'],
  ] as const) {
    expect(() => parseStrictly(nested(open, close, 100_000))).toThrow(/64 tầng/)
    expect(parseStrictly(nested(open, close, 30))).toBeTypeOf('object')
  }
})

test('what is no JSON is a SyntaxError, before any key is looked at', () => {
  for (const text of ['', '{', '{"a":1,}', "{'a':1}", '{"a":1} x', 'NaN', '{"a": 01}'])
    expect(() => parseStrictly(text)).toThrow(SyntaxError)
  expect(parseStrictly('\ufeff{"a": 1}')).toEqual({ a: 1 })
})
