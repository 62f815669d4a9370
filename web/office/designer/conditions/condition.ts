/** One thing a condition may look at: `answers.ownerKind`, `dossier.outcome`. */
export type Operand = {
  path: string
  label: string
  kind: string
  options?: { value: string; label: string }[]
}

export type Test =
  | 'is'
  | 'isNot'
  | 'less'
  | 'atMost'
  | 'more'
  | 'atLeast'
  | 'has'
  | 'hasNot'
  | 'contains'
  | 'countAtLeast'
  | 'given'
  | 'missing'
export type Term = { path: string; test: Test; value: string | number | boolean | null; day?: boolean }
export type Condition = { join: 'and' | 'or'; terms: Term[] }

export const TEST_NAMES: Record<Test, string> = {
  is: 'là',
  isNot: 'không phải là',
  less: 'nhỏ hơn',
  atMost: 'không quá',
  more: 'lớn hơn',
  atLeast: 'từ … trở lên',
  has: 'có chọn',
  hasNot: 'không chọn',
  contains: 'có chứa chữ',
  countAtLeast: 'có ít nhất (dòng)',
  given: 'đã trả lời',
  missing: 'chưa trả lời',
}
const DAY_NAMES: Partial<Record<Test, string>> = {
  less: 'trước ngày',
  atMost: 'không sau ngày',
  more: 'sau ngày',
  atLeast: 'từ ngày',
}

const ORDERED: Test[] = ['is', 'isNot', 'less', 'atMost', 'more', 'atLeast', 'given', 'missing']
const EQUAL: Test[] = ['is', 'isNot', 'given', 'missing']
const TESTS: Record<string, Test[]> = {
  number: ORDERED,
  money: ORDERED,
  year: ORDERED,
  calculated: ORDERED,
  date: ORDERED,
  choice: EQUAL,
  choices: ['has', 'hasNot', 'given', 'missing'],
  yesNo: EQUAL,
  declaration: EQUAL,
  text: [...EQUAL, 'contains'],
  longText: ['contains', 'given', 'missing'],
  group: ['countAtLeast', 'given', 'missing'],
}

/** The comparisons that make sense for a kind of answer; one made of parts can only be given or missing. */
export const testsFor = (kind: string): Test[] =>
  TESTS[kind] ?? (['citizenId', 'taxCode', 'phone', 'email'].includes(kind) ? EQUAL : ['given', 'missing'])

export const testName = (test: Test, kind: string): string =>
  (kind === 'date' ? DAY_NAMES[test] : undefined) ?? TEST_NAMES[test]

export const takesValue = (test: Test): boolean => test !== 'given' && test !== 'missing'

const SIGNS: Partial<Record<Test, string>> = {
  is: '=',
  isNot: '!=',
  less: '<',
  atMost: '<=',
  more: '>',
  atLeast: '>=',
}
const TEST_OF = Object.fromEntries(Object.entries(SIGNS).map(([test, sign]) => [sign, test])) as Record<
  string,
  Test
>

/** The FEEL text of a condition; '' when no term is complete. */
export const write = ({ join, terms }: Condition): string =>
  terms.filter(isComplete).map(writeTerm).join(` ${join} `)

export const isComplete = (term: Term): boolean =>
  term.path !== '' && (!takesValue(term.test) || (term.value !== null && term.value !== ''))

function writeTerm({ path, test, value, day }: Term): string {
  const literal = JSON.stringify(value)
  if (test === 'given') return `${path} != null`
  if (test === 'missing') return `${path} = null`
  if (test === 'has') return `list contains(${path}, ${literal})`
  if (test === 'hasNot') return `not(list contains(${path}, ${literal}))`
  if (test === 'contains') return `contains(${path}, ${literal})`
  if (test === 'countAtLeast') return `count(${path}) >= ${literal}`
  return day ? `date(${path}) ${SIGNS[test]} date(${literal})` : `${path} ${SIGNS[test]} ${literal}`
}

