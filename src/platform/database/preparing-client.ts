import pg from 'pg'

/** Beyond so many different statements a connection prepares no more: their text is made by hand, not by lists. */
const MOST_PREPARED = 400
const names = new Map<string, string>()

function nameOf(text: string): string | undefined {
  const known = names.get(text)
  if (known) return known
  if (names.size >= MOST_PREPARED) return undefined
  const name = `s${names.size}`
  names.set(text, name)
  return name
}

/**
 * Spares the server and the socket what a transaction of short statements repeats: a statement is parsed and planned
 * once a connection, and `begin` travels with the first statement instead of alone. For a direct connection only: a
 * pooler that changes servers between transactions loses prepared statements.
 */
export class PreparingClient extends pg.Client {
  #begins = false

  // biome-ignore lint/suspicious/noExplicitAny: pg declares a dozen overloads; all arrive here
  override query(text: any, values?: any, callback?: any): any {
    if (text === 'begin' && callback === undefined) {
      this.#begins = true
      return Promise.resolve({ command: 'BEGIN', rowCount: null, rows: [], fields: [], oid: 0 })
    }
    const named = typeof text === 'string' && Array.isArray(values) && values.length > 0 && callback === undefined
    const name = named ? nameOf(text) : undefined
    const send = () => (name === undefined ? super.query(text, values, callback) : super.query({ name, text, values }))
    if (!this.#begins) return send()
    this.#begins = false
    const { stream } = (this as unknown as { connection: { stream: NodeJS.WritableStream & Corked } }).connection
    stream.cork()
    try {
      // When it fails the connection is broken, and so does the statement that travels with it.
      super.query('begin').catch(() => undefined)
      return send()
    } finally {
      stream.uncork()
    }
  }
}

type Corked = { cork: () => void; uncork: () => void }
