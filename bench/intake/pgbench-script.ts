import type { Captured } from './capture.ts'

export type Script = { text: string; variables: Map<string, string> }

/** Two random integers make what the command draws anew for each call: its key and the dossier's id. */
const DRAWN = `\\set a random(1, 9000000000000000000)\n\\set b random(1, 9000000000000000000)\n`
const ID = `(lpad(to_hex(:a::bigint), 16, '0') || lpad(to_hex(:b::bigint), 16, '0'))::uuid`

/**
 * The captured statements as a pgbench script: same text, same parameters, sent as parameters; the dossier's id and the
 * idempotency key are new in every transaction. `prefix` keeps the variables of several scripts apart.
 */
export function pgbenchScript({ statements, key, id }: Captured, prefix: string): Script {
  const variables = new Map<string, string>()
  const constant = (value: string) => {
    const known = [...variables].find(([, kept]) => kept === value)?.[0]
    const name = known ?? `${prefix}_${variables.size}`
    variables.set(name, value)
    return `:${name}`
  }
  const written = (parameter: unknown): string => {
    if (parameter === null || parameter === undefined) return 'null'
    const text = asText(parameter)
    if (text === id) return ID
    if (text === key) return `(:a::bigint || '-' || :b::bigint)`
    if (text.includes(id)) return `replace(${constant(text)}, '${id}', ${ID}::text)`
    return constant(text)
  }
  const body = statements.map(({ sql, parameters }) =>
    sql.replace(/\$(\d+)/g, (_, number) => written(parameters[Number(number) - 1])).replaceAll(/\s+/g, ' '),
  )
  return { text: `${DRAWN}begin;\n${body.join(';\n')};\ncommit;\n`, variables }
}

function asText(parameter: unknown): string {
  if (parameter instanceof Date) return parameter.toISOString()
  if (Buffer.isBuffer(parameter)) return `\\x${parameter.toString('hex')}`
  if (Array.isArray(parameter))
    return `{${parameter.map((each) => JSON.stringify(each === null ? null : asText(each))).join(',')}}`
  return String(parameter)
}