/** The condition behind a FEEL text; null when it says more than the builder can show. */
export function read(text: string): Condition | null {
  const parts = split(text)
  if (!parts) return null
  const terms = parts.texts.map(readTerm)
  return terms.some((term) => term === null) ? null : { join: parts.join, terms: terms as Term[] }
}

const PATH = String.raw`([A-Za-z_]\w*(?:\.\w+)+)`
const STRING = String.raw`"(?:[^"\\]|\\.)*"`
const LITERAL = String.raw`(${STRING}|-?\d+(?:\.\d+)?|true|false)`
const SIGN = '(=|!=|<=|>=|<|>)'
const exact = (source: string) => new RegExp(`^${source.replaceAll(' ', String.raw`\s*`)}$`)
const FORMS: [RegExp, (found: string[]) => Term | null][] = [
  [exact(`${PATH} != null`), ([path]) => term(path, 'given', null)],
  [exact(`${PATH} = null`), ([path]) => term(path, 'missing', null)],
  [
    exact(String.raw`list\s+contains \( ${PATH} , ${LITERAL} \)`),
    ([path, value]) => term(path, 'has', literal(value)),
  ],
  [
    exact(String.raw`not \( list\s+contains \( ${PATH} , ${LITERAL} \) \)`),
    ([path, value]) => term(path, 'hasNot', literal(value)),
  ],
  [
    exact(String.raw`contains \( ${PATH} , (${STRING}) \)`),
    ([path, value]) => term(path, 'contains', literal(value)),
  ],
  [
    exact(String.raw`count \( ${PATH} \) >= (\d+)`),
    ([path, value]) => term(path, 'countAtLeast', literal(value)),
  ],
  [
    exact(String.raw`date \( ${PATH} \) ${SIGN} date \( (${STRING}) \)`),
    ([path, sign, value]) => ({ ...term(path, TEST_OF[sign!]!, literal(value)), day: true }),
  ],
  [exact(`${PATH} ${SIGN} ${LITERAL}`), ([path, sign, value]) => term(path, TEST_OF[sign!]!, literal(value))],
]

const term = (path: string | undefined, test: Test, value: Term['value']): Term => ({
  path: path ?? '',
  test,
  value,
})

function literal(text: string | undefined): Term['value'] {
  try {
    return JSON.parse(text ?? 'null') as Term['value']
  } catch {
    return null
  }
}

function readTerm(text: string): Term | null {
  const bare = unwrapped(text.trim())
  for (const [form, make] of FORMS) {
    const found = form.exec(bare)
    if (found) return make(found.slice(1))
  }
  return null
}

/** `(a = 1)` -> `a = 1`, when the two brackets belong to each other. */
function unwrapped(text: string): string {
  if (!text.startsWith('(') || !text.endsWith(')')) return text
  const inner = text.slice(1, -1)
  return split(inner)?.texts.length === 1 ? inner.trim() : text
}

/** The parts between `and`, or between `or`, outside brackets and texts; null when both occur or brackets do not match. */
function split(text: string): { join: 'and' | 'or'; texts: string[] } | null {
  const texts: string[] = []
  const joins = new Set<string>()
  let depth = 0
  let from = 0
  const pieces = new RegExp(String.raw`${STRING}|[()\[\]{}]|\b(and|or)\b`, 'g')
  for (const found of text.matchAll(pieces)) {
    if ('([{'.includes(found[0])) depth++
    else if (')]}'.includes(found[0])) depth--
    if (depth < 0) return null
    if (depth > 0 || !found[1]) continue
    joins.add(found[1])
    texts.push(text.slice(from, found.index))
    from = found.index + found[0].length
  }
  texts.push(text.slice(from))
  if (depth !== 0 || joins.size > 1 || texts.some((each) => each.trim() === '')) return null
  return { join: joins.has('or') ? 'or' : 'and', texts }
}
