/** A JSON schema as Zod writes it: as much of it as a generator of inputs needs. */
export type Shape = {
  type?: string
  enum?: unknown[]
  const?: unknown
  anyOf?: Shape[]
  oneOf?: Shape[]
  format?: string
  minLength?: number
  minimum?: number
  minItems?: number
  properties?: Record<string, Shape>
  required?: string[]
  items?: Shape
  additionalProperties?: Shape | boolean
}

/** What people send who look for a way in: each in every text there is. */
export const PAYLOADS: Record<string, string> = {
  quote: "'",
  tautology: "' OR '1'='1' --",
  drop: "'; drop table dossier.dossier cascade; --",
  sleep: "'||(select pg_sleep(9))||'",
  union: "%' union select null, version(), null --",
  escape: "\\'; select pg_sleep(9); --",
  parameter: '$1',
  like: '%_\\',
  json: '"}\'::jsonb; --',
  feel: '" or true or "',
  feelLoop: 'for i in 1..1000000000 return i',
  feelBraces: '}{ a: function(x) x }(',
  regex: '(((a+)+)+)+$',
  tsquery: "'a' & | ! <-> (",
  nul: 'a\u0000b',
  surrogate: 'a\ud800b',
  direction: '\u202e\u2066\ufeff',
  prototype: '__proto__',
  constructor: 'constructor',
  path: '../../../../etc/passwd',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: another language's template is the payload
  template: '{{7*7}}${7*7}#{7*7}<%=7*7%>#eval("1")',
  script: '"><script>alert(1)</script>',
  long: 'a'.repeat(20_000),
  digits: '9'.repeat(400),
  negative: '-1',
  exponent: '1e999',
  date: '0000-00-00',
  instant: '9999-12-31T23:59:59.999999999Z',
  year: '+275761-01-01T00:00:00Z',
  cursor: 'eyJhIjoxfQ',
  empty: '',
  blank: ' \t\n',
}

const STRINGS: Record<string, string> = {
  date: '2022-05-10',
  'date-time': '2022-05-10T02:00:00Z',
  uuid: '0b0e9a2e-2f1d-4a63-8f0f-0d6f2a1c9a11',
  email: 'thu@example.vn',
}

/** A believable value: what `known` holds under this name, else the plainest that the shape allows. */
export function plain(shape: Shape, name: string, known: Record<string, unknown>): unknown {
  const kept = known[name]
  if (kept !== undefined && kindOf(kept) === shape.type) return kept
  const option = shape.anyOf?.[0] ?? shape.oneOf?.[0]
  if (option) return plain(option, name, known)
  if (shape.const !== undefined) return shape.const
  if (shape.enum) return shape.enum[0]
  switch (shape.type) {
    case 'string':
      return STRINGS[shape.format ?? ''] ?? 'thử'.padEnd(shape.minLength ?? 0, '.')
    case 'integer':
    case 'number':
      return shape.minimum ?? 1
    case 'boolean':
      return true
    case 'array':
      return shape.minItems && shape.items ? [plain(shape.items, name, known)] : []
    case 'object':
      return Object.fromEntries(
        (shape.required ?? []).map((key) => [key, plain(shape.properties?.[key] ?? {}, key, known)]),
      )
    default:
      return 'thử'
  }
}

const kindOf = (value: unknown) => (Array.isArray(value) ? 'array' : typeof value)

type Placing = { at: string; put: (payload: string) => unknown }

/** Every place of a shape where a text may stand, each as a function that puts one there beside plain values. */
export function* places(shape: Shape, name: string, known: Record<string, unknown>): Generator<Placing> {
  for (const option of shape.anyOf ?? shape.oneOf ?? []) yield* places(option, name, known)
  if (shape.anyOf ?? shape.oneOf) return
  if (shape.type === 'array') {
    for (const { at, put } of places(shape.items ?? {}, name, known))
      yield { at: `${name}[].${at}`, put: (payload) => [put(payload)] }
    return
  }
  if (shape.type === 'object') {
    const base = plain(shape, name, known) as object
    for (const [key, property] of Object.entries(shape.properties ?? {}))
      for (const { at, put } of places(property, key, known))
        yield { at: `${name}.${at}`, put: (payload) => ({ ...base, [key]: put(payload) }) }
    if (shape.additionalProperties) {
      yield { at: `${name}.*`, put: (payload) => ({ ...base, lạ: payload }) }
      yield { at: `${name}.?`, put: (payload) => ({ ...base, [payload]: payload }) }
      for (const key of Object.keys(base))
        yield { at: `${name}.${key}`, put: (payload) => ({ ...base, [key]: payload }) }
    }
    return
  }
  // A text where a number or a choice is asked is a hostile value as well.
  yield { at: name, put: (payload) => payload }
}
